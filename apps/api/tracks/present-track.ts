import {
  percentOf,
  type ReviewView,
  STAGE_WORDS,
  type TrackView,
  type Verdict,
} from '@fermata/contracts';
import type { ReviewRecord, TrackRecord } from '@fermata/prisma';
import type { Viewer } from '../auth/viewer.ts';
import { allowedActions, reviewActions } from './allowed-actions.ts';
import { heldDeliveries } from './held-deliveries.ts';

export type Names = ReadonlyMap<string, string>;

/** A stored track in words, for this viewer. */
export function presentTrack(record: TrackRecord, names: Names, viewer: Viewer): TrackView {
  const { stage, held, version, review, candidates } = record;
  const ofVersion = candidates.filter((candidate) => candidate.version === version);
  const pickable =
    ofVersion.length > 0 &&
    ofVersion.every((candidate) => candidate.score !== null && !candidate.picked);
  return {
    ...record,
    review: review && presentReview(review, names, viewer),
    percent: percentOf(stage),
    now: sentence(record, pickable),
    allowedActions: allowedActions(
      { stage, held, pickable, withdrawable: heldDeliveries(record).length > 0, review },
      viewer,
    ),
  };
}

export function presentReview(record: ReviewRecord, names: Names, viewer: Viewer): ReviewView {
  return {
    ...record,
    decisions: record.decisions.map((decision) => ({
      ...decision,
      reviewerName: names.get(decision.reviewer) ?? null,
    })),
    allowedActions: reviewActions(record, viewer),
  };
}

export const reviewersOf = (reviews: readonly (ReviewRecord | null)[]): string[] => [
  ...new Set(
    reviews.flatMap((review) => review?.decisions.map((decision) => decision.reviewer) ?? []),
  ),
];

function sentence({ stage, held, review, detail }: TrackRecord, pickable: boolean): string {
  const doing =
    stage === 'review' && review
      ? reviewSentence(review, held)
      : stage === 'picking' && pickable
        ? 'Waiting for a person to pick a candidate'
        : STAGE_WORDS[stage];
  if (held) return `Held before it goes on: ${doing}`;
  return detail && ['archived', 'cancelled', 'failed'].includes(stage)
    ? `${doing}: ${detail}`
    : doing;
}

const VERDICT_WORDS: Record<Verdict, string> = {
  approve: 'Approved',
  reject: 'Rejected',
  'send-back': 'Sent back',
};
const SETTLED_WORDS: Partial<Record<ReviewView['state'], string>> = {
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
  const settled = SETTLED_WORDS[state];
  // Until the stage that follows is entered.
  if (settled !== undefined) return settled;
  const standing = decisions.filter((decision) => !decision.undone);
  const approvals = standing.filter((decision) => decision.verdict === 'approve').length;
  const verdict =
    standing.find((decision) => decision.verdict !== 'approve')?.verdict ??
    (approvals >= terms.quorum ? 'approve' : undefined);
  // The decision is written a moment before its grace time is. While the track is held, the clock of its review stands still.
  if (verdict)
    return `${VERDICT_WORDS[verdict]}; takes effect ${held ? 'some time after the track is resumed' : effectiveAt === null ? 'after its grace time' : `at ${toTheSecond(effectiveAt)}`} unless it is undone`;
  return `Waiting for a reviewer: ${approvals} of ${terms.quorum} approvals${held ? '' : `, until ${toTheSecond(expiresAt)}`}${escalated ? ', escalated' : ''}`;
}

/** An instant for people, in UTC. */
const toTheSecond = (instant: string): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
