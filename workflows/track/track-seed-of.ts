import type { RequestedTrack } from '@fermata/contracts/temporal';
import { sha256Hex } from '@fermata/contracts/values';

/** The seed of a track: of its brief, else derived from its id. */
export const trackSeedOf = ({
  brief,
  trackId,
}: Pick<RequestedTrack, 'brief' | 'trackId'>): number =>
  brief.seed ?? Number.parseInt(sha256Hex(trackId).slice(0, 8), 16);
