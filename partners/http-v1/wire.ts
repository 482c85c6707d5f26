import { z } from 'zod';
import { DeliveryState, Sha256 } from '@fermata/contracts/values';

// The answers of docs/partner-api.md, as this side reads them: fields that it does not know are ignored.

export const PartnerReference = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');
const WireState = DeliveryState.extract([
  'reserved',
  'delivered',
  'accepted',
  'rejected',
  'live',
  'taking-down',
  'taken-down',
]);

export const ReserveAnswer = z.object({
  reference: PartnerReference,
  state: z.literal('reserved'),
});
export const UploadAnswer = z.object({ sha256: Sha256, bytes: z.number().int() });
export const DeliverAnswer = z.object({
  reference: PartnerReference,
  state: z.literal('delivered'),
});
export const ConfirmAnswer = z.object({
  reference: PartnerReference,
  state: z.literal('live'),
  url: z.string().max(500).optional(),
});
export const TakeDownAnswer = z.object({
  reference: PartnerReference,
  state: z.enum(['taking-down', 'taken-down']),
});

export const ReservationAnswer = z.object({
  reference: PartnerReference,
  releaseId: z.string(),
  state: WireState,
  code: z.string().max(60).nullable(),
  reason: z.string().max(500).nullable(),
  files: z.array(z.object({ name: z.string(), sha256: Sha256, mediaType: z.string() })).max(16),
});
export const ReservationsAnswer = z.object({ reservations: z.array(ReservationAnswer).max(20) });
