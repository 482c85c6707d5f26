import { condition } from '@temporalio/workflow';
import type { GeneratedCandidate } from '@fermata/activities';
import type { AudioFault, Criterion } from '@fermata/contracts';
import type { TrackRun } from './track-run.ts';

export type Evaluated = GeneratedCandidate & {
  readonly evaluation: {
    readonly score: number;
    readonly criteria: Criterion[];
    readonly faults?: AudioFault[];
  };
};

/** Whether a candidate may be picked at all: nothing is so wrong with its sketch that nobody should have to hear it. */
export const sound = ({ evaluation }: Pick<Evaluated, 'evaluation'>): boolean =>
  !evaluation.faults?.some(({ severity }) => severity === 'hard');

/** The best score; of equal ones the first, so that a replay picks the same. Throws for an empty list. */
function bestOf<T extends { readonly evaluation: { readonly score: number } }>(
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
  all: readonly Evaluated[],
  { alone }: { alone: boolean },
): Promise<Evaluated> {
  const { pick } = run.input;
  const { version } = run.life;
  const candidates = all.filter(sound);
  const byPerson = pick.by === 'person' && !alone;
  if (byPerson) {
    run.faulty = all
      .filter((candidate) => !sound(candidate))
      .map(({ candidateId, evaluation }) => ({
        candidateId,
        why: evaluation.faults?.map(({ text }) => text).join(' ') ?? '',
      }));
    const choice = await personsChoice(run, candidates, pick.limitSeconds * 1000);
    const chosen = candidates.find((candidate) => candidate.candidateId === choice);
    if (chosen) return chosen;
  }
  const { candidateId, recipeId, ...best } = bestOf(candidates);
  void run.record('candidate.picked', {
    version,
    candidateId,
    recipeId,
    by: byPerson ? 'limit' : 'score',
  });
  return { candidateId, recipeId, ...best };
}

/** Waits for a pick; time does not run while the track is held. Null when the limit is over. */
async function personsChoice(
  run: TrackRun,
  candidates: readonly Evaluated[],
  limitMs: number,
): Promise<string | null> {
  run.picked = null;
  run.pickable = candidates.map(({ candidateId, recipeId }) => ({ candidateId, recipeId }));
  run.speak();
  const picked = (): TrackRun['picked'] => run.picked;
  let left = limitMs;
  while (!picked() && left > 0) {
    await condition(() => picked() !== null || !run.life.held);
    const from = Date.now();
    await condition(() => picked() !== null || run.life.held, left, {
      summary: 'The time to pick a candidate ends',
    });
    left -= Date.now() - from;
  }
  run.pickable = [];
  return picked()?.candidateId ?? null;
}
