import type { ReviewView } from '@fermata/contracts/http';
import { possibleReviewActions, type Reviewer } from '@fermata/domain/review';
import { reviewActions } from '@fermata/domain/track';
import type { Catalogue, ReviewRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';

/** The names of the reviewers who have decided, and of all reviewers of the project. */
export interface ReviewActors {
  readonly names: ReadonlyMap<string, string>;
  readonly reviewers: readonly Reviewer[];
}

export async function actorsOf(
  catalogue: Pick<Catalogue, 'actors'>,
  projectId: string,
  reviews: readonly (ReviewRecord | null)[],
): Promise<ReviewActors> {
  const deciders = reviews.flatMap((review) =>
    (review?.decisions ?? []).map(({ reviewer }) => reviewer),
  );
  const [names, reviewers] = await Promise.all([
    catalogue.actors.names(projectId, [...new Set(deciders)]),
    catalogue.actors.withRole(projectId, 'reviewer'),
  ]);
  return { names, reviewers };
}

/** A review for this principal: with names, the reviewers who may decide now and the actions allowed. */
export function presentReview(
  record: ReviewRecord,
  { names, reviewers }: ReviewActors,
  principal: Principal,
): ReviewView {
  return {
    ...record,
    decisions: record.decisions.map((decision) => ({
      ...decision,
      reviewerName: names.get(decision.reviewer) ?? null,
    })),
    mayDecide: reviewers.filter(({ actor }) =>
      possibleReviewActions(record, actor).includes('approve'),
    ),
    allowedActions: reviewActions(record, principal),
  };
}
