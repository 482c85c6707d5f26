import type { PlannedCandidate } from '@fermata/contracts/temporal';
import { type Intent, intentToMake } from '@fermata/contracts/values';
import { inference } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';
import { trackSeedOf } from '../track-seed-of.ts';

/** One recipe for each candidate. After a send-back, plans from the previous version's recipe. */
export async function plan(run: TrackRun, intent: Intent): Promise<PlannedCandidate[]> {
  const { candidates: count } = run.input;
  const planned = await run.call(
    inference.planCandidates,
    `Plan ${count} candidates for ${run.label}`,
    {
      ...run.versionRef,
      intent: intentToMake(intent),
      count,
      seed: trackSeedOf(run.input),
      ...(run.recipeId ? { editOf: run.recipeId } : {}),
    },
  );
  const edits = planned[0]?.edited ? intent.edits : undefined;
  await run.advance('planned', [
    {
      type: 'plan.made',
      data: {
        version: run.lifecycle.version,
        candidates: planned.map(({ candidateId, recipeId }) => ({ candidateId, recipeId })),
        ...(edits ? { edits } : {}),
      },
    },
  ]);
  return planned;
}
