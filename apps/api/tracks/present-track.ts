import { percentOf, STAGE_WORDS, type ReviewView, type TrackView } from '@fermata/contracts';
import type { ReviewRecord, TrackRecord } from '@fermata/prisma';
import type { Viewer } from '../auth/viewer.ts';
import { allowedActions, reviewActions } from './allowed-actions.ts';
import { heldDeliveries } from './held-deliveries.ts';

export type Names = ReadonlyMap<string, string>;

/** A stored track in words, for this viewer. */
export function presentTrack(record: TrackRecord, names: Names, viewer: Viewer): TrackView {
  const { stage, held, version, review, candidates } = record;
  const ofVersion = candidates.filter((candidate) => candidate.version === version);
  const pickable = ofVersion.length > 0 && ofVersion.every((candidate) => candidate.score !== null && !candidate.picked);
  return {
    ...record,
    review: review && presentReview(review, names, viewer),
    percent: percentOf(stage),
    now: sentence(record, pickable),
    allowedActions: allowedActions({ stage, held, pickable, withdrawable: heldDeliveries(record).length > 0, review }, viewer),
  };
}

export function presentReview(record: ReviewRecord, names: Names, viewer: Viewer): ReviewView {
  return {
    ...record,
    decisions: record.decisions.map((decision) => ({ ...decision, reviewerName: names.get(decision.reviewer) ?? null })),
    allowedActions: reviewActions(record, viewer),
  };
}

export const reviewersOf = (reviews: readonly (ReviewRecord | null)[]): string[] => [...new Set(reviews.flatMap((review) => review?.decisions.map((decision) => decision.reviewer) ?? []))];

function sentence({ stage, held, review, detail }: TrackRecord, pickable: boolean): string {
  const doing = stage === 'review' && review ? reviewSentence(review) : stage === 'picking' && pickable ? 'Waiting for a person to pick a candidate' : STAGE_WORDS[stage];
  if (held) return `Held before it goes on: ${doing}`;
  return detail && ['archived', 'cancelled', 'failed'].includes(stage) ? `${doing}: ${detail}` : doing;
}

function reviewSentence({ state, terms, decisions, expiresAt, effectiveAt, escalated }: ReviewRecord): string {
  const standing = decisions.filter((decision) => !decision.undone);
  if (state === 'grace') return `Decided (${standing.at(-1)?.verdict ?? 'undecided'}), takes effect at ${effectiveAt ?? 'the end of its grace time'} unless it is undone`;
  const approvals = standing.filter((decision) => decision.verdict === 'approve').length;
  return `Waiting for a reviewer: ${approvals} of ${terms.quorum} approvals, until ${expiresAt}${escalated ? ', escalated' : ''}`;
}
