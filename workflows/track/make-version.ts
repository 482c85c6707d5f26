import type { ReleasedVersion, ReviewFeedback } from '@fermata/contracts/values';
import { completeVersion } from './stages/complete-version.ts';
import { decidePolicy } from './stages/decide-policy.ts';
import { enrich } from './stages/enrich.ts';
import { evaluate } from './stages/evaluate.ts';
import { generate } from './stages/generate.ts';
import { interpret } from './stages/interpret.ts';
import { master } from './stages/master.ts';
import { mix } from './stages/mix.ts';
import { pick } from './stages/pick.ts';
import { plan } from './stages/plan.ts';
import { renderStems } from './stages/render-stems.ts';
import type { TrackRun } from './track-run.ts';

/**
 * From the brief, or from the last intent and the reviewer's feedback, to a version in review. Null
 * when a measurement or the policy stops it.
 */
export async function makeVersion(
  run: TrackRun,
  feedback: ReviewFeedback | null,
): Promise<ReleasedVersion | null> {
  run.findings = [];
  const intent = await interpret(run, feedback);
  const planned = await plan(run, intent);
  const generated = await generate(run, planned);
  const evaluated = await evaluate(run, intent, generated);
  // Edits have a single candidate.
  const picked = await pick(run, evaluated, { alone: planned[0]?.edited === true });
  if (!picked) return null;
  const stems = await renderStems(run, picked);
  if (!stems) return null;
  const mixed = await mix(run, picked, stems);
  if (!mixed) return null;
  const mastered = await master(run, picked, mixed);
  if (!mastered) return null;
  const enriched = await enrich(run, picked, intent, mastered);
  const version = await completeVersion(run, picked, intent, mastered, enriched);
  if (!version) return null;
  return (await decidePolicy(run, version, intent, picked, mastered)) ? version : null;
}
