import { condition } from '@temporalio/workflow';
import type { GeneratedCandidate } from '@fermata/activities';
import type { AudioFinding, Criterion } from '@fermata/contracts/values';
import type { TrackRun } from './track-run.ts';

export type EvaluatedCandidate = GeneratedCandidate & {
  readonly evaluation: {
    readonly score: number;
    readonly criteria: Criterion[];
    readonly findings?: AudioFinding[];
  };
};

/** Whether a candidate may be picked at all: nothing is so wrong with its sketch that nobody should have to hear it. */
export const isPickable = ({ evaluation }: Pick<EvaluatedCandidate, 'evaluation'>): boolean =>
  !evaluation.findings?.some(({ severity }) => severity === 'hard');

/** The best score; of equal ones the first, so that a replay picks the same. Throws for an empty list. */
function bestScored<T extends { readonly evaluation: { readonly score: number } }>(
  candidates: readonly T[],
): T {
  return candidates.reduce((best, candidate) =>
    candidate.evaluation.score > best.evaluation.score ? candidate : best,
  );
}

/**
 * By score, or by a person who has a limited time; then the score decides. A person's pick is recorded where it is answered. Only a sound candidate can be
 * picked, so there must be one. `alone`: there is only this one to take, whoever picks.
 */
export async function pickCandidate(
  run: TrackRun,
  all: readonly EvaluatedCandidate[],
  { alone }: { alone: boolean },
): Promise<EvaluatedCandidate> {
  const { pick } = run.input;
  const { version } = run.lifecycle;
  const candidates = all.filter(isPickable);
  const byPerson = pick.by === 'person' && !alone;
  if (byPerson) {
    run.unpickable = all
      .filter((candidate) => !isPickable(candidate))
      .map(({ candidateId, evaluation }) => ({
        candidateId,
        why: evaluation.findings?.map(({ text }) => text).join(' ') ?? '',
      }));
    const choice = await waitForPick(run, candidates, pick.limitSeconds * 1000);
    const chosen = candidates.find((candidate) => candidate.candidateId === choice);
    if (chosen) return chosen;
  }
  const { candidateId, recipeId, ...best } = bestScored(candidates);
  void run.record('candidate.picked', {
    version,
    candidateId,
    recipeId,
    by: byPerson ? 'limit' : 'score',
  });
  return { candidateId, recipeId, ...best };
}

/** Waits for a pick; time does not run while the track is held. Null when the limit is over. */
async function waitForPick(
  run: TrackRun,
  candidates: readonly EvaluatedCandidate[],
  limitMs: number,
): Promise<string | null> {
  run.picked = null;
  run.pickable = candidates.map(({ candidateId, recipeId }) => ({ candidateId, recipeId }));
  run.publishDetails();
  const picked = (): TrackRun['picked'] => run.picked;
  let left = limitMs;
  while (!picked() && left > 0) {
    await condition(() => picked() !== null || !run.lifecycle.held);
    const from = Date.now();
    await condition(() => picked() !== null || run.lifecycle.held, left, {
      summary: 'The time to pick a candidate ends',
    });
    left -= Date.now() - from;
  }
  run.pickable = [];
  return picked()?.candidateId ?? null;
}
