import { z } from 'zod';
import { PartnerName, ProjectId, ReleasedVersion, ReleaseId } from '@fermata/contracts/values';
import type { DeliveryState } from '@fermata/contracts/values';
import { PartnerReference } from './partner-wire.ts';

/** The same over every attempt of one step and never used for another: derived from the release and the step, never random. */
const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'an idempotency key has 1 to 200 visible characters');
const reservation = { partner: PartnerName, partnerReference: PartnerReference };

export const ReserveInput = z.object({
  partner: PartnerName,
  releaseId: ReleaseId,
  version: ReleasedVersion,
  idempotencyKey: IdempotencyKey,
});
/** `version.files`: what is uploaded, at least one of them FLAC. */
export const DeliverInput = z.object({
  ...reservation,
  projectId: ProjectId,
  version: ReleasedVersion,
  idempotencyKey: IdempotencyKey,
});
export const ConfirmInput = z.object({ ...reservation, idempotencyKey: IdempotencyKey });
export const TakeDownInput = z.object({
  ...reservation,
  reason: z.string().min(1).max(500),
  idempotencyKey: IdempotencyKey,
});
export const AskPartnerInput = z.object(reservation);
export const FindReservationsInput = z.object({ partner: PartnerName, releaseId: ReleaseId });

export type ReserveInput = z.infer<typeof ReserveInput>;
export type DeliverInput = z.infer<typeof DeliverInput>;
export type ConfirmInput = z.infer<typeof ConfirmInput>;
export type TakeDownInput = z.infer<typeof TakeDownInput>;
export type AskPartnerInput = z.infer<typeof AskPartnerInput>;
export type FindReservationsInput = z.infer<typeof FindReservationsInput>;

export interface Reserved {
  readonly partnerReference: string;
}
/** `uploaded`: how many of the files were not there yet. */
export interface Delivered {
  readonly files: number;
  readonly uploaded: number;
  readonly bytes: number;
}
export interface Confirmed {
  readonly state: 'live';
  readonly url: string | null;
}
/** `taken-down`: gone at once, and no webhook will say so again. */
export interface TakenDown {
  readonly state: 'taking-down' | 'taken-down';
}
/** `detail`: why it was rejected. */
export interface PartnerState {
  readonly partnerReference: string;
  readonly state: DeliveryState;
  readonly detail: string | null;
}
