import { z } from 'zod';
import { AiDisclosure, Identifier, Sha256, text } from './wire-fields.ts';
import { RESERVATION_MAX_FILES, StoredFile } from './wire-files.ts';
import { Metadata } from './wire-metadata.ts';

// The requests of docs/partner-api.md, parsed by the shop.

export const STATES = [
  'reserved',
  'delivered',
  'accepted',
  'rejected',
  'live',
  'taking-down',
  'taken-down',
] as const;
export const State = z.enum(STATES);
export type State = z.infer<typeof State>;

export const ReserveRequest = z.strictObject({
  releaseId: Identifier,
  title: text(200),
  artist: text(200),
  durationSeconds: z.number().gt(0, 'must be above 0').max(86_400, 'must be at most 86400'),
  versionSha256: Sha256,
  pcmSha256: Sha256.optional(),
  aiDisclosure: AiDisclosure.optional(),
  recipeId: Sha256.optional(),
});
export type ReserveRequest = z.infer<typeof ReserveRequest>;

export const DeliverRequest = z.strictObject({
  files: z
    .array(z.strictObject(StoredFile.shape))
    .min(1, 'must name a file')
    .max(RESERVATION_MAX_FILES, `must name at most ${RESERVATION_MAX_FILES} files`)
    .refine(
      (files) => new Set(files.map((file) => file.name)).size === files.length,
      'must name each file once',
    )
    .refine(
      (files) => files.some((file) => file.mediaType === 'audio/flac'),
      'must name an audio/flac file',
    ),
  metadata: Metadata,
});
export type DeliverRequest = z.infer<typeof DeliverRequest>;

/** The whole metadata of a live release again. */
export const UpdateRequest = z.strictObject({
  metadataVersion: z.number().int().min(2, 'must be at least 2').max(999_999),
  metadata: Metadata,
});
export type UpdateRequest = z.infer<typeof UpdateRequest>;

/** Fermata's answer to a request of this partner. */
export const AnswerRequest = z.strictObject({
  id: Identifier,
  type: z.enum([
    ...(['release.accepted', 'release.remembered', 'release.refused'] as const),
    ...(['takedown.accepted', 'takedown.remembered', 'takedown.refused'] as const),
  ]),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    requestId: Identifier,
    trackId: Identifier.optional(),
    versionSha256: Sha256.optional(),
    releaseId: Identifier.optional(),
    reference: Identifier.optional(),
    code: text(60).optional(),
    reason: text(500),
  }),
});
export type AnswerRequest = z.infer<typeof AnswerRequest>;
export const AnswersQuery = z.strictObject({ requestId: Identifier });

const ofOrder = { orderId: Identifier, reason: text(500) };
const aboutOrder = { ...ofOrder, trackId: Identifier };
const orderAnswer = <T extends string, D extends z.ZodType>(answer: T, data: D) =>
  z.strictObject({
    id: Identifier,
    type: z.literal(`order.${answer}` as const),
    timestamp: z.iso.datetime(),
    data,
  });

/** Fermata's answer to an order of this partner. */
export const OrderAnswerRequest = z.discriminatedUnion('type', [
  orderAnswer('accepted', z.strictObject({ ...aboutOrder, expectedBy: z.iso.datetime() })),
  orderAnswer('refused', z.strictObject({ ...ofOrder, code: text(60) })),
  orderAnswer('in-review', z.strictObject(aboutOrder)),
  orderAnswer('late', z.strictObject(aboutOrder)),
  orderAnswer(
    'delivered',
    z.strictObject({ ...aboutOrder, releaseId: Identifier, reference: Identifier }),
  ),
  orderAnswer(
    'ended',
    z.strictObject({
      ...aboutOrder,
      outcome: z.enum(['published', 'rejected', 'failed', 'cancelled']),
    }),
  ),
]);
export type OrderAnswerRequest = z.infer<typeof OrderAnswerRequest>;

export const UsageQuery = z.strictObject({
  period: z
    .string()
    .regex(
      /^\d{4}-\d{2}(-\d{2})?$/,
      'must be a month such as 2026-11, or a day such as 2026-11-05',
    ),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the nextCursor of a page')
    .transform(Number)
    .default(0),
});

export const ConfirmRequest = z.strictObject({});
export const ReasonRequest = z.strictObject({ reason: text(500) });
export const ReleaseQuery = z.strictObject({ releaseId: Identifier });
export const StatsQuery = z.strictObject({ releaseId: Identifier.optional() });

export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);
export const Traceparent = z.string().regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
