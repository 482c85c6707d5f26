import { z } from 'zod';

const text = z.string().min(1).max(500);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const people = z.array(z.strictObject({ name: text, role: text }));
const disclosure = z.enum(['all', 'partly', 'none']);
const year = z.number().int().min(1900).max(9999);
const common = { schemaVersion: z.literal('2'), messageId: text, reference: text };

const recording = z.strictObject({
  disc: z.number().int().min(1),
  number: z.number().int().min(1),
  title: text,
  artist: text,
  artists: people,
  credits: people,
  aiDisclosure: disclosure,
  recipeId: hash,
  durationSeconds: z.number().positive(),
  pcmSha256: hash,
  isrc: text.optional(),
  pLine: text.nullish(),
  year,
  genre: text.nullish(),
  language: text.nullish(),
  explicit: z.boolean().nullish(),
  tags: z.array(text),
  files: z.array(text).min(1),
});

const metadata = z.strictObject({
  title: text,
  artist: text,
  artists: people,
  aiDisclosure: disclosure,
  recipeId: hash,
  credits: people,
  releaseTitle: text.nullish(),
  releaseDate: z.iso.date(),
  label: text.nullish(),
  pLine: text.nullish(),
  cLine: text.nullish(),
  year,
  genre: text.nullish(),
  language: text.nullish(),
  explicit: z.boolean().nullish(),
  priceClass: text.nullish(),
  identifiers: z.strictObject({ isrc: text.optional(), upc: text.optional() }).optional(),
  tags: z.array(text),
  territories: z.array(z.string().length(2)).optional(),
  recordings: z.array(recording).min(1).optional(),
});
export type Recording = z.infer<typeof recording>;
export type Metadata = z.infer<typeof metadata>;

/** The messages of the protocol. Unknown fields are mistakes of the sender. */
export const Message = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('reserve'),
    releaseId: text,
    title: text,
    artist: text,
    durationSeconds: z.number().positive(),
    versionSha256: hash,
    pcmSha256: hash,
    aiDisclosure: disclosure,
    recipeId: hash,
  }),
  z.strictObject({
    ...common,
    type: z.literal('deliver'),
    metadata,
    files: z
      .array(
        z.strictObject({
          path: text,
          name: text,
          sha256: hash,
          bytes: z.number().int().positive(),
          mediaType: text,
        }),
      )
      .min(1),
  }),
  z.strictObject({ ...common, type: z.literal('confirm') }),
  z.strictObject({
    ...common,
    type: z.literal('update'),
    metadataVersion: z.number().int().min(2),
    metadata,
  }),
  z.strictObject({ ...common, type: z.literal('takedown'), reason: text }),
]);
export type Message = z.infer<typeof Message>;
