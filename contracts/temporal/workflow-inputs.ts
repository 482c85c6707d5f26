import { z } from 'zod';
import { MetadataVersion } from '../values/amendment.ts';
import {
  ActorId,
  PartnerName,
  ProjectId,
  RecallId,
  ReleaseId,
  Sha256,
  SubscriptionId,
  TrackId,
  WithdrawalId,
} from '../values/ids.ts';
import { UsedMaterial } from '../values/material.ts';
import { OrderAnswer, PartnerOrder } from '../values/partner-order.ts';
import { RequestAnswer } from '../values/partner-request.ts';
import { PartnerReference } from '../values/partner-webhook.ts';
import { plainText } from '../values/plain-text.ts';
import type { ReleaseOutcome } from '../values/release-outcome.ts';
import { ReleaseTerms, TrackFields } from '../values/track-terms.ts';
import { ReleasedVersion } from '../values/version.ts';
import { type PartnerAnswerMessage, SignedToken } from './messages.ts';
import { SaleSnapshot, TrackSnapshot } from './track-snapshot.ts';

/**
 * How many commands (updates and signals) one run of a track handles, as Temporal allows 2,000 updates
 * per run. From `continueAfter` on it continues as new as soon as possible; from `refuseAfter` on it
 * accepts only commands that seem to have an effect, and at most `refuseAfter` of them.
 */
export const CommandLimits = z.object({
  continueAfter: z.number().int().positive(),
  refuseAfter: z.number().int().positive(),
});

export type CommandLimits = z.infer<typeof CommandLimits>;

/**
 * The request of a person, or of a partner, for a track. `materials`: the brief's materials, as registered when the
 * track was accepted.
 */
export const RequestedTrack = TrackFields.extend({
  trackId: TrackId,
  projectId: ProjectId,
  requestedBy: ActorId,
  requestSha256: Sha256,
  materials: z.array(UsedMaterial).max(8).optional(),
  /** The instant of `release.publishAt`, as it was when the track was accepted. */
  publishesAt: z.iso.datetime().optional(),
  /** Present in a track that a partner has ordered. */
  order: PartnerOrder.optional(),
  /** The workflow's own limits when absent. */
  commandLimits: CommandLimits.optional(),
});

export type RequestedTrack = z.infer<typeof RequestedTrack>;

export const TrackWorkflowInput = RequestedTrack.extend({
  /**
   * Proves that the person `requestedBy` has asked for exactly this track. Absent for the order of a partner, which is
   * in the catalogue.
   */
  token: SignedToken.optional(),
  /** The state of the previous run; absent in the first run. */
  snapshot: TrackSnapshot.optional(),
});

export type TrackWorkflowInput = z.infer<typeof TrackWorkflowInput>;

/** `trackId`: of the first recording. */
export const ReleaseWorkflowInput = z.object({
  projectId: ProjectId,
  releaseId: ReleaseId,
  trackId: TrackId,
  requestedBy: ActorId,
  version: ReleasedVersion,
  terms: ReleaseTerms,
  /** The date of a release that a person has created; absent: it waits for none. */
  publishesAt: z.iso.datetime().optional(),
});

export type ReleaseWorkflowInput = z.infer<typeof ReleaseWorkflowInput>;

export type ReleaseWorkflowResult = {
  outcome: ReleaseOutcome;
  detail: string;
  /** Rejections that arrived after the outcome was decided as live. */
  late?: PartnerAnswerMessage[];
  /** Partners that no longer sell the release, which was kept there. */
  delisted?: SaleSnapshot['delisted'];
};

/**
 * A release at one of its partners. A further attempt continues the offer's stream at `sequence`. `redelivery`: a
 * person has requested it after the release had ended, so no release waits for it.
 */
export const OfferWorkflowInput = ReleaseWorkflowInput.extend({
  partner: PartnerName,
  attempt: z.number().int().positive().default(1),
  sequence: z.number().int().nonnegative().default(0),
  redelivery: z.boolean(),
  /**
   * The workflow of an earlier run did not return, so this one only withdraws what that one may have left.
   * `references`: those that the partner has given.
   */
  abandoned: z.object({ references: z.array(PartnerReference) }).optional(),
});

export type OfferWorkflowInput = z.infer<typeof OfferWorkflowInput>;

/** The outcome of an offer. `late` as for a release; `sequence`: of the last event. */
export type OfferWorkflowResult = Omit<ReleaseWorkflowResult, 'delisted'> & { sequence: number };

/**
 * A release that is on sale, and whose own workflow has ended. The catalogue knows everything else. `sale`: the
 * messages that an earlier run has not handled.
 */
