import type { EarlierVersion, ReviewView, VersionFeedback } from '@fermata/contracts/http';
import type { ReviewFeedback } from '@fermata/contracts/values';
import { recallSentence } from '@fermata/domain/recall';
import { earlierVersionIssue, possibleReviewActions, type Reviewer } from '@fermata/domain/review';
import { reviewActions } from '@fermata/domain/track';
import type { Catalogue, EarlierRecord, ReviewRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';

/** The names of the reviewers who have decided, all reviewers of the project, and the recalled tracks. */
export interface ReviewContext {
  readonly names: ReadonlyMap<string, string>;
  readonly reviewers: readonly Reviewer[];
  /** The recall of each track whose current version was made with something that is recalled, in one sentence. */
  readonly recalledTracks: ReadonlyMap<string, string>;
  /** The same of each earlier version, by `keyOf`. */
  readonly recalledVersions: ReadonlyMap<string, string>;
}

const keyOf = (trackId: string, version: number): string => `${trackId}@${version}`;

export async function reviewContext(
  catalogue: Pick<Catalogue, 'actors' | 'recalls'>,
  projectId: string,
  reviews: readonly (ReviewRecord | null)[],
  feedback: readonly (ReviewFeedback | null)[] = [],
): Promise<ReviewContext> {
  const shown = reviews.filter((review) => review !== null);
  const deciders = [
    ...shown.flatMap(({ decisions }) => decisions),
    ...shown.flatMap(({ earlierVersions }) => earlierVersions.map(({ sentBack }) => sentBack)),
    ...feedback,
  ].flatMap((decision) => decision?.reviewer ?? []);
  const [names, reviewers, recalled] = await Promise.all([
    catalogue.actors.names(projectId, [...new Set(deciders)]),
    catalogue.actors.withRole(projectId, 'reviewer'),
    recalledOf(catalogue.recalls, projectId, shown),
  ]);
  return { names, reviewers, ...recalled };
}

/** The tracks and earlier versions that a recall concerns. One read while the project has none. */
async function recalledOf(
  recalls: Catalogue['recalls'],
  projectId: string,
  reviews: readonly ReviewRecord[],
): Promise<Pick<ReviewContext, 'recalledTracks' | 'recalledVersions'>> {
  const recalledTracks = new Map<string, string>();
  const recalledVersions = new Map<string, string>();
  if (reviews.length === 0 || (await recalls.active(projectId)).length === 0)
    return { recalledTracks, recalledVersions };
  await Promise.all(
    reviews.flatMap(({ trackId, earlierVersions }) => [
      recalls.ofTrack(projectId, trackId).then((recall) => {
        if (recall !== null) recalledTracks.set(trackId, recallSentence(recall));
      }),
      ...earlierVersions.map(async ({ version }) => {
        const recall = await recalls.ofVersions(projectId, [{ trackId, version }]);
        if (recall !== null) recalledVersions.set(keyOf(trackId, version), recallSentence(recall));
      }),
    ]),
  );
  return { recalledTracks, recalledVersions };
}

/** A review for this principal: with names, the reviewers who may decide now and the actions allowed. */
export function presentReview(
  record: ReviewRecord,
  context: ReviewContext,
  principal: Principal,
): ReviewView {
  const { names, reviewers, recalledTracks } = context;
  const facts = { ...record, recalled: recalledTracks.has(record.trackId) };
  return {
    ...record,
    decisions: record.decisions.map((decision) => ({
      ...decision,
      reviewerName: names.get(decision.reviewer) ?? null,
    })),
    earlierVersions: record.earlierVersions.map((earlier) =>
      presentEarlier(earlier, record, context, principal),
    ),
    mayDecide: reviewers.filter(({ actor }) =>
      possibleReviewActions(facts, actor).includes('reject'),
    ),
    allowedActions: reviewActions(facts, principal),
  };
}

function presentEarlier(
  { policyOutcome, sentBack, ...earlier }: EarlierRecord,
  review: ReviewRecord,
  { names, recalledVersions }: ReviewContext,
  principal: Principal,
): EarlierVersion {
  const recall = recalledVersions.get(keyOf(review.trackId, earlier.version)) ?? null;
  const issue = earlierVersionIssue({ policyOutcome, recall })?.detail ?? null;
  return {
    ...earlier,
    sentBack: presentFeedback(sentBack, names),
    issue,
    allowedActions:
      issue === null
        ? reviewActions(review, principal).filter((action) => action === 'approve')
        : [],
  };
}

/** The decision that sent a version back, with the reviewer's name. */
export const presentFeedback = (
  feedback: ReviewFeedback | null,
  names: ReviewContext['names'],
): VersionFeedback | null =>
  feedback && { ...feedback, reviewerName: names.get(feedback.reviewer) ?? null };
