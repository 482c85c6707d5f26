import type { Stage } from '@fermata/contracts/values';
import type { OfferedRelease } from './remaining-offers.ts';

/** A track with its last release. `releaseId`: null if it has none. */
export interface ReleasedTrack extends OfferedRelease {
  readonly stage: Stage;
  readonly releaseId: string | null;
}
