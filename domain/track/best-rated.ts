/** The best rating; of equal ones the first, so that a replay picks the same. Throws for an empty list. */
export function bestRated<T extends { readonly evaluation: { readonly rating: number } }>(
  candidates: readonly T[],
): T {
  return candidates.reduce((best, candidate) =>
    candidate.evaluation.rating > best.evaluation.rating ? candidate : best,
  );
}
