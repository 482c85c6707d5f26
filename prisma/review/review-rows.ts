import { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import { Edits, ReviewState, ReviewTerms, Understanding, Verdict } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

/** Reviews of versions. */
export const reviewTable = defineProjection('review', ['reviewId'], {
  reviewId: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  version: z.number(),
  versionSha256: z.string(),
  terms: ReviewTerms,
  state: ReviewState,
  openedAt: Instant,
  expiresAt: Instant,
  effectiveAt: Instant.nullable(),
  reminderDueAt: Instant.nullable(),
  escalated: z.boolean(),
  endedAt: Instant.nullable(),
  /** The version that it has approved: its own, or an earlier one. */
  approvedVersion: z.number().nullable(),
  approvedSha256: z.string().nullable(),
});
export type ReviewRow = RowOf<typeof reviewTable>;

/** A review as it is read. */
export const ShownReview = reviewTable.row.omit({
  endedAt: true,
  approvedVersion: true,
  approvedSha256: true,
});
export type ShownReview = z.infer<typeof ShownReview>;

/** Decisions of reviews, in the order of `sequence`: the sequence of the event. */
export const decisionTable = defineProjection('decision', ['decisionId'], {
  decisionId: z.string(),
  projectId: z.string(),
  reviewId: z.string(),
  trackId: z.string(),
  sequence: z.number(),
  verdict: Verdict,
  reviewer: z.string(),
  /** The version that was decided on. */
  version: z.number(),
  note: z.string().nullable(),
  edits: Edits.nullable(),
  understanding: Understanding.nullable(),
  via: EVENT_DATA['review.decided'].shape.via,
  decidedAt: Instant,
  undone: z.boolean(),
});
export type DecisionRow = RowOf<typeof decisionTable>;
