import { ARTIST, sha256Hex, versionSha256Of, type Intent, type ReleasedVersion } from '@fermata/contracts';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { upsertSearchAttributes } from '@temporalio/workflow';
import { audio, inference, policy } from '../proxies.ts';
import { pickCandidate, type Evaluated } from './pick-candidate.ts';
import type { TrackRun } from './track-run.ts';

const AI_DISCLOSURE = 'all';
const CREDITS = [{ name: ARTIST, role: 'composer and performer (generative AI)' }];

/** From the brief, or the last intent and the reviewer's note, to a version that policy allows. Null when policy denies it. */
export async function makeVersion(run: TrackRun, sentBack: { note: string } | null): Promise<ReleasedVersion | null> {
  const { brief, candidates: count } = run.input;
  const of = run.versionOf;
  const { version } = of;
  const label = `“${run.title.slice(0, 60)}” v${version}`;

  const intent: Intent =
    sentBack && run.intent
      ? await inference.reviseIntent.executeWithOptions({ summary: shortened(`Read the reviewer's note: ${sentBack.note.slice(0, 100)}`) }, [{ intent: run.intent, note: sentBack.note }])
      : await inference.interpretBrief.executeWithOptions({ summary: `Understand the brief of ${label}` }, [{ brief }]);
  run.intent = intent;
  void run.record('intent.interpreted', { version, intent });
  await run.advance('interpreted');

  const seed = brief.seed ?? Number.parseInt(sha256Hex(run.input.trackId).slice(0, 8), 16);
  const planned = await inference.planCandidates.executeWithOptions({ summary: `Plan ${count} candidates for ${label}` }, [{ ...of, intent, count, seed }]);
  void run.record('plan.made', { version, candidates: planned });
  await run.advance('planned');

  const generated = await Promise.all(
    planned.map((candidate, index) =>
      inference.generateCandidate.executeWithOptions({ summary: `Compose and sketch candidate ${index + 1} of ${count} for ${label}` }, [{ ...of, ...candidate }]),
    ),
  );
  for (const { candidateId, recipeId, score, midi, sketch } of generated) void run.record('candidate.generated', { version, candidateId, recipeId, score, midi, sketch });
  await run.advance('generated');

  const evaluated: Evaluated[] = await Promise.all(
    generated.map(async (candidate, index) => {
      const { score, figures } = candidate;
      const evaluation = await inference.evaluateCandidate.executeWithOptions({ summary: `Score candidate ${index + 1} of ${count} against the brief` }, [{ ...of, intent, score, figures }]);
      return { ...candidate, evaluation };
    }),
  );
  for (const { candidateId, evaluation } of evaluated) void run.record('candidate.evaluated', { version, candidateId, ...evaluation });
  await run.advance('evaluated');

  const picked = await pickCandidate(run, evaluated);
  await run.advance('picked');

  const { recipeId } = picked;
  const { stems } = await audio.renderStems.executeWithOptions({ summary: `Render the stems of ${label}` }, [{ ...of, recipeId, score: picked.score }]);
  void run.record('stems.rendered', { version, stems });
  await run.advance('stems-rendered');

  const { mix, figures: mixFigures, stemSumDeviationDbfs } = await audio.mixStems.executeWithOptions({ summary: `Mix ${stems.length} stems of ${label}` }, [{ ...of, recipeId, stems }]);
  void run.record('mix.made', { version, mix, figures: mixFigures, stemSumDeviationDbfs });
  await run.advance('mixed');

  const { master, figures } = await audio.masterMix.executeWithOptions({ summary: `Master ${label}` }, [{ ...of, recipeId, mix }]);
  void run.record('master.made', { version, master, figures });
  await run.advance('mastered');

  const { title, tags, files } = await audio.enrichTrack.executeWithOptions({ summary: `Title, tags and delivery files of ${label}` }, [{ ...of, recipeId, intent, title: brief.title ?? (sentBack ? run.title : null), aiDisclosure: AI_DISCLOSURE, master, figures }]);
  run.title = title;
  const versionSha256 = versionSha256Of({ pcmSha256: figures.pcmSha256, recipeId, title, credits: CREDITS, aiDisclosure: AI_DISCLOSURE });
  void run.record('track.enriched', { version, title, tags, files });
  void run.record('version.completed', { version, versionSha256, recipeId, title, pcmSha256: figures.pcmSha256, aiDisclosure: AI_DISCLOSURE, credits: CREDITS });
  await run.advance('enriched');

  const decision = await policy.decidePolicy.executeWithOptions({ summary: shortened(`May “${title}” be published?`) }, [
    {
      action: 'publish', projectId: of.projectId, trackId: of.trackId, version, use: intent.use, model: picked.model, aiDisclosure: AI_DISCLOSURE,
      durationSeconds: figures.durationSeconds, askedDurationSeconds: intent.durationSeconds,
      integratedLufs: figures.integratedLufs, targetLufs: picked.master.targetLufs, truePeakDbtp: figures.truePeakDbtp, ceilingDbtp: picked.master.ceilingDbtp,
    },
  ]);
  upsertSearchAttributes([{ key: searchAttributes.policyOutcome, value: decision.outcome }]);
  void run.record('policy.decided', { version, versionSha256, decision });
  if (decision.outcome === 'deny') {
    await run.advance('policy-denied', decision.reasons.map((reason) => reason.text).join('; ').slice(0, 500));
    return null;
  }
  await run.advance('policy-allowed');
  const { durationSeconds, pcmSha256 } = figures;
  return { version, versionSha256, title, artist: ARTIST, durationSeconds, pcmSha256, recipeId, aiDisclosure: AI_DISCLOSURE, credits: CREDITS, tags, files };
}
