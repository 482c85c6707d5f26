import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PartName, type Score, sha256Hex, STYLES } from '@fermata/contracts/values';
import { theoryComposer } from '../compose/theory-composer.ts';
import { encodeWav16 } from '../encode/encode-wav16.ts';
import { reportAudio } from '../measure/measure-audio.ts';
import type { Stereo } from '../signal/stereo.ts';
import { recipeFor } from '../testing/built-engine.ts';
import { compiledDsp } from '../testing/compiled-dsp.ts';
import { renderStem } from './render-stem.ts';

vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => void vi.stubGlobal('FERMATA_DSP', await compiledDsp()), 180_000);
afterAll(() => vi.unstubAllGlobals());

const RATE = 48_000;
const colour = { mood: 'warm', energy: 0.6 } as const;
const note = (
  start: number,
  duration: number,
  midi: number,
): Score['parts'][number]['notes'][number] => ({ start, duration, midi, velocity: 100 });
/** Bars of two seconds. */
const scoreOf = (
  style: Score['style'],
  name: PartName,
  bars: number,
  notes: Score['parts'][number]['notes'],
): Score => ({
  schema: 'fermata.score/1',
  style,
  tempoBpm: 120,
  key: { tonic: 'C', mode: 'minor' },
  beatsPerBar: 4,
  durationSeconds: 2 * bars,
  sections: [{ name: 'main', startBar: 0, bars, energy: 0.7 }],
  chords: [],
  parts: [{ name, instrument: 'any', midiProgram: 0, midiChannel: 0, notes }],
});
const render = (
  score: Score,
  ending: 'final' | 'loop',
  materials = {},
  audioLoop?: { sha256: string; bars: number },
): Stereo =>
  renderStem(
    score,
    { ...colour, ending, audioLoop },
    score.parts[0]?.name ?? 'lead',
    RATE,
    () => undefined,
    undefined,
    materials,
  );
const level = (x: Float32Array): number =>
  Math.sqrt(x.reduce((sum, y) => sum + y * y, 0) / x.length);

describe('a loop', () => {
  // The last notes ring beyond the end; the first bar is silent.
  const PHRASE = [
    note(0.25, 0.5, 60),
    note(1.5, 0.4, 67),
    note(2, 1, 63),
    note(3.25, 1.5, 70),
    note(3.9, 0.3, 65),
  ];

  test.each([
    ['lo-fi', 'lead'],
    ['lo-fi', 'pad'],
    ['synthwave', 'chords'],
    ['synthwave', 'lead'],
    ['lo-fi', 'chords'],
  ] as const)('%s, %s: continues at its start where it ended', (style, part) => {
    const { left, right } = render(scoreOf(style, part, 2, PHRASE), 'loop');
    for (const side of [left, right]) {
      expect(side).toHaveLength(4 * RATE);
      // A cut tail breaks the curve: the step differs from its neighbours.
      const bend = (i: number): number =>
        Math.abs((side.at(i) ?? 0) - 2 * (side.at(i - 1) ?? 0) + (side.at(i - 2) ?? 0));
      let elsewhere = 0;
      for (let i = 2; i < side.length; i++) elsewhere = Math.max(elsewhere, bend(i));
      expect(Math.max(bend(0), bend(1))).toBeLessThanOrEqual(elsewhere);
      // The sidechain may push here, as on any beat; a cut or faded signal would be missing
      // altogether.
      const seam = [side.subarray(-0.03 * RATE), side.subarray(0, 0.03 * RATE)].map(level);
      expect(Math.abs(20 * Math.log10((seam[0] ?? 0) / (seam[1] ?? 0)))).toBeLessThan(12);
    }
  });

  test.each([
    ['synthwave', 'bass', 0.002],
    ['synthwave', 'pad', 0.3],
  ] as const)('%s, %s: equals the second of three laps', (style, part, tolerance) => {
    const once = PHRASE.map((one) => ({ ...one, midi: one.midi - 24 }));
    const loop = render(scoreOf(style, part, 2, once), 'loop').left;
    const laps = scoreOf(
      style,
      part,
      6,
      [0, 4, 8].flatMap((from) => once.map((one) => ({ ...one, start: one.start + from }))),
    );
    const second = render(laps, 'final').left.subarray(4 * RATE, 8 * RATE);
    const windows = Array.from(
      { length: 40 },
      (_, i) =>
        [
          level(loop.subarray(i * 4800, (i + 1) * 4800)),
          level(second.subarray(i * 4800, (i + 1) * 4800)),
        ] as const,
    );
    const loudest = Math.max(...windows.map(([, expected]) => expected));
    for (const [found, expected] of windows)
      expect(Math.abs(found - expected) / loudest).toBeLessThan(tolerance);
  });
});

