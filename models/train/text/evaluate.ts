import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Brief, type Intent } from '@fermata/contracts/values';
import { SCENE_NAMES, sceneOf } from '@fermata/music';
import { chainInterpreter } from '../../chain/chain-interpreter.ts';
import { encoderReader } from '../../text-encoder/encoder-reader.ts';

/**
 * How many of the held-out sentences the grammar understands alone, and with the text encoder:
 * node --conditions=source models/train/text/evaluate.ts CACHE/held-out.jsonl
 */
const FIELDS = ['style', 'mood', 'energy', 'instrument', 'scene', 'wish'] as const;
type Field = (typeof FIELDS)[number];

const HeldOut = z.object({
  text: z.string(),
  language: z.string(),
  ...{ style: z.string().optional(), mood: z.string().optional(), energy: z.string().optional() },
  ...{ instrument: z.string().optional(), scene: z.string().optional() },
  wish: z.string(),
});
type HeldOut = z.infer<typeof HeldOut>;

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
  const given = givenIn(intent, field);
  if (wanted === 'none') {
    counts.others += 1;
    counts.taken += Number(given.length > 0);
  } else {
    counts.wishes += 1;
    counts.right += Number(given.includes(wanted));
    counts.wrong += Number(given.length > 0 && !given.includes(wanted));
  }
}

/** The classes that the intent has for a head of the encoder. */
function givenIn(intent: Intent, field: Field): string[] {
  const met = (intent.understanding ?? []).filter(
    ({ outcome }) => outcome === 'honoured' || outcome === 'approximated',
  );
  const has = (name: string): boolean => met.some((wish) => wish.field === name);
  switch (field) {
    case 'style':
      return has('style') ? [intent.style] : [];
    case 'mood':
      return has('mood') ? [intent.mood] : [];
    case 'energy':
      return intent.notes.flatMap(
        (note) => /^energy: (more|less) than usual, because/u.exec(note)?.[1] ?? [],
      );
    case 'instrument':
      return intent.instruments ?? [];
    case 'scene':
      return has('style') || has('mood') || has('purpose') ? scenesOf(intent, met) : [];
    case 'wish':
      return ['style', 'mood', 'energy', 'instruments', 'purpose'].some(has) ? ['wish'] : [];
  }
}

/** The scenes that an intent serves: by their name, or with a style or a mood of theirs. */
function scenesOf(intent: Intent, met: NonNullable<Intent['understanding']>): string[] {
  const found = SCENE_NAMES.filter((name) => {
    const { styles, mood } = sceneOf(name);
    return met.some(
      ({ field, value }) =>
        (field === 'purpose' && value === name) ||
        (field === 'style' && styles.some((style) => style === intent.style)) ||
        (field === 'mood' && mood === intent.mood),
    );
  });
  return found.length > 0 ? found : ['another'];
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
