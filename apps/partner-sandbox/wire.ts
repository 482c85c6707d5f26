import { z } from 'zod';
import { COUNTRY_CODES } from './country-codes.ts';

// The fields of docs/partner-api.md, parsed by the shop.

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

// eslint-disable-next-line no-control-regex -- It refuses control characters.
const forbidden = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
const text = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !forbidden.test(value), 'must not contain control characters');

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
const Identifier = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');
/** Discs from 1, and on each the numbers from 1, without gaps. */
const inOrder = (all: readonly { disc: number; number: number }[]): boolean =>
  all.every(({ disc, number }, index) => {
    const before = all[index - 1] ?? { disc: 0, number: 0 };
    return disc === before.disc
      ? number === before.number + 1
      : disc === before.disc + 1 && number === 1;
  });
const AiDisclosure = z.enum(['all', 'partly', 'none']);

export const FileName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    'must have 1 to 100 of A-Z a-z 0-9 . _ - and begin with a letter or digit',
  );
export const MEDIA_TYPES = [
  'audio/flac',
  'audio/mpeg',
  'audio/wav',
  'image/png',
  'image/jpeg',
  'application/json',
] as const;
export const MediaType = z.enum(MEDIA_TYPES);

export const FILE_MAX_BYTES = 128 * 1024 * 1024;
export const RESERVATION_MAX_BYTES = 512 * 1024 * 1024;
export const RESERVATION_MAX_FILES = 40;
export const BODY_MAX_BYTES = 256 * 1024;

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

export const StoredFile = z.object({
  name: FileName,
  sha256: Sha256,
  bytes: z.number().int().positive(),
  mediaType: MediaType,
});
export type StoredFile = z.infer<typeof StoredFile>;

const artists = z
  .array(z.strictObject({ name: text(200), role: z.enum(['main', 'featured']) }))
  .min(1, 'must name an artist')
  .max(20, 'must name at most 20 artists');
const credits = z
  .array(z.strictObject({ name: text(200), role: text(200) }))
  .max(50, 'must have at most 50 credits');
const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag (BCP 47)');
const isrc = z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/, 'must be an ISRC without dashes');
const year = z.number().int().min(1900, 'must be a year').max(9999, 'must be a year');
const Day = z.iso.date('must be a day such as 2026-11-30');
const tags = z.array(text(60)).max(30, 'must have at most 30 tags');

/** One of several recordings of a release. */
const Recording = z.strictObject({
  disc: z.number().int().min(1).max(99),
  number: z.number().int().min(1).max(99),
  title: text(200),
  artist: text(200),
  artists: artists.optional(),
  credits,
  aiDisclosure: AiDisclosure.optional(),
  recipeId: Sha256.optional(),
  durationSeconds: z.number().gt(0, 'must be above 0').max(86_400, 'must be at most 86400'),
  pcmSha256: Sha256,
  isrc: isrc.optional(),
  pLine: text(300).optional(),
  year,
  genre: text(60).optional(),
  language: language.optional(),
  explicit: z.boolean().optional(),
  tags: tags.optional(),
  files: z.array(FileName).min(1, 'must name a file').max(5, 'must name at most 5 files'),
});
export type Recording = z.infer<typeof Recording>;

const Metadata = z.strictObject({
  title: text(200),
  artist: text(200),
  artists: artists.optional(),
  releaseTitle: text(200).optional(),
  releaseDate: Day,
  label: text(200).optional(),
  pLine: text(300).optional(),
  cLine: text(300).optional(),
  year,
  genre: text(60).optional(),
  language: language.optional(),
  explicit: z.boolean().optional(),
  priceClass: z.enum(['budget', 'mid', 'full', 'premium']).optional(),
  credits,
  aiDisclosure: AiDisclosure.optional(),
  recipeId: Sha256.optional(),
  identifiers: z
    .strictObject({
      isrc: isrc.optional(),
      upc: z
        .string()
        .regex(/^\d{12,14}$/, 'must be 12 to 14 digits')
        .optional(),
    })
    .optional(),
  tags: tags.optional(),
  territories: z
    .array(z.string().refine((code) => COUNTRY_CODES.has(code), 'must be a country of ISO 3166-1'))
    .min(1, 'must name a territory')
    .max(COUNTRY_CODES.size, `must have at most ${COUNTRY_CODES.size} territories`)
    .optional(),
  /** Absent: the release is one recording, which the metadata describes. */
  recordings: z
    .array(Recording)
    .min(1, 'must name a recording')
    .max(99, 'must name at most 99 recordings')
    .refine(inOrder, 'must be numbered from 1 on each disc, in order')
    .optional(),
});
export type Metadata = z.infer<typeof Metadata>;

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

const oneOf = ({
  trackId,
  versionSha256,
  releaseId,
}: {
  trackId?: unknown;
  versionSha256?: unknown;
  releaseId?: unknown;
}): boolean =>
  [trackId, versionSha256, releaseId].filter((name) => name !== undefined).length === 1;

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

/** Makes the sandbox order a track. Fermata checks the brief. */
export const SandboxOrder = z.strictObject({
  orderId: Identifier.optional(),
  brief: z.record(z.string(), z.unknown()),
  deadline: z.iso.datetime(),
  terms: z.record(z.string(), z.unknown()).optional(),
});
export type SandboxOrder = z.infer<typeof SandboxOrder>;

/** Has the sandbox ask Fermata for a release. */
export const SandboxRequest = z
  .strictObject({
    requestId: Identifier.optional(),
    trackId: Identifier.optional(),
    versionSha256: Sha256.optional(),
    releaseId: Identifier.optional(),
  })
  .refine(oneOf, 'must name one of trackId, versionSha256 and releaseId');
export type SandboxRequest = z.infer<typeof SandboxRequest>;

/** Makes the sandbox report usage: its sales and streams. */
export const UsageRequest = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineId: Identifier,
        isrc: isrc.optional(),
        territory: z
          .string()
          .refine((code) => COUNTRY_CODES.has(code), 'must be a country of ISO 3166-1'),
        from: Day,
        to: Day,
        units: z.int(),
        revenueMinor: z.int(),
        currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency of ISO 4217'),
      }),
    )
    .min(1, 'must have a line')
    .max(100, 'must have at most 100 lines'),
});
export type UsageRequest = z.infer<typeof UsageRequest>;

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

/** Makes the sandbox request a takedown of a release. */
export const TakedownWish = z.strictObject({
  requestId: Identifier.optional(),
  reason: text(500),
});
export type TakedownWish = z.infer<typeof TakedownWish>;

export const ConfirmRequest = z.strictObject({});
export const ReasonRequest = z.strictObject({ reason: text(500) });
export const ReleaseQuery = z.strictObject({ releaseId: Identifier });
export const StatsQuery = z.strictObject({ releaseId: Identifier.optional() });

export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);
export const Traceparent = z.string().regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
