import {
  createdOfferClaimIssue,
  createdOfferStartIssue,
  type CreatedReleaseFacts,
} from '../release/created-release-authority.ts';
import {
  offerClaimIssue,
  offerStartIssue,
  type ReleaseClaim,
  type ReleaseFacts,
  type ReleaseProgress,
  type ReleaseStart,
  type ReleaseSubject,
} from '../release/release-authority.ts';
import {
  createdRedeliveryClaimIssue,
  createdRedeliveryStartIssue,
  redeliveryClaimIssue,
  redeliveryStartIssue,
} from './redelivery-authority.ts';

/** Why nothing may be sent to a partner by an offer, or null: the first one, or a later one that a person requested. */
export const attemptClaimIssue = (claim: ReleaseClaim, facts: ReleaseFacts): string | null =>
  byAttempt(claim, facts.release, {
    first: () => offerClaimIssue(claim, facts),
    later: () => redeliveryClaimIssue(claim, facts),
  });

/** Why an offer may not be recorded as started, or null. */
export const attemptStartIssue = (start: ReleaseStart, facts: ReleaseFacts): string | null =>
  byAttempt(start, facts.release, {
    first: () => offerStartIssue(start, facts),
    later: () => redeliveryStartIssue(start, facts),
  });

/** Why nothing may be sent to a partner by an offer of a created release, or null. */
export const createdAttemptClaimIssue = (
  claim: ReleaseClaim,
  facts: CreatedReleaseFacts,
): string | null =>
  byAttempt(claim, facts.release, {
    first: () => createdOfferClaimIssue(claim, facts),
    later: () => createdRedeliveryClaimIssue(claim, facts),
  });

/** Why an offer of a created release may not be recorded as started, or null. */
export const createdAttemptStartIssue = (
  start: ReleaseStart,
  facts: CreatedReleaseFacts,
): string | null =>
  byAttempt(start, facts.release, {
    first: () => createdOfferStartIssue(start, facts),
    later: () => createdRedeliveryStartIssue(start, facts),
  });

interface Rules {
  readonly first: () => string | null;
  readonly later: () => string | null;
}

/** A request counts for its one partner until its offer ends. A withdrawal that was requested later wins. */
function byAttempt(
  { releaseId, partners }: ReleaseSubject,
  release: ReleaseProgress,
  { first, later }: Rules,
): string | null {
  const [partner = '', ...others] = partners;
  const offer =
    others.length === 0 ? release?.offers.find((each) => each.partner === partner) : undefined;
  switch (offer?.redelivery) {
    case 'requested':
      return later();
    case 'withdrawn':
      return `a withdrawal of ${releaseId} from ${partner} was requested`;
    default:
      return first();
  }
}
