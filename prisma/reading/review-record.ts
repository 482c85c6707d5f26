import { ReviewView } from '@fermata/contracts/http';
import { type LocatedFinding, Remake, ReviewTerms, Verdict } from '@fermata/contracts/values';
import type { ReviewRecord } from '../catalogue.ts';
import type { Decision, Review } from '../generated/client.ts';

const State = ReviewView.shape.state;

/** The states in which a review still takes decisions. */
export const OPEN_STATES = ['open', 'grace'] satisfies ReviewView['state'][];

type ReviewRow = Pick<
  Review,
  | 'reviewId'
  | 'projectId'
  | 'trackId'
  | 'version'
  | 'versionSha256'
  | 'state'
  | 'openedAt'
  | 'expiresAt'
  | 'effectiveAt'
  | 'escalated'
> & { terms: unknown };
type DecisionRow = Pick<
  Decision,
  'decisionId' | 'reviewId' | 'sequence' | 'verdict' | 'reviewer' | 'note' | 'decidedAt' | 'undone'
> & { remake: unknown };

export function toReviewRecord(
  review: ReviewRow,
  decisions: readonly DecisionRow[],
  {
    title,
    requestedBy,
    findings,
  }: { title: string; requestedBy: string; findings: readonly LocatedFinding[] },
): ReviewRecord {
  return {
    reviewId: review.reviewId,
    projectId: review.projectId,
    trackId: review.trackId,
    title,
    requestedBy,
    version: review.version,
    versionSha256: review.versionSha256,
    terms: ReviewTerms.parse(review.terms),
    state: State.parse(review.state),
    openedAt: review.openedAt.toISOString(),
    expiresAt: review.expiresAt.toISOString(),
    effectiveAt: review.effectiveAt?.toISOString() ?? null,
    escalated: review.escalated,
    findings: [...findings],
    decisions: decisions
      .filter(({ reviewId }) => reviewId === review.reviewId)
      .sort((a, b) => a.sequence - b.sequence)
      .map((decision) => ({
        decisionId: decision.decisionId,
        verdict: Verdict.parse(decision.verdict),
        reviewer: decision.reviewer,
        note: decision.note,
        remake: Remake.nullable().parse(decision.remake),
        decidedAt: decision.decidedAt.toISOString(),
        undone: decision.undone,
      })),
  };
}
