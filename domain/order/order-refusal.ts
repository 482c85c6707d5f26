import {
  DEFAULT_USE,
  type OrderAnswer,
  type OrderRefusal,
  type OrderRequest,
  type OrderTerms,
  type Role,
} from '@fermata/contracts/values';
import { REQUESTER_ROLES } from '../track/allowed-actions.ts';
import { roleIssue } from '../track/role-issue.ts';

const MAX_DAYS_AHEAD = 366;

/** The facts that decide about an order. */
export interface OrderFacts {
  /** Null: the project has not opened itself to orders of the partner. */
  readonly terms: OrderTerms | null;
  readonly isPaused: boolean;
  /** The roles that the requester of the terms has now. */
  readonly roles: readonly Role[];
  readonly isBudgetSpent: boolean;
  /** Whether people of the project could decide in the review. */
  readonly isReviewable: boolean;
  /** Why no track can be made of the brief, or null. */
  readonly briefIssue: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const refusal = (code: OrderRefusal, reason: string): OrderAnswer => ({
  answer: 'refused',
  code,
  reason,
});

/** Also for a partner that is paused: an order could not be delivered. */
export const ORDERS_NOT_OPEN = refusal('not-open', 'orders from you are not open');
export const TOO_MANY_OPEN = refusal('too-many', 'too many of your orders are open');
export const TOO_MANY_TODAY = refusal('too-many', 'too many orders from you in 24 hours');

/** Why the order is refused; null if its track may be made. The store checks the numbers of orders. */
export function orderRefusal(
  { brief, deadline }: Pick<OrderRequest, 'brief' | 'deadline'>,
  facts: OrderFacts,
): OrderAnswer | null {
  const { terms, roles, now } = facts;
  if (
    terms === null ||
    facts.isPaused ||
    roleIssue(terms.requester, roles, REQUESTER_ROLES) !== null
  )
    return ORDERS_NOT_OPEN;
  const { use = DEFAULT_USE } = brief;
  if (!terms.uses.includes(use))
    return refusal(
      'use-not-open',
      `the use ${use} is not open to you; open: ${terms.uses.join(', ')}`,
    );
  const due = Date.parse(deadline);
  if (due <= now) return refusal('bad-deadline', 'the deadline has passed');
  if (due > now + MAX_DAYS_AHEAD * 24 * 3_600_000)
    return refusal('bad-deadline', `the deadline is more than ${MAX_DAYS_AHEAD} days away`);
  if (facts.briefIssue !== null) return refusal('bad-brief', facts.briefIssue);
  if (!facts.isReviewable) return refusal('no-review', 'nobody can review a track for you now');
  return facts.isBudgetSpent
    ? refusal('budget-exhausted', 'no new work is accepted today; order again tomorrow')
    : null;
}
