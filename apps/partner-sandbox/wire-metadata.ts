import { z } from 'zod';
import { COUNTRY_CODES } from './country-codes.ts';
import { AiDisclosure, Day, isrc, Sha256, Territory, text } from './wire-fields.ts';
import { FileName } from './wire-files.ts';

/** Discs from 1, and on each the numbers from 1, without gaps. */
const inOrder = (all: readonly { disc: number; number: number }[]): boolean =>
  all.every(({ disc, number }, index) => {
    const before = all[index - 1] ?? { disc: 0, number: 0 };
    return disc === before.disc
      ? number === before.number + 1
      : disc === before.disc + 1 && number === 1;
  });

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
const year = z.number().int().min(1900, 'must be a year').max(9999, 'must be a year');
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

export const Metadata = z.strictObject({
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
    .array(Territory)
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
