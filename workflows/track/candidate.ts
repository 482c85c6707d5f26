import type { GeneratedCandidate } from '@fermata/contracts/temporal';
import type { AudioFinding, Criterion } from '@fermata/contracts/values';

export type EvaluatedCandidate = GeneratedCandidate & {
  readonly evaluation: {
    readonly score: number;
    readonly criteria: Criterion[];
    readonly findings: AudioFinding[];
  };
};

/** The best score; of equal ones the first, so that a replay picks the same. Throws for an empty list. */
export function bestScored<T extends { readonly evaluation: { readonly score: number } }>(
  candidates: readonly T[],
): T {
  return candidates.reduce((best, candidate) =>
    candidate.evaluation.score > best.evaluation.score ? candidate : best,
  );
}
