import type { ReleaseOutcome, Stage } from '@fermata/contracts/values';

/** The stage of a release that a person has put together, as if it were a track: it has none of its own. */
export const stageOfOrdered = (
  outcome: ReleaseOutcome | null,
): Extract<Stage, 'published' | 'publishing'> => (outcome === 'live' ? 'published' : 'publishing');
