import type { ReviewState, ReviewTerms } from '@fermata/contracts/values';
import { formatInstant } from '../calendar/format-instant.ts';
import { CLOSED_STATES, verdictOf, type Vote } from './decision-rules.ts';

const STATE_WORDS: Record<Exclude<ReviewState, 'open' | 'grace'>, string> = {
  approved: 'Approved',
  rejected: 'Rejected',
  'sent-back': 'Sent back',
  expired: 'The review has expired',
  cancelled: 'The review was cancelled',
};

/** Numbers are milliseconds since 1970. */
interface DescribedReview {
  readonly state: ReviewState;
  /** The version under review. */
  readonly version: number;
  readonly terms: Pick<ReviewTerms, 'quorum'>;
  readonly decisions: readonly Vote[];
  readonly expiresAt: string | number;
  readonly effectiveAt: string | number | null;
  readonly reminderDue: boolean;
  readonly escalated: boolean;
}

/** A sentence about the state of a review. While its track is held, its deadlines move. */
export function describeReview(review: DescribedReview, held: boolean): string {
  const { state, version, terms, decisions, expiresAt, effectiveAt } = review;
  if (state !== 'open' && state !== 'grace') return STATE_WORDS[state];
  const { pending, approvals } = verdictOf(decisions, terms.quorum);
  if (!pending) {
    const counts = [`${approvals.get(version) ?? 0} of ${terms.quorum} approvals`];
    for (const [earlier, count] of approvals)
      if (earlier !== version) counts.push(`${count} of ${terms.quorum} of version ${earlier}`);
    const deadline = held ? '' : `, until ${formatInstant(expiresAt)}`;
    return `Waiting for a reviewer: ${counts.join(', ')}${deadline}${urgency(review)}`;
  }
  const words =
    STATE_WORDS[CLOSED_STATES[pending.verdict]] +
    (pending.version === version ? '' : `: version ${pending.version}`);
  return `${words}; takes effect ${effectiveTime(effectiveAt, held)} unless it is undone`;
}

/** The limits of a waiting review that have passed. */
export function urgency({
  reminderDue,
  escalated,
}: Pick<DescribedReview, 'reminderDue' | 'escalated'>): string {
  if (escalated) return ', escalated';
  return reminderDue ? ', reminder due' : '';
}

/** A decision is recorded a moment before the end of its grace period, so that end may be null. */
function effectiveTime(effectiveAt: DescribedReview['effectiveAt'], held: boolean): string {
  if (held) return 'some time after the track is resumed';
  return effectiveAt === null ? 'after its grace period' : `at ${formatInstant(effectiveAt)}`;
}
