import type { ReleaseOutcome, Stage } from '@fermata/contracts/values';

/** The stage of a release that a person has created, as if it were a track: it has none of its own. */
export const stageOfCreated = (
  outcome: ReleaseOutcome | null,
): Extract<Stage, 'published' | 'publishing'> => (outcome === 'live' ? 'published' : 'publishing');
