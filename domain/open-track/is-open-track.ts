import type { ReleaseTerms, Stage } from '@fermata/contracts/values';
import { isOpenTo } from '../partner-request/release-request.ts';

/** Whether the partner finds the track: a request for it starts the release, at once or after a hold of the track. */
export const isOpenTrack = (
  { stage, releaseTerms }: { readonly stage: Stage; readonly releaseTerms: ReleaseTerms },
  partner: string,
): boolean => stage === 'approved' && isOpenTo(releaseTerms, partner);
