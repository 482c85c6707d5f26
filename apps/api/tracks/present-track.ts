import type { TrackView } from '@fermata/contracts/http';
import { progressPercent, type Stage, STAGE_LABELS, STAGES } from '@fermata/contracts/values';
import { projectHoldSentence } from '@fermata/domain/release';
import { describeReview, eligibleReviewers, type Reviewer } from '@fermata/domain/review';
import { allowedActions, awaitsPick } from '@fermata/domain/track';
import { withdrawalIssue } from '@fermata/domain/withdrawal';
import type { TrackRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { presentFeedback, presentReview, type ReviewContext } from '../reviews/present-review.ts';

/** A track for this principal: with a sentence about its state and the actions allowed. */
export function presentTrack(
  record: TrackRecord,
  context: ReviewContext,
  principal: Principal,
): TrackView {
  const { stage, held, version, review, candidates } = record;
  const pickable = awaitsPick(candidates.filter((candidate) => candidate.version === version));
  const shown = review && presentReview(review, context, principal);
  return {
    ...record,
    review: shown,
    versions: record.versions.map((each) => ({
      ...each,
      feedback: presentFeedback(each.feedback, context.names),
    })),
    mayDecide:
      stage === 'review' && shown ? shown.mayDecide : nextDeciders(record, context.reviewers),
    percent: progressPercent(stage),
    publishOn: record.releaseTerms.publishOn,
    now: sentence(record, pickable, context.recalledTracks.get(record.trackId)),
    allowedActions: allowedActions(
      {
        ...{ stage, held, pickable, withdrawable: isWithdrawable(record), review },
        recalled: context.recalledTracks.has(record.trackId),
      },
      principal,
    ),
  };
}

/** Their sentence needs the reason. */
const EXPLAINED_STAGES: readonly Stage[] = [
  'delisted',
  'withdrawn',
  'archived',
  'cancelled',
  'failed',
];

/** The service asks Temporal, too, whether the release still runs. */
const isWithdrawable = (record: TrackRecord): boolean =>
  withdrawalIssue(record, { track: true, release: false }) === null;

/** The reviewers who may decide once the track's next review opens. */
function nextDeciders(
  { stage, reviewTerms: terms, requestedBy }: TrackRecord,
  reviewers: readonly Reviewer[],
): Reviewer[] {
  if (STAGES.indexOf(stage) > STAGES.indexOf('review')) return [];
  return eligibleReviewers(reviewers, { terms, requestedBy });
}

function sentence(record: TrackRecord, pickable: boolean, recall: string | undefined): string {
  const { stage, held, detail } = record;
  const activity = activityOf(record, pickable);
  if (held) return `On hold: ${activity}`;
  const isDue = stage === 'approved' || stage === 'publishing';
  if (recall !== undefined && isDue) return `${activity}; ${recall}`;
  if (record.projectHold !== null && isDue)
    return `${activity}; ${projectHoldSentence(record.projectHold)}`;
  return detail && EXPLAINED_STAGES.includes(stage) ? `${activity}: ${detail}` : activity;
}

function activityOf(record: TrackRecord, pickable: boolean): string {
  const { stage, held, review, releaseId, releaseQuestion } = record;
  if (releaseQuestion !== null)
    return `Waiting for an answer about ${releaseId ?? 'its release'}, which one partner has not taken`;
  if (stage === 'review' && review)
    return describeReview({ ...review, reminderDue: review.reminderDueAt !== null }, held);
  if (stage === 'picking' && pickable) return 'Waiting for a person to pick a candidate';
  // A release that starts with the approval waits only for the end of a recall.
  if (stage === 'approved' && record.releaseTerms.publishOn !== 'approval')
    return `${STAGE_LABELS.approved}: waiting for ${startOf(record)}`;
  return STAGE_LABELS[stage];
}

function startOf({ publishesAt, releaseTerms: { partners, publishAt } }: TrackRecord): string {
  if (publishesAt === null || publishAt === undefined)
    return `a request of ${partners.join(' or ')}`;
  const utc = publishesAt.slice(0, 19).replace('T', ' ');
  return `${publishAt.localDateTime.replace('T', ' ')} ${publishAt.timeZone} (${utc} UTC)`;
}
