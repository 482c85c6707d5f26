import type { GeneratedCandidate } from '@fermata/activities';
import type { Criterion } from '@fermata/contracts';
import { condition } from '@temporalio/workflow';
import type { TrackRun } from './track-run.ts';

export type Evaluated = GeneratedCandidate & { readonly evaluation: { readonly score: number; readonly criteria: Criterion[] } };

/** The best score; of equal ones the first, so that a replay picks the same. Throws for an empty list. */
export function bestOf<T extends { readonly evaluation: { readonly score: number } }>(candidates: readonly T[]): T {
  return candidates.reduce((best, candidate) => (candidate.evaluation.score > best.evaluation.score ? candidate : best));
}

/** By score, or by a person who has a limited time; then the score decides. */
export async function pickCandidate(run: TrackRun, candidates: readonly Evaluated[]): Promise<Evaluated> {
  const { pick } = run.input;
  const { version } = run.life;
  run.picked = null;
  if (pick.by === 'person') {
    run.pickable = candidates.map((candidate) => candidate.candidateId);
    run.speak();
    await condition(() => run.picked !== null, pick.limitSeconds * 1000);
  }
  // Read through a function: a handler has set it while we waited.
  const choice = pickedBy(run);
  const chosen = candidates.find((candidate) => candidate.candidateId === choice?.candidateId) ?? bestOf(candidates);
  const by = choice ? 'person' : pick.by === 'person' ? 'limit' : 'score';
  void run.record('candidate.picked', { version, candidateId: chosen.candidateId, recipeId: chosen.recipeId, by }, choice?.actor);
  run.pickable = [];
  return chosen;
}

const pickedBy = (run: TrackRun): TrackRun['picked'] => run.picked;
