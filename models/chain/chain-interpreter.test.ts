import { describe, expect, test } from 'vitest';
import { Brief, type InterpreterModel, type ModelChoice } from '@fermata/contracts/values';
import type { WordMeaning } from '@fermata/music';
import { chainInterpreter } from './chain-interpreter.ts';
import type { MeaningReader } from './meaning-reader.ts';
import { ReadingFailedError } from './reading-failed-error.ts';

const MODEL: InterpreterModel = { name: 'scripted', version: '1', sha256: 'a'.repeat(64) };

type Found = Pick<WordMeaning, 'contents' | 'polarity'> & { word: string; isCertain?: boolean };

/** Understands the given words wherever they are unread. */
function scripted(found: readonly Found[], model = MODEL): MeaningReader & { asked: string[] } {
  const asked: string[] = [];
  return {
    model,
    asked,
    read: (_brief, words) => {
      asked.push(...words.map(({ quote }) => quote));
      return Promise.resolve(
        words.flatMap(({ start, quote }) =>
          found.flatMap(({ word, isCertain = true, ...meaning }) => {
            const at = quote.indexOf(word);
            if (at < 0) return [];
            const from = start + at;
            return [{ ...meaning, isCertain, start: from, end: from + word.length }];
          }),
        ),
      );
    },
  };
}

const house: Found = {
  word: 'glimmerstep',
  contents: [{ kind: 'style', style: 'house', weight: 2 }],
};
const sad: Found = { word: 'zandervoot', contents: [{ kind: 'mood', mood: 'sad' }] };

const interpret = (text: string, readers: readonly MeaningReader[], fields: Partial<Brief> = {}) =>
  chainInterpreter(readers).interpret({ ...Brief.parse({ text }), ...fields });

test('without readers the grammar answers alone, and names no model', async () => {
  const intent = await interpret('warm lo-fi', []);
  expect(intent).toMatchObject({ style: 'lo-fi', mood: 'warm' });
  expect(intent.interpreter).toEqual({ name: 'fermata-grammar', version: '1' });
});

describe('a reader', () => {
  test('decides what nobody before understood, and is named with its digest', async () => {
    const intent = await interpret('glimmerstep for my shop window', [scripted([house])]);
    expect(intent).toMatchObject({ style: 'house', origins: { style: 'understood' } });
    expect(intent.interpreter.models).toEqual([MODEL]);
    expect(intent.understanding?.find(({ quote }) => quote === 'glimmerstep')).toMatchObject({
      field: 'style',
      outcome: 'honoured',
      reason: expect.stringContaining('understood by meaning (scripted)') as string,
    });
  });

  test('that is not certain gives an approximation', async () => {
    const { understanding } = await interpret('glimmerstep', [
      scripted([{ ...house, isCertain: false }]),
    ]);
    expect(understanding).toMatchObject([{ quote: 'glimmerstep', outcome: 'approximated' }]);
  });

  test('is asked only about words that the grammar does not understand', async () => {
    const reader = scripted([]);
    await interpret('dark techno, glimmerstep at 130 bpm', [reader]);
    await interpret('dark techno at 130 bpm', [reader]);
    expect(reader.asked).toEqual(['glimmerstep']);
  });

  test('gives way to a style that the text names, and to a field', async () => {
    const reader = scripted([house]);
    expect((await interpret('techno glimmerstep', [reader])).style).toBe('techno');
    const { style, understanding = [] } = await interpret('glimmerstep', [reader], {
      style: 'ambient',
    });
    expect(style).toBe('ambient');
    expect(understanding).toMatchObject([{ quote: 'glimmerstep', outcome: 'ignored' }]);
  });

  test.each([
    'lo-fi, no glimmerstep',
    'lo-fi without any glimmerstep please',
    'lo-fi, no drums, glimmerstep or bass',
    'lo-fi, less glimmerstep',
    'lo-fi but not too glimmerstep',
    'lo-fi ohne glimmerstep und ohne Bass',
    'lo-fi sin glimmerstep',
  ])('adds nothing that is refused: %s', async (text) => {
    const intent = await interpret(text, [scripted([{ ...house, contents: sad.contents }])]);
    expect(intent.mood).not.toBe('sad');
    expect(intent.interpreter.models).toBeUndefined();
  });

  test('that understands a negation excludes', async () => {
    const { style } = await interpret('no glimmerstep', [
      scripted([
        {
          word: 'glimmerstep',
          contents: [{ kind: 'style', style: 'lo-fi', weight: 5 }],
          polarity: 'excluded',
        },
      ]),
    ]);
    expect(style).not.toBe('lo-fi');
  });

  test('leaves the rest of unread words to the next one', async () => {
    const [first, second] = [scripted([house]), scripted([sad], { name: 'second', version: '2' })];
    const intent = await interpret('flibber glimmerstep zandervoot', [first, second]);
    expect(second.asked).toEqual(['flibber', 'zandervoot']);
    expect(intent).toMatchObject({ style: 'house', mood: 'sad' });
    expect(intent.interpreter.models).toEqual([MODEL, { name: 'second', version: '2' }]);
    expect(intent.understanding?.map(({ quote }) => quote)).toEqual([
      'flibber',
      'glimmerstep',
      'zandervoot',
    ]);
  });

  test('whose meanings lie outside of the unread words changes nothing', async () => {
    const outside: MeaningReader = {
      model: MODEL,
      read: () =>
        Promise.resolve([
          { start: 0, end: 4, contents: house.contents, isCertain: true },
          { start: 9, end: 900, contents: house.contents, isCertain: true },
        ]),
    };
    expect(await interpret('dark, flibber', [outside])).toEqual(
      await interpret('dark, flibber', []),
    );
  });
});

