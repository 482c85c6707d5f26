import type { ReviewView, TrackView } from '@fermata/contracts/http';
import { progressPercent, STAGE_LABELS, type Verdict } from '@fermata/contracts/values';
import { heldDeliveries } from '@fermata/domain/release';
import { allowedActions, reviewActions } from '@fermata/domain/track';
import type { ReviewRecord, TrackRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';

export type ActorNames = ReadonlyMap<string, string>;

/** A stored track in words, for this viewer. */
export function presentTrack(
  record: TrackRecord,
  names: ActorNames,
  principal: Principal,
): TrackView {
  const { stage, held, version, review, candidates } = record;
  const ofVersion = candidates.filter((candidate) => candidate.version === version);
  const pickable =
    ofVersion.length > 0 &&
    ofVersion.every((candidate) => candidate.score !== null && !candidate.picked);
  return {
    ...record,
    review: review && presentReview(review, names, principal),
    percent: progressPercent(stage),
    now: sentence(record, pickable),
    allowedActions: allowedActions(
      { stage, held, pickable, withdrawable: heldDeliveries(record).length > 0, review },
      principal,
    ),
  };
}

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

function sentence({ stage, held, review, detail }: TrackRecord, pickable: boolean): string {
  const activity =
    stage === 'review' && review
      ? reviewSentence(review, held)
      : stage === 'picking' && pickable
        ? 'Waiting for a person to pick a candidate'
        : STAGE_LABELS[stage];
  if (held) return `Held before it goes on: ${activity}`;
  return detail && ['archived', 'cancelled', 'failed'].includes(stage)
    ? `${activity}: ${detail}`
    : activity;
}

const VERDICT_WORDS: Record<Verdict, string> = {
  approve: 'Approved',
  reject: 'Rejected',
  'send-back': 'Sent back',
};
const CLOSED_WORDS: Partial<Record<ReviewView['state'], string>> = {
  approved: 'Approved',
  rejected: 'Rejected',
  'sent-back': 'Sent back',
  expired: 'The review has expired',
  cancelled: 'The review was cancelled',
};

function reviewSentence(
  { state, terms, decisions, expiresAt, effectiveAt, escalated }: ReviewRecord,
  held: boolean,
): string {
  const closed = CLOSED_WORDS[state];
  // Until the stage that follows is entered.
  if (closed !== undefined) return closed;
  const standing = decisions.filter((decision) => !decision.undone);
  const approvals = standing.filter((decision) => decision.verdict === 'approve').length;
  const verdict =
    standing.find((decision) => decision.verdict !== 'approve')?.verdict ??
    (approvals >= terms.quorum ? 'approve' : undefined);
  // The decision is written a moment before its grace time is. While the track is held, the clock of its review stands still.
  if (verdict)
    return `${VERDICT_WORDS[verdict]}; takes effect ${held ? 'some time after the track is resumed' : effectiveAt === null ? 'after its grace time' : `at ${formatInstant(effectiveAt)}`} unless it is undone`;
  return `Waiting for a reviewer: ${approvals} of ${terms.quorum} approvals${held ? '' : `, until ${formatInstant(expiresAt)}`}${escalated ? ', escalated' : ''}`;
}

/** An instant for people, in UTC. */
const formatInstant = (instant: string): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
