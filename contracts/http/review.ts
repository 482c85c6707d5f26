import { z } from 'zod';
import { AllowedAction } from '../values/access.ts';
import { TextReaders } from '../values/brief.ts';
import { Edits } from '../values/edit.ts';
import { LocatedFinding } from '../values/evaluation.ts';
import { ActorId, DecisionId, ReviewId, Sha256, TrackId } from '../values/ids.ts';
import { plainText } from '../values/plain-text.ts';
import { ReviewFeedback } from '../values/review-feedback.ts';
import { ReviewState, ReviewTerms, Verdict } from '../values/review.ts';
import { Understanding } from '../values/understanding.ts';
import { VersionNumber } from '../values/version.ts';
import { page, PageLimit } from './page.ts';

/** Someone who may decide in a review. `name` null: erased. */
export const Decider = z.object({ actor: ActorId, name: z.string().nullable() });

/** The decision that sent a version back, and so asked for the next one. */
export const VersionFeedback = ReviewFeedback.extend({
  /** Null: erased. */
  reviewerName: z.string().nullable(),
});

export type VersionFeedback = z.infer<typeof VersionFeedback>;

/** A version that was sent back, with the decision that sent it back. */
export const EarlierVersion = z.object({
  version: z.number().int(),
  versionSha256: Sha256,
  title: z.string(),
  /** Null: the catalogue has no master of it. */
  integratedLufs: z.number().nullable(),
  sentBack: VersionFeedback.nullable(),
  /** Why nobody can approve it now; null: a reviewer who may approve may approve it. */
  issue: z.string().nullable(),
  /** `approve` if you may approve it now. */
  allowedActions: z.array(AllowedAction),
});

export type EarlierVersion = z.infer<typeof EarlierVersion>;

export const ReviewView = z
  .object({
    reviewId: ReviewId,
    trackId: TrackId,
    title: z.string(),
    version: z.number().int(),
    versionSha256: Sha256,
    terms: ReviewTerms,
    state: ReviewState,
    openedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    effectiveAt: z.iso.datetime().nullable(),
    /** Since when a reminder to the reviewers is due. */
    reminderDueAt: z.iso.datetime().nullable(),
    escalated: z.boolean(),
    decisions: z.array(
      z.object({
        decisionId: DecisionId,
        verdict: Verdict,
        reviewer: ActorId,
        reviewerName: z.string().nullable(),
        /** The version that was decided on: an approval may be for an earlier one. */
        version: z.number().int(),
        note: z.string().nullable(),
        edits: Edits.nullable(),
        /** Every wish of the note and its outcome; null without a note that was understood. */
        understanding: Understanding.nullable(),
        decidedAt: z.iso.datetime(),
        undone: z.boolean(),
      }),
    ),
    /** Points for a reviewer to listen for. */
    findings: z.array(LocatedFinding),
    /** Every wish of the brief and its outcome in this version. */
    understanding: Understanding,
    /** The versions that were sent back, oldest first. */
    earlierVersions: z.array(EarlierVersion),
    /** The reviewers who may decide now: with the role, admitted by the terms, without a decision. */
    mayDecide: z.array(Decider),
    allowedActions: z.array(AllowedAction),
  })
  .meta({ id: 'Review' });

export type ReviewView = z.infer<typeof ReviewView>;

export const ReviewPage = page(ReviewView).meta({ id: 'ReviewPage' });

export const ReviewQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
  state: z.enum(['open', 'all']).default('open'),
});

export const DecisionRequest = z.strictObject({
  versionSha256: Sha256.optional(),
  note: plainText(1000).optional(),
});

/** `version`: an earlier version, which is approved in place of the one under review. */
export const ApproveRequest = DecisionRequest.extend({ version: VersionNumber.optional() });

const hasNoteOrEdits = ({ note, edits }: { note?: unknown; edits?: unknown }): boolean =>
  note !== undefined || edits !== undefined;
const NOTE_OR_EDITS = 'must have a note, edits, or both';

/** A note, edits, or both. Without edits, the note is understood as edits. */
export const SendBackRequest = z
  .strictObject({
    versionSha256: Sha256.optional(),
    note: plainText(1000).optional(),
    edits: Edits.optional(),
  })
  .refine(hasNoteOrEdits, NOTE_OR_EDITS);

export const UndoRequest = z.strictObject({ decisionId: DecisionId.optional() });

/** A signed decision, to be pasted as the input of the signal `decision`. */
export const SignalTicket = z
  .object({
    workflowId: z.string(),
    signal: z.literal('decision'),
    input: z.object({
      token: z.string(),
      note: z.string().optional(),
      edits: Edits.optional(),
      understanding: Understanding.optional(),
      readers: TextReaders.optional(),
      version: VersionNumber.optional(),
    }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'SignalTicket' });

export const SignalTicketRequest = z
  .strictObject({
    verdict: Verdict,
    note: plainText(1000).optional(),
    edits: Edits.optional(),
    /** Only with the verdict approve: an earlier version. */
    version: VersionNumber.optional(),
  })
  .refine((request) => request.verdict !== 'send-back' || hasNoteOrEdits(request), NOTE_OR_EDITS);
