import type { ReviewView } from '@fermata/contracts/http';
import { reviewActions } from '@fermata/domain/track';
import type { ReviewRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';

export type ActorNames = ReadonlyMap<string, string>;

/** A review for this principal: with the reviewers' names and the actions allowed. */
export function presentReview(
  record: ReviewRecord,
  names: ActorNames,
  principal: Principal,
): ReviewView {
  return {
    ...record,
    decisions: record.decisions.map((decision) => ({
      ...decision,
      reviewerName: names.get(decision.reviewer) ?? null,
    })),
    allowedActions: reviewActions(record, principal),
  };
}

export const reviewersOf = (reviews: readonly (ReviewRecord | null)[]): string[] => [
  ...new Set(
    reviews.flatMap((review) => review?.decisions.map((decision) => decision.reviewer) ?? []),
  ),
];
