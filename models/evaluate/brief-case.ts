import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Range = z.tuple([z.number(), z.number()]);

/** What a brief asks for. Of several styles, moods, keys, metres or endings any one is right. */
const Wishes = z.strictObject({
  style: z.array(z.string()).optional(),
  notStyle: z.array(z.string()).optional(),
  mood: z.array(z.string()).optional(),
  tempoBpm: Range.optional(),
  durationSeconds: Range.optional(),
  key: z.array(z.string()).optional(),
  metre: z.array(z.string()).optional(),
  ending: z.array(z.string()).optional(),
  withoutParts: z.array(z.string()).optional(),
  /** Each of them; `|` between names that are equally right. */
  instruments: z.array(z.string()).optional(),
  drumsFromSecond: z.number().optional(),
  dropAtSecond: z.number().optional(),
  /** Fields that no word of the text decides, however much it looks like one. */
  notUnderstood: z.array(z.string()).optional(),
});

const BriefCase = z.strictObject({
  text: z.string(),
  language: z.string(),
  /** Not looked at while word lists and models are improved. */
  kept: z.literal(true).optional(),
  expect: Wishes,
  /** Words of which the understanding must say that they are not met. */
  told: z.array(z.string()).optional(),
});

export type BriefCase = z.infer<typeof BriefCase>;

export const readBriefCases = (): BriefCase[] =>
  readFileSync(join(import.meta.dirname, 'briefs.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => BriefCase.parse(JSON.parse(line)));