describe('the choice of readers', () => {
  const OTHER = { name: 'second', version: '2' };
  const choiceOf = (model: { name: string; version: string }, fields: Partial<ModelChoice>) => ({
    ...{ name: model.name, version: model.version, state: 'active' as const, used: true },
    ...{ reason: 'is active', ...fields },
  });
  const chosen = (text: string, unused: Partial<ModelChoice>, readers: readonly MeaningReader[]) =>
    chainInterpreter(readers).interpret(Brief.parse({ text }), undefined, undefined, (model) =>
      choiceOf(model, model.name === MODEL.name ? unused : {}),
    );

  test('is recorded with its reason; a refused one passes on to the next, and the notes say so', async () => {
    const refused = {
      used: false,
      state: 'deprecated',
      reason: 'is deprecated: too weak',
    } as const;
    const [first, second] = [scripted([house]), scripted([house], OTHER)];
    const intent = await chosen('glimmerstep', refused, [first, second]);
    expect(first.asked).toEqual([]);
    expect(intent).toMatchObject({
      style: 'house',
      interpreter: { models: [OTHER], choices: [choiceOf(MODEL, refused), choiceOf(OTHER, {})] },
    });
    expect(intent.notes).toContain(
      'model scripted was not used, because it is deprecated: too weak',
    );
  });

  test('is no remark for people where a canary leaves a brief out', async () => {
    const reason = 'is a canary for 10 % of the texts, and this one is not among them';
    const intent = await chosen('glimmerstep', { used: false, state: 'canary', reason }, [
      scripted([house]),
    ]);
    expect(intent.interpreter.choices).toMatchObject([{ used: false, reason }]);
    expect(intent.notes.join()).not.toContain('was not used');
  });

  test('says so where a reader is not registered, which has no state', async () => {
    const intent = await chosen(
      'glimmerstep',
      { used: false, state: undefined, reason: 'is not registered' },
      [scripted([house])],
    );
    expect(intent.notes).toContain('model scripted was not used, because it is not registered');
  });

  test('of a reader that fails says why it was not used after all', async () => {
    const broken: MeaningReader = {
      model: MODEL,
      read: () => Promise.reject(new ReadingFailedError('answered with status 429')),
    };
    const intent = await chosen('glimmerstep', {}, [broken]);
    expect(intent.interpreter.choices).toEqual([
      choiceOf(MODEL, { used: false, reason: 'answered with status 429' }),
    ]);
  });

  test('is not recorded where no reader was needed', async () => {
    const intent = await chosen('dark techno at 130 bpm', {}, [scripted([house])]);
    expect(intent.interpreter.choices).toBeUndefined();
  });
});
