import type { ReleaseOutcome, ReleaseTerms } from '@fermata/contracts/values';
import { closedReleaseAnswer, isOpenTo } from '../partner-request/release-request.ts';

/** Whether the partner finds the release of approved versions: a request for it starts it. */
export const isOpenRelease = (
  {
    terms,
    ...release
  }: {
    readonly terms: ReleaseTerms;
    readonly startedAt: string | null;
    readonly outcome: ReleaseOutcome | null;
  },
  partner: string,
): boolean => closedReleaseAnswer(release) === null && isOpenTo(terms, partner);