describe('an audio loop as a part', () => {
  // Two bars of 2.05 s: a tone with rising level, and one an octave higher.
  const BAR = 2.05;
  const tone = Float32Array.from(
    { length: Math.round(2 * BAR * 44_100) },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * (i < BAR * 44_100 ? 300 : 600) * i) / 44_100),
  );
  const bytes = encodeWav16({ sampleRate: 44_100, left: tone, right: tone });
  const sha256 = sha256Hex(bytes);
  const play = (
    notes: Score['parts'][number]['notes'],
    ending: 'final' | 'loop' = 'final',
  ): Float32Array =>
    render(scoreOf('ambient', 'loop', 4, notes), ending, { [sha256]: bytes }, { sha256, bars: 2 })
      .left;
  /** Level of `hz` between two times, and of the remainder. */
  const strength = (x: Float32Array, hz: number, from: number, to: number): number => {
    let [re, im] = [0, 0];
    for (let i = from * RATE; i < to * RATE; i++)
      [re, im] = [
        re + (x[i] ?? 0) * Math.cos((2 * Math.PI * hz * i) / RATE),
        im + (x[i] ?? 0) * Math.sin((2 * Math.PI * hz * i) / RATE),
      ];
    return Math.hypot(re, im) / ((to - from) * RATE);
  };

  test('plays the bars that the notes name, each at its bar and fitted to its length', () => {
    const x = play([note(0, 2, 1), note(2, 2, 0), note(4, 2, 1)]);
    const fitted = BAR / 2;
    for (const [from, hz] of [
      [0, 600],
      [2, 300],
      [4, 600],
    ] as const)
      expect(strength(x, hz * fitted, from + 0.3, from + 1.8)).toBeGreaterThan(
        20 * strength(x, (900 - hz) * fitted, from + 0.3, from + 1.8),
      );
    expect(level(x.subarray(6.1 * RATE))).toBeLessThan(1e-4);
  });

  test('joins consecutive bars, and loops, without a click', () => {
    const x = play(
      [0, 2, 4, 6].map((start, i) => note(start, 2, i % 2)),
      'loop',
    );
    let largest = 0;
    for (let i = 0; i < x.length; i++)
      largest = Math.max(largest, Math.abs((x[i] ?? 0) - (x.at(i - 1) ?? 0)));
    expect(largest).toBeLessThan((0.35 * 0.5 * 2 * Math.PI * 600 * (BAR / 2) * 1.3) / RATE);
  });

  test('a missing bar and missing bytes are named', () => {
    expect(() => play([note(0, 2, 2)])).toThrow('requests bar 3 of an audio loop of 2 bars');
    expect(() =>
      render(scoreOf('ambient', 'loop', 1, [note(0, 2, 0)]), 'final', {}, { sha256, bars: 2 }),
    ).toThrow(`the audio loop ${sha256} is missing`);
  });
});

test.each(STYLES)('no stem of %s clips, whatever the seed', (style) => {
  const recipe = recipeFor(
    { version: '1.0.0', sha256: 'e'.repeat(64) },
    { text: style, style, durationSeconds: 6, energy: 1 },
  );
  for (const seed of [3, 77]) {
    const score = theoryComposer.compose(recipe.composition, seed);
    for (const { name } of score.parts) {
      const { truePeakDbtp, clippedRuns } = reportAudio(
        renderStem(score, recipe.composition, name, RATE, () => undefined),
      );
      expect(truePeakDbtp, `${name}, seed ${seed}`).toBeLessThan(-0.1);
      expect(clippedRuns).toBe(0);
    }
  }
});

test('a note that slides continues the one before it: the pitch moves, without a new attack', () => {
  const bass = (slide: boolean) => {
    const second = { ...note(1, 1, 55), ...(slide ? { slide: true as const } : {}) };
    const { left } = render(
      {
        ...scoreOf('hip-hop', 'bass', 1, [note(0, 1, 43), second]),
        substyle: 'trap',
      },
      'final',
    );
    return left;
  };
  const [slid, struck] = [bass(true), bass(false)];
  // The same until the slide.
  expect(slid.subarray(0, 0.9 * RATE)).toEqual(struck.subarray(0, 0.9 * RATE));
  const crossings = (x: Float32Array, from: number, to: number): number => {
    let count = 0;
    for (let i = Math.round(from * RATE); i < to * RATE; i++)
      if ((x[i - 1] ?? 0) < 0 && (x[i] ?? 0) >= 0) count++;
    return count / (to - from);
  };
  // 98 Hz, then 196 Hz.
  expect(crossings(slid, 0.3, 0.9)).toBeLessThan(110);
  expect(crossings(slid, 1.4, 1.8)).toBeGreaterThan(180);
  expect(level(slid.subarray(1.1 * RATE, 1.3 * RATE))).toBeLessThan(
    0.9 * level(struck.subarray(1.1 * RATE, 1.3 * RATE)),
  );
});
