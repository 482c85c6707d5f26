import type { ReviewView } from '@fermata/contracts/http';
import type { LocatedFinding, Understanding } from '@fermata/contracts/values';
import type { DecisionRow, ShownReview } from './review-rows.ts';

/**
 * A review without the fields that depend on the principal (`allowedActions`) or on actors (`reviewerName`,
 * `mayDecide`).
 */
export type ReviewRecord = Omit<ReviewView, 'allowedActions' | 'mayDecide' | 'decisions'> & {
  projectId: string;
  /** The requester of the track; `terms.ownWorkAllowed` allows them to decide. */
  requestedBy: string;
  decisions: Omit<ReviewView['decisions'][number], 'reviewerName'>[];
};

export function toReviewRecord(
  review: ShownReview,
  decisions: readonly DecisionRow[],
  about: {
    title: string;
    requestedBy: string;
    findings: readonly LocatedFinding[];
    understanding: Understanding;
  },
): ReviewRecord {
  return {
    ...review,
    title: about.title,
    requestedBy: about.requestedBy,
    findings: [...about.findings],
    understanding: about.understanding,
    decisions: decisions
      .filter(({ reviewId }) => reviewId === review.reviewId)
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ decisionId, verdict, reviewer, note, edits, decidedAt, undone }) => ({
        decisionId,
        verdict,
        reviewer,
        note,
        edits,
        decidedAt,
        undone,
      })),
  };
}
