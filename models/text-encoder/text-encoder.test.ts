import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { chainInterpreter } from '../chain/chain-interpreter.ts';
import { encoderReader, loadTextEncoder } from './encoder-reader.ts';
import { TextEncoderModel } from './text-encoder.ts';

const interpreter = chainInterpreter([encoderReader]);
const interpret = (text: string) => interpreter.interpret(Brief.parse({ text }));

let encoder: TextEncoderModel;
beforeAll(async () => {
  encoder = await loadTextEncoder();
});

describe('words that no list of the grammar has', () => {
  test.each([
    ['abgrundtiefer Verrat', { mood: 'dark' }],
    ['violoniste', { instruments: ['violin'] }],
    ['скрипачка', { instruments: ['violin'] }],
  ])('%s', async (text, wanted) => {
    const intent = await interpret(text);
    expect(intent).toMatchObject(wanted);
    expect(intent.interpreter.models).toEqual([encoderReader.model]);
  });
});

test.each(['quarterly figures', 'Zahnarzttermin', 'potato peeler', 'ковёр', '보험'])(
  'a topic is no wish: %s',
  async (text) => {
    const { interpreter: own, understanding } = await interpret(text);
    expect(own.models).toBeUndefined();
    expect(understanding?.every(({ outcome }) => outcome === 'ignored')).toBe(true);
  },
);

test('a text gives the same classes on any number of threads and beside others', async () => {
  const many = await TextEncoderModel.open({ threads: 3 });
  const texts = ['knisternde Schallplatte', 'Verrat', 'dentist', '夜明けの戦場', 'a b c d e f g'];
  const alone = [];
  for (const text of texts) alone.push(await encoder.classify(text));
  expect(await Promise.all(texts.map((text) => encoder.classify(text)))).toEqual(alone);
  expect(await Promise.all(texts.map((text) => many.classify(text)))).toEqual(alone);
});

const FRAGMENTS = ['Verrat', 'Schallplatte', 'no', 'ohne', 'less', ',', '.', '夜明け', 'house'];
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 30 })
    .map((all) => all.join(' ')),
);

test('any text is understood without an error, in its own words', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const brief = Brief.safeParse({ text });
      fc.pre(brief.success);
      const intent = await interpreter.interpret(brief.data);
      for (const { quote } of intent.understanding ?? []) expect(intent.text).toContain(quote);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test.each([
  'no',
  'without',
  'not',
  'never',
  'less',
  'avoid',
  'ohne',
  'sans',
  'sin',
  'senza',
  'sem',
  'zonder',
  'bez',
  'без',
])('"%s" before words adds nothing of them', async (no) => {
  const { mood, origins } = await interpret('abgrundtiefer Verrat');
  expect({ mood, origin: origins['mood'] }).toEqual({ mood: 'dark', origin: 'understood' });
  expect((await interpret(`${no} Verrat`)).mood).not.toBe('dark');
});
