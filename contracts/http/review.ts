import { z } from 'zod';
import { AllowedAction } from '../values/access.ts';
import { Edits } from '../values/edit.ts';
import { LocatedFinding } from '../values/evaluation.ts';
import { ActorId, DecisionId, ReviewId, Sha256, TrackId } from '../values/ids.ts';
import { plainText } from '../values/plain-text.ts';
import { ReviewState, ReviewTerms, Verdict } from '../values/review.ts';
import { Understanding } from '../values/understanding.ts';
import { page, PageLimit } from './page.ts';

/** Someone who may decide in a review. `name` null: erased. */
export const Decider = z.object({ actor: ActorId, name: z.string().nullable() });

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
        note: z.string().nullable(),
        edits: Edits.nullable(),
        decidedAt: z.iso.datetime(),
        undone: z.boolean(),
      }),
    ),
    /** Points for a reviewer to listen for. */
    findings: z.array(LocatedFinding),
    /** Every wish of the brief and its outcome in this version. */
    understanding: Understanding,
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
    input: z.object({ token: z.string(), note: z.string().optional(), edits: Edits.optional() }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'SignalTicket' });

export const SignalTicketRequest = z
  .strictObject({
    verdict: Verdict,
    note: plainText(1000).optional(),
    edits: Edits.optional(),
  })
  .refine((request) => request.verdict !== 'send-back' || hasNoteOrEdits(request), NOTE_OR_EDITS);
