import type { PlannedCandidate } from '@fermata/contracts/temporal';
import { type Intent, sha256Hex } from '@fermata/contracts/values';
import { inference } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';

/** One recipe for each candidate. After a send-back, plans from the previous version's recipe. */
export async function plan(run: TrackRun, intent: Intent): Promise<PlannedCandidate[]> {
  const { brief, candidates: count, trackId } = run.input;
  const planned = await run.call(
    inference.planCandidates,
    `Plan ${count} candidates for ${run.label}`,
    {
      ...run.versionRef,
      intent,
      count,
      seed: brief.seed ?? Number.parseInt(sha256Hex(trackId).slice(0, 8), 16),
      ...(run.recipeId ? { remakeOf: run.recipeId } : {}),
    },
  );
  const take = planned[0]?.take;
  await run.advance('planned', [
    {
      type: 'plan.made',
      data: {
        version: run.lifecycle.version,
        candidates: planned.map(({ candidateId, recipeId }) => ({ candidateId, recipeId })),
        ...(take ? { take } : {}),
      },
    },
  ]);
  return planned;
}
