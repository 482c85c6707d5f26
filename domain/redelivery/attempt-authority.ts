import {
  type OrderFacts,
  orderOfferClaimIssue,
  orderOfferStartIssue,
} from '../release/order-authority.ts';
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
  orderRedeliveryClaimIssue,
  orderRedeliveryStartIssue,
  redeliveryClaimIssue,
  redeliveryStartIssue,
} from './redelivery-authority.ts';

/** Why nothing may be sent to a partner by an offer, or null: the first one, or one that a person has ordered later. */
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

/** Why nothing may be sent to a partner by an offer of an ordered release, or null. */
export const orderAttemptClaimIssue = (claim: ReleaseClaim, facts: OrderFacts): string | null =>
  byAttempt(claim, facts.release, {
    first: () => orderOfferClaimIssue(claim, facts),
    later: () => orderRedeliveryClaimIssue(claim, facts),
  });

/** Why an offer of an ordered release may not be recorded as started, or null. */
export const orderAttemptStartIssue = (start: ReleaseStart, facts: OrderFacts): string | null =>
  byAttempt(start, facts.release, {
    first: () => orderOfferStartIssue(start, facts),
    later: () => orderRedeliveryStartIssue(start, facts),
  });

interface Rules {
  readonly first: () => string | null;
  readonly later: () => string | null;
}

/** An order counts for its one partner until its offer ends. A withdrawal that was ordered later wins. */
function byAttempt(
  { releaseId, partners }: ReleaseSubject,
  release: ReleaseProgress,
  { first, later }: Rules,
): string | null {
  const [partner = '', ...others] = partners;
  const offer =
    others.length === 0 ? release?.offers.find((each) => each.partner === partner) : undefined;
  switch (offer?.redelivery) {
    case 'ordered':
      return later();
    case 'withdrawn':
      return `a withdrawal of ${releaseId} from ${partner} was ordered`;
    default:
      return first();
  }
}
