import { z } from 'zod';
import { ActorId, PartnerName } from '../values/ids.ts';
import { PartnerWebhook } from '../values/partner-webhook.ts';
import { plainText } from '../values/plain-text.ts';
import { Stage } from '../values/stage.ts';
import { Remake } from '../values/take.ts';

/** The payload of the update `decide` and of the signal `decision`: what stands beside the token proves nothing. */
export const DecisionMessage = z.strictObject({
  token: z.string().min(20).max(4000),
  note: plainText(1000).optional(),
  /** With the verdict send-back: what alone is to be made again. */
  remake: Remake.optional(),
});

export type DecisionMessage = z.infer<typeof DecisionMessage>;

/** A reviewer takes a decision back within its grace time: its token has the action `undo` for the decision it undoes. */
export const UndoMessage = z.strictObject({ token: z.string().min(20).max(4000) });

export type UndoMessage = z.infer<typeof UndoMessage>;

/** Payloads of the updates that need no decision token: the API has checked who asks. */
export const PickMessage = z.strictObject({ candidateId: z.string(), actor: ActorId });

export const HoldMessage = z.strictObject({ actor: ActorId, reason: plainText(500).optional() });

export const ResumeMessage = z.strictObject({ actor: ActorId });

export const CancelMessage = z.strictObject({ actor: ActorId, reason: plainText(500).optional() });

export type PickMessage = z.infer<typeof PickMessage>;

export type HoldMessage = z.infer<typeof HoldMessage>;

export type ResumeMessage = z.infer<typeof ResumeMessage>;

export type CancelMessage = z.infer<typeof CancelMessage>;

/** The signal that the relay sends for a row of the inbox. */
export const PartnerAnswerMessage = z.object({
  webhookId: z.string().min(1).max(100),
  partner: PartnerName,
  webhook: PartnerWebhook,
});

export type PartnerAnswerMessage = z.infer<typeof PartnerAnswerMessage>;

/** Answer of the query `status`. `now` is one sentence for people. */
export const TrackStatus = z.object({
  stage: Stage,
  version: z.number().int(),
  held: z.boolean(),
  now: z.string(),
  awaitingRole: z.string().nullable(),
  percent: z.number().min(0).max(100),
});

export type TrackStatus = z.infer<typeof TrackStatus>;
