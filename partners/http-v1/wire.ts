import { z } from 'zod';
import {
  foreignText,
  MAX_ATTEMPTS,
  MetadataVersion,
  OfferState,
  PartnerReference,
  Sha256,
} from '@fermata/contracts/values';

/** Of the messages in docs/partner-api.md; a partner refuses one that it does not know. */
export const SCHEMA_VERSION = '2';

// The answers of docs/partner-api.md. Unknown fields are ignored.

const WireState = OfferState.extract([
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
  url: foreignText(500).optional(),
});
export const UpdateAnswer = z.object({
  reference: PartnerReference,
  metadataVersion: MetadataVersion,
});
export const TakedownAnswer = z.object({
  reference: PartnerReference,
  state: z.enum(['taking-down', 'taken-down']),
});

export const RequestAnswered = z.object({ id: z.string() });

export const ReservationAnswer = z.object({
  reference: PartnerReference,
  releaseId: foreignText(100),
  state: WireState,
  code: foreignText(60).nullable(),
  reason: foreignText(500).nullable(),
  url: foreignText(500).optional(),
  metadataVersion: MetadataVersion.optional(),
  files: z
    .array(z.object({ name: foreignText(200), sha256: Sha256, mediaType: z.string() }))
    .max(40),
});
/** A page of usage. Its reports are read one by one, so that a broken one does not block later pages. */
export const UsageAnswer = z.object({
  reports: z.array(z.unknown()),
  nextCursor: z.string().min(1).max(200).nullable(),
});
/**
 * One of a release's reservations. Nothing else is read, so that a mistake in another field delays no takedown; a state
 * that the contract does not know is `unknown`.
 */
const ListedReservation = z.object({
  reference: PartnerReference,
  releaseId: foreignText(100),
  state: z.union([WireState, z.unknown().transform(() => 'unknown' as const)]),
});
export const ReservationsAnswer = z.object({
  reservations: z.array(ListedReservation).max(MAX_ATTEMPTS),
});