export const SaleWorkflowInput = z.object({
  projectId: ProjectId,
  releaseId: ReleaseId,
  // Only a verified token names the person who has answered.
  sale: SaleSnapshot.omit({ given: true }).optional(),
});

export type SaleWorkflowInput = z.infer<typeof SaleWorkflowInput>;

/** The catalogue knows everything else. `showSeconds`: the limit until a partner shows the taken metadata. */
export const AmendmentWorkflowInput = z.object({
  projectId: ProjectId,
  releaseId: ReleaseId,
  metadataVersion: MetadataVersion,
  showSeconds: z
    .number()
    .positive()
    .default(7 * 24 * 3600),
});

export type AmendmentWorkflowInput = z.infer<typeof AmendmentWorkflowInput>;

export const WithdrawalWorkflowInput = z.object({
  projectId: ProjectId,
  withdrawalId: WithdrawalId,
  trackId: TrackId,
  releaseId: ReleaseId,
  title: z.string(),
  reason: plainText(500),
  requestedBy: ActorId,
  /**
   * `partnerReference`: null if the answer to the reservation was lost. `redelivering`: an offer runs, which the
   * withdrawal ends.
   */
  offers: z
    .array(
      z.object({
        partner: PartnerName,
        partnerReference: PartnerReference.nullable(),
        redelivering: z.boolean(),
      }),
    )
    .min(1),
  takedownSeconds: z.number(),
  /** How long a partner must deny that it knows a reservation until that shows it gone. Absent: six hours. */
  denialSeconds: z.number().positive().optional(),
  /** A person has created the release; otherwise its track has started it. */
  createdByPerson: z.boolean(),
  /** Of a run that continues: the partners that were late. */
  overdue: z.array(PartnerName).min(1).optional(),
  /** Of the same run: those that are asked no more although they may have the release, and why. */
  left: z
    .array(z.object({ partner: PartnerName, end: z.enum(['failed', 'redelivered', 'superseded']) }))
    .optional(),
});

export type WithdrawalWorkflowInput = z.infer<typeof WithdrawalWorkflowInput>;

/** An answer that a partner does not take is sent for so long. Then the inbox shows the message that asked for it. */
export const ANSWER_GIVE_UP_SECONDS = 30 * 24 * 3600;

const giveUpSeconds = z.number().positive().default(ANSWER_GIVE_UP_SECONDS);

/** The first failure of an answer that its partner has not taken, in milliseconds since the epoch. */
const since = z.number().int();

/** `webhookId`: of the message in the inbox that asks for the release. */
export const PartnerRequestInput = z.object({
  partner: PartnerName,
  webhookId: z.string().min(1).max(100),
  giveUpSeconds,
  /** The last answer that the partner has got; absent in the first run. */
  sent: RequestAnswer.shape.answer.optional(),
  /** The one that it has not taken. */
  unsent: z.object({ answer: RequestAnswer.shape.answer, since }).optional(),
  /** The final answer, which the partner has not taken. */
  decided: z
    .object({ requestId: z.string(), named: z.string(), answer: RequestAnswer.nullable() })
    .optional(),
});

export type PartnerRequestInput = z.input<typeof PartnerRequestInput>;

/** `webhookId`: of the message in the inbox that places the order. */
export const OrderWorkflowInput = z.object({
  partner: PartnerName,
  webhookId: z.string().min(1).max(100),
  giveUpSeconds,
  /** How many answers earlier runs have sent, or tried to send. */
  sent: z.number().int().nonnegative().default(0),
  /** Those that the partner has not taken, and that are sent again. */
  unsent: z.array(z.object({ answer: OrderAnswer.shape.answer, since })).default([]),
  /** Those that it has not taken for too long. */
  givenUp: z.array(OrderAnswer.shape.answer).default([]),
});

export type OrderWorkflowInput = z.input<typeof OrderWorkflowInput>;

/** `pauseSeconds`: before the second pass over the tracks; it grows with each `round`. */
export const RecallWorkflowInput = z.object({
  projectId: ProjectId,
  recallId: RecallId,
  pauseSeconds: z.number().positive().default(1),
  round: z.number().int().positive().default(1),
});

export type RecallWorkflowInput = z.input<typeof RecallWorkflowInput>;

/** The catalogue knows everything else. `maxEvents`: the limit for one run. */
export const SubscriptionWorkflowInput = z.object({
  subscriptionId: SubscriptionId,
  maxEvents: z.number().int().positive().optional(),
});

export type SubscriptionWorkflowInput = z.infer<typeof SubscriptionWorkflowInput>;
