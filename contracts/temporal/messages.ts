import { z } from 'zod';
import { TextReaders } from '../values/brief.ts';
import { Edits } from '../values/edit.ts';
import { PartnerName, WithdrawalId } from '../values/ids.ts';
import { OfferWebhook } from '../values/partner-webhook.ts';
import { plainText } from '../values/plain-text.ts';
import { QuestionAnswer } from '../values/question-answer.ts';
import { Stage } from '../values/stage.ts';
import { Understanding } from '../values/understanding.ts';
import { VersionNumber } from '../values/version.ts';

export const SignedToken = z.string().min(20).max(4000);

/** The payload of the update `decide` and of the signal `decision`. Only the token is proof. */
export const DecisionMessage = z.strictObject({
  token: SignedToken,
  note: plainText(1000).optional(),
  /** For the verdict send-back: what the next version changes; everything else is kept. */
  edits: Edits.optional(),
  /** Every wish of the note and its outcome. */
  understanding: Understanding.optional(),
  /** The models that read the note. Absent: only the grammar has read it. */
  readers: TextReaders.optional(),
  /** For the verdict approve: the earlier version that is approved. Absent: the version under review. */
  version: VersionNumber.optional(),
});

export type DecisionMessage = z.infer<typeof DecisionMessage>;

/** Undoes a decision within its grace period: the token has the action `undo` and that decision's id. */
export const UndoMessage = z.strictObject({ token: SignedToken });

export type UndoMessage = z.infer<typeof UndoMessage>;

/** The payloads of the other updates. The command token names the actor; the rest is its content. */
export const PickMessage = z.strictObject({ token: SignedToken, candidateId: z.string().max(100) });

export const HoldMessage = z.strictObject({
  token: SignedToken,
  reason: plainText(500).optional(),
});

export const ResumeMessage = z.strictObject({ token: SignedToken });

export const CancelMessage = z.strictObject({
  token: SignedToken,
  reason: plainText(500).optional(),
});

/** Starts a release that waits for its date or a request: that of a track, or one that a person has created. */
export const StartMessage = z.strictObject({ token: SignedToken });

/** The answer to a question about a release. */
export const AnswerMessage = z.strictObject({ token: SignedToken, answer: QuestionAnswer });

export type AnswerMessage = z.infer<typeof AnswerMessage>;

export type PickMessage = z.infer<typeof PickMessage>;

export type HoldMessage = z.infer<typeof HoldMessage>;

export type ResumeMessage = z.infer<typeof ResumeMessage>;

export type CancelMessage = z.infer<typeof CancelMessage>;

export type StartMessage = z.infer<typeof StartMessage>;

/** The relay's signal for a row of the inbox. */
export const PartnerAnswerMessage = z.object({
  webhookId: z.string().min(1).max(100),
  partner: PartnerName,
  webhook: OfferWebhook,
});

export type PartnerAnswerMessage = z.infer<typeof PartnerAnswerMessage>;

/** A message of a partner that its workflow cannot handle, for a person to handle. */
export const SetAsideMessage = z.object({
  ...PartnerAnswerMessage.pick({ webhookId: true, partner: true }).shape,
  reason: z.string(),
});

export type SetAsideMessage = z.infer<typeof SetAsideMessage>;

/** A request's signal to the track or the release, which asks the catalogue for the message. */
export const ReleaseRequestedMessage = z.object({
  partner: PartnerName,
  webhookId: z.string().min(1).max(100),
});

export type ReleaseRequestedMessage = z.infer<typeof ReleaseRequestedMessage>;

/** A withdrawal's signal to its track. The track asks the catalogue for the outcome. */
export const WithdrawalEndedMessage = z.object({ withdrawalId: WithdrawalId });

export type WithdrawalEndedMessage = z.infer<typeof WithdrawalEndedMessage>;

/** Answer of the query `status`. `now` is a sentence for people. */
export const TrackStatus = z.object({
  stage: Stage,
  version: z.number().int(),
  held: z.boolean(),
  now: z.string(),
  awaitingRole: z.string().nullable(),
  percent: z.number().min(0).max(100),
});

export type TrackStatus = z.infer<typeof TrackStatus>;
