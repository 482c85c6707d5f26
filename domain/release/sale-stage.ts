import type { ReleaseOutcome, Stage } from '@fermata/contracts/values';

/**
 * The stage on which the sale of a release depends: that of its track. A release that a person has created has none of
 * its own; its outcome stands for it.
 */
export function saleStage(
  {
    createdByPerson,
    outcome,
  }: { readonly createdByPerson: boolean; readonly outcome: ReleaseOutcome | null },
  stageOfTrack: Stage,
): Stage {
  if (!createdByPerson) return stageOfTrack;
  return outcome === 'live' ? 'published' : 'publishing';
}
