import type { ReleaseTerms } from '@fermata/contracts/values';
import {
  closedReleaseAnswer,
  isOpenTo,
  type RequestedRelease,
} from '../partner-request/release-request.ts';

/** Whether the partner finds the release of approved versions: a request for it starts it. */
export const isOpenRelease = (
  { terms, ...release }: RequestedRelease & { readonly terms: ReleaseTerms },
  partner: string,
): boolean => closedReleaseAnswer(release) === null && isOpenTo(terms, partner);
