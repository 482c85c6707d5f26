import { describe, expect, it, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { planRecipes } from '../engine/plan-recipes.ts';
import { theoryModelOf } from '../engine/theory-model.ts';
import { editIntent } from './edit-intent.ts';
import { interpretBrief } from './interpret-brief.ts';

const audioLoop = { sha256: 'a'.repeat(64), bars: 1 };
const interpret = (text: string, tempoBpm?: number, loop: number | undefined = 120) =>
  interpretBrief(
    Brief.parse({ text, audioLoop, ...(tempoBpm === undefined ? {} : { tempoBpm }) }),
    loop,
  );
const about = (notes: readonly string[], field: string) =>
  notes.filter((note) => note.startsWith(`${field}:`));

describe('a piece with an audio loop', () => {
  it.each(['warm lo-fi bed', 'slow lo-fi'])('takes its tempo: %s', (text) => {
    const intent = interpret(text);
    expect(intent).toMatchObject({ tempoBpm: 120, loopTempoBpm: 120 });
    expect(intent.origins['tempoBpm']).toBe('understood');
    expect(about(intent.notes, 'tempo')).toEqual([
      'tempo: 120 beats a minute, the tempo of the loop',
    ]);
    expect(about(intent.notes, 'loop')).toEqual([]);
  });

  it.each<[string, number | undefined, number, string[]]>([
    [
      'lo-fi',
      78,
      78,
      [
        'loop: its bar is at 120 beats a minute and the piece is at 78: ' +
          'bars of 2.00 s leave silence in bars of 3.08 s',
      ],
    ],
    [
      'lo-fi at 160 bpm',
      undefined,
      160,
      [
        'loop: its bar is at 120 beats a minute and the piece is at 160: ' +
          'bars of 2.00 s are cut to 1.50 s',
      ],
    ],
    ['lo-fi', 126, 126, []],
  ])(
    'keeps a tempo that is asked for, and tells what it does: %s %s',
    (text, asked, bpm, notes) => {
      const intent = interpret(text, asked);
      expect(intent.tempoBpm).toBe(bpm);
      expect(about(intent.notes, 'loop')).toEqual(notes);
    },
  );

  test('has the usual tempo if the tempo of the audio loop is not known', () => {
    const intent = interpretBrief(Brief.parse({ text: 'warm lo-fi bed', audioLoop }));
    expect(intent.tempoBpm).toBeLessThan(100);
    expect(intent.loopTempoBpm).toBeUndefined();
  });

  test('tells a reviewer whose note leaves its tempo', () => {
    const engine = { version: 'test', sha256: 'e'.repeat(64) };
    const intent = interpret('lo-fi');
    const [recipe] = planRecipes({
      ...{ intent, engine, count: 1, trackSeed: 1, version: 1 },
      model: theoryModelOf(engine),
    });
    if (!recipe) throw new Error('no recipe');
    const slower = editIntent(intent, recipe, [{ op: 'tempo', bpm: 80 }], { text: '80 bpm' });
    expect(slower.tempoBpm).toBe(80);
    expect(about(slower.notes, 'loop')).toEqual([expect.stringContaining('leave silence')]);
    const back = editIntent(slower, recipe, [{ op: 'tempo', bpm: 120 }], { text: '120 bpm' });
    expect(about(back.notes, 'loop').at(-1)).toBe('loop: the piece has its tempo');
  });
});
