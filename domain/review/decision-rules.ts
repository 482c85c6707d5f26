import type { RefusalReason, ReviewState, ReviewTerms, Verdict } from '@fermata/contracts/values';
import { isRefusedByRecall } from '../recall/recall-rules.ts';

export type DecisionRefusal = { ok: false; reason: RefusalReason; detail: string };
/** The actions of a reviewer: take a decision or undo their own. */
export type ReviewAction = Verdict | 'undo';

/** A verdict on a version. */
export interface Vote {
  readonly verdict: Verdict;
  readonly version: number;
  readonly undone: boolean;
}

interface Decision {
  readonly decisionId?: string;
  readonly reviewer: string;
  readonly verdict: Verdict;
  readonly undone: boolean;
}

/** The facts about a review that determine the allowed actions. */
export interface ReviewFacts {
  readonly state: ReviewState;
  readonly terms: Pick<ReviewTerms, 'reviewers' | 'ownWorkAllowed'>;
  readonly requestedBy: string;
  readonly decisions: readonly Decision[];
  /** Whether something that the version was made with is recalled. */
  readonly recalled?: boolean;
}

export const CLOSED_STATES = {
  approve: 'approved',
  reject: 'rejected',
  'send-back': 'sent-back',
} as const satisfies Record<Verdict, ReviewState>;
const VERDICTS: readonly Verdict[] = ['approve', 'reject', 'send-back'];

export const refuse = (reason: RefusalReason, detail: string): DecisionRefusal => ({
  ok: false,
  reason,
  detail,
});

export const isReviewClosed = (state: ReviewState): boolean =>
  state !== 'open' && state !== 'grace';

export const standingDecisions = <D extends { readonly undone: boolean }>(
  decisions: readonly D[],
): D[] => decisions.filter((decision) => !decision.undone);

/**
 * The verdict and its version, or null while more approvals are needed. An approval counts for its own version only.
 * One decision against the version under review ends the review.
 */
export function verdictOf(
  votes: readonly Vote[],
  quorum: number,
): { pending: Pick<Vote, 'verdict' | 'version'> | null; approvals: ReadonlyMap<number, number> } {
  const standing = standingDecisions(votes);
  const approvals = new Map<number, number>();
  for (const { verdict, version } of standing)
    if (verdict === 'approve') approvals.set(version, (approvals.get(version) ?? 0) + 1);
  const ending = standing.find(({ verdict }) => verdict !== 'approve');
  if (ending) return { pending: ending, approvals };
  const approved = [...approvals].find(([, count]) => count >= quorum);
  return { pending: approved ? { verdict: 'approve', version: approved[0] } : null, approvals };
}

/** The reason why this person may never decide in the review, or null. */
export function eligibilityIssue(
  { terms, requestedBy }: Pick<ReviewFacts, 'terms' | 'requestedBy'>,
  reviewer: string,
): DecisionRefusal | null {
  if (terms.reviewers.length > 0 && !terms.reviewers.includes(reviewer))
    return refuse('not-allowed', `${reviewer} is not among the reviewers of this review`);
  if (!terms.ownWorkAllowed && reviewer === requestedBy)
    return refuse('not-allowed', 'the review terms do not let people decide on their own work');
  return null;
}

/** The reason why an eligible reviewer may not take this decision now, or null. */
export function decisionIssue(
  { state, decisions }: Pick<ReviewFacts, 'state' | 'decisions'>,
  { reviewer, decisionId }: { readonly reviewer: string; readonly decisionId?: string },
): DecisionRefusal | null {
  const own = standingDecisions(decisions).find((decision) => decision.reviewer === reviewer);
  if (own) return refuse('twice', `${reviewer} has already decided (${own.verdict})`);
  if (decisionId !== undefined && decisions.some((taken) => taken.decisionId === decisionId))
    return refuse('twice', 'this decision was already taken');
  if (state !== 'grace') return null;
  const pending = standingDecisions(decisions).find(({ verdict }) => verdict !== 'approve');
  return refuse(
    'late',
    `the review is already decided (${pending?.verdict ?? 'approve'}); the verdict takes effect soon`,
  );
}

/** The actions that the terms and the decisions allow this reviewer now. */
export function possibleReviewActions(review: ReviewFacts, reviewer: string): ReviewAction[] {
  if (isReviewClosed(review.state) || eligibilityIssue(review, reviewer)) return [];
  const hasDecided = standingDecisions(review.decisions).some(
    (decision) => decision.reviewer === reviewer,
  );
  if (hasDecided) return ['undo'];
  if (decisionIssue(review, { reviewer })) return [];
  return VERDICTS.filter((verdict) => !(review.recalled && isRefusedByRecall(verdict)));
}
