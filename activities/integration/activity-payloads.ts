import { z } from 'zod';
import {
  MetadataVersion,
  OrderAnswer,
  PartnerName,
  PartnerReference,
  ProjectId,
  ReleasedVersion,
  ReleaseId,
  TrackId,
  WithdrawalId,
} from '@fermata/contracts/values';

/** Derived from the release and the step, so that all attempts of a step send the same key. */
const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'an idempotency key has 1 to 200 visible characters');
const reservation = { partner: PartnerName, partnerReference: PartnerReference };
/** How long the call is repeated while the partner fails. Absent: a day. */
const retryLimit = { giveUpAfterSeconds: z.number().nonnegative().optional() };
const ofRelease = { projectId: ProjectId, trackId: TrackId, releaseId: ReleaseId };

/** `recovers`: only to learn the reference of a lost answer, before a takedown; no pause of the partner delays it. */
export const ReserveInput = z.object({
  ...ofRelease,
  partner: PartnerName,
  version: ReleasedVersion,
  idempotencyKey: IdempotencyKey,
  recovers: z.boolean().optional(),
  ...retryLimit,
});
/** `version.files` are uploaded; at least one is FLAC. */
export const DeliverInput = z.object({
  ...ofRelease,
  ...reservation,
  version: ReleasedVersion,
  idempotencyKey: IdempotencyKey,
});
export const ConfirmInput = z.object({
  ...ofRelease,
  ...reservation,
  version: ReleasedVersion,
  idempotencyKey: IdempotencyKey,
});
/** The catalogue has the metadata of the version. */
export const UpdateInput = z.object({
  ...ofRelease,
  ...reservation,
  metadataVersion: MetadataVersion,
});
/** `withdrawalId`: the withdrawal that takes it down; null when an offer of an incomplete release is withdrawn. */
export const TakedownInput = z.object({
  ...ofRelease,
  ...reservation,
  withdrawalId: WithdrawalId.nullable(),
  reason: z.string().min(1).max(500),
  idempotencyKey: IdempotencyKey,
  ...retryLimit,
});
/** `webhookId`: of the request that is answered. */
export const AnswerRequestInput = z.object({
  partner: PartnerName,
  webhookId: z.string().min(1).max(100),
});
export const AnswerOrderInput = AnswerRequestInput.extend({ answer: OrderAnswer.shape.answer });
export const AskPartnerInput = z.object({ projectId: ProjectId, ...reservation, ...retryLimit });
export const FindReservationsInput = z.object({
  projectId: ProjectId,
  partner: PartnerName,
  releaseId: ReleaseId,
  ...retryLimit,
});

export type ReserveInput = z.infer<typeof ReserveInput>;
export type DeliverInput = z.infer<typeof DeliverInput>;
export type ConfirmInput = z.infer<typeof ConfirmInput>;
export type UpdateInput = z.infer<typeof UpdateInput>;
export type TakedownInput = z.infer<typeof TakedownInput>;
export type AnswerRequestInput = z.infer<typeof AnswerRequestInput>;
export type AnswerOrderInput = z.infer<typeof AnswerOrderInput>;
export type AskPartnerInput = z.infer<typeof AskPartnerInput>;
export type FindReservationsInput = z.infer<typeof FindReservationsInput>;
