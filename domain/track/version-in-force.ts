/**
 * The version of a track that counts, among its finished ones in their order: the last one, or the earlier one that a
 * review has approved in its place. `current`: the number that the track has, also while that version is made.
 */
export const versionInForce = <Version extends { readonly version: number }>(
  finished: readonly Version[],
  current: number,
): Version | undefined => finished.findLast(({ version }) => version <= current);
