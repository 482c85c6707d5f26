import type { ReviewView } from '@fermata/contracts/http';
import { recallSentence } from '@fermata/domain/recall';
import { possibleReviewActions, type Reviewer } from '@fermata/domain/review';
import { reviewActions } from '@fermata/domain/track';
import type { Catalogue, ReviewRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';

/** The names of the reviewers who have decided, all reviewers of the project, and the recalled tracks. */
export interface ReviewContext {
  readonly names: ReadonlyMap<string, string>;
  readonly reviewers: readonly Reviewer[];
  /** The recall of each track whose current version was made with something that is recalled, in one sentence. */
  readonly recalledTracks: ReadonlyMap<string, string>;
}

export async function reviewContext(
  catalogue: Pick<Catalogue, 'actors' | 'recalls'>,
  projectId: string,
  reviews: readonly (ReviewRecord | null)[],
): Promise<ReviewContext> {
  const deciders = reviews.flatMap((review) =>
    (review?.decisions ?? []).map(({ reviewer }) => reviewer),
  );
  const [names, reviewers, recalledTracks] = await Promise.all([
    catalogue.actors.names(projectId, [...new Set(deciders)]),
    catalogue.actors.withRole(projectId, 'reviewer'),
    recalledOf(
      catalogue.recalls,
      projectId,
      reviews.flatMap((review) => review?.trackId ?? []),
    ),
  ]);
  return { names, reviewers, recalledTracks };
}

/** The tracks that a recall concerns, each with its sentence. One read while the project has none. */
async function recalledOf(
  recalls: Catalogue['recalls'],
  projectId: string,
  trackIds: readonly string[],
): Promise<Map<string, string>> {
  if (trackIds.length === 0 || (await recalls.active(projectId)).length === 0) return new Map();
  const recalled = await Promise.all(
    trackIds.map(async (trackId): Promise<[string, string][]> => {
      const recall = await recalls.ofTrack(projectId, trackId);
      return recall === null ? [] : [[trackId, recallSentence(recall)]];
    }),
  );
  return new Map(recalled.flat());
}

/** A review for this principal: with names, the reviewers who may decide now and the actions allowed. */
export function presentReview(
  record: ReviewRecord,
  { names, reviewers, recalledTracks }: ReviewContext,
  principal: Principal,
): ReviewView {
  const facts = { ...record, recalled: recalledTracks.has(record.trackId) };
  return {
    ...record,
    decisions: record.decisions.map((decision) => ({
      ...decision,
      reviewerName: names.get(decision.reviewer) ?? null,
    })),
    mayDecide: reviewers.filter(({ actor }) =>
      possibleReviewActions(facts, actor).includes('reject'),
    ),
    allowedActions: reviewActions(facts, principal),
  };
}
