import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DurationSeconds, Seed, Style, STYLES } from '@fermata/contracts/values';

export const USAGE = `npm run gallery -- [options]
  --style NAME       only this style, repeatable (${STYLES.join(', ')})
  --seconds S        length of each track (30)
  --seeds A,B,C      a track of each style for each of these seeds (1,2,3)
  --out FOLDER       output folder for the page, sheets and audio (out/gallery)
  --embed            embed sheets and audio in the page: a single file to share
  --fresh            render tracks again that are in the folder already, by the same engine
  --classify         also classify the styles: each fifth of the seeds by what the others teach
  --classify-seeds N seeds of each style for that (20)
  --keys             also count how often key finders find the key of a piece, by style
  --key-seeds N      seeds of each style for that (10)
  --variety          also compare keys, tempi, progressions and melodies of many seeds, by style
  --variety-seeds N  seeds of each style for that (50)
  --figures FILE     also write the figures between the markers of a Markdown page`;

const Options = z.object({
  style: z
    .array(Style)
    .min(1)
    .default([...STYLES]),
  seconds: z.coerce.number().pipe(DurationSeconds).default(30),
  seeds: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(Seed).min(1))
    .default([1, 2, 3]),
  out: z.string().min(1).default('out/gallery'),
  embed: z.boolean().default(false),
  fresh: z.boolean().default(false),
  classify: z.boolean().default(false),
  'classify-seeds': z.coerce
    .number()
    .int('must be a whole number')
    .min(10, 'must be at least 10')
    .max(10_000)
    .default(20),
  keys: z.boolean().default(false),
  'key-seeds': z.coerce
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(10_000)
    .default(10),
  variety: z.boolean().default(false),
  'variety-seeds': z.coerce
    .number()
    .int('must be a whole number')
    .min(2, 'must be at least 2')
    .max(10_000)
    .default(50),
  figures: z.string().optional(),
  help: z.boolean().default(false),
});
export type GalleryOptions = z.infer<typeof Options>;

/** Throws one sentence on invalid options. */
export function readOptions(args: readonly string[]): GalleryOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      style: { type: 'string', multiple: true },
      seconds: { type: 'string' },
      seeds: { type: 'string' },
      out: { type: 'string' },
      embed: { type: 'boolean' },
      fresh: { type: 'boolean' },
      classify: { type: 'boolean' },
      'classify-seeds': { type: 'string' },
      keys: { type: 'boolean' },
      'key-seeds': { type: 'string' },
      variety: { type: 'boolean' },
      'variety-seeds': { type: 'string' },
      figures: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new RangeError(
    parsed.error.issues.map((issue) => `--${String(issue.path[0])}: ${issue.message}`).join('; '),
  );
}
