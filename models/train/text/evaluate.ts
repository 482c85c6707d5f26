import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Brief, type Intent } from '@fermata/contracts/values';
import { chainInterpreter } from '../../chain/chain-interpreter.ts';
import { encoderReader } from '../../text-encoder/encoder-reader.ts';

/**
 * How many of the held-out sentences the grammar understands alone, and with the text encoder:
 * node --conditions=source models/train/text/evaluate.ts CACHE/held-out.jsonl
 */
const HeldOut = z.object({
  text: z.string(),
  language: z.string(),
  style: z.string().optional(),
  mood: z.string().optional(),
});
type HeldOut = z.infer<typeof HeldOut>;

const FIELDS = ['style', 'mood'] as const;
type Field = (typeof FIELDS)[number];

interface Counts {
  wishes: number;
  right: number;
  wrong: number;
  others: number;
  taken: number;
}

const [file = ''] = process.argv.slice(2);
const sentences = (await readFile(file, 'utf8'))
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => HeldOut.parse(JSON.parse(line)));

const report: Record<string, Record<string, Counts>> = {};
for (const [name, interpreter] of [
  ['grammar', chainInterpreter([])],
  ['grammar and encoder', chainInterpreter([encoderReader])],
] as const)
  for (const sentence of sentences) {
    const brief = Brief.safeParse({ text: sentence.text });
    if (!brief.success) continue;
    const intent = await interpreter.interpret(brief.data);
    for (const field of FIELDS)
      for (const language of [sentence.language, 'all'])
        count(sentence, intent, field, countsOf(`${name}, ${field}`, language));
  }
console.log(JSON.stringify(report, sharesOf, 2));

function countsOf(row: string, language: string): Counts {
  const counts = (report[row] ??= {});
  return (counts[language] ??= { wishes: 0, right: 0, wrong: 0, others: 0, taken: 0 });
}

/** Only words of the text count: what a style has by default is not understood. */
function count(sentence: HeldOut, intent: Intent, field: Field, counts: Counts): void {
  const wanted = sentence[field];
  if (wanted === undefined) return;
  const given = isUnderstood(intent, field) ? intent[field] : 'none';
  if (wanted === 'none') {
    counts.others += 1;
    counts.taken += Number(given !== 'none');
  } else {
    counts.wishes += 1;
    counts.right += Number(given === wanted);
    counts.wrong += Number(given !== wanted && given !== 'none');
  }
}

function isUnderstood({ understanding = [] }: Intent, field: Field): boolean {
  return understanding.some(
    (wish) =>
      wish.field === field && (wish.outcome === 'honoured' || wish.outcome === 'approximated'),
  );
}

function sharesOf(_key: string, value: unknown): unknown {
  const counts = z
    .object({
      wishes: z.number(),
      right: z.number(),
      wrong: z.number(),
      others: z.number(),
      taken: z.number(),
    })
    .safeParse(value).data;
  if (!counts) return value;
  const share = (part: number, whole: number): number =>
    Math.round((1000 * part) / Math.max(1, whole)) / 10;
  return {
    wishes: counts.wishes,
    right: share(counts.right, counts.wishes),
    wrong: share(counts.wrong, counts.wishes),
    others: counts.others,
    'taken for a wish': share(counts.taken, counts.others),
  };
}
