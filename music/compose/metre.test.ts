import { parseMidi } from 'midi-file';
import { describe, expect, test, vi } from 'vitest';
import {
  type Composition,
  type Metre,
  METRES,
  type PartName,
  Score,
  type Style,
  STYLES,
} from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { DRUMS } from '../styles/style-notes.ts';
import { readRow } from './song/read-row.ts';
import { theoryComposer } from './theory-composer.ts';
import { writeMidi } from './write-midi.ts';

vi.setConfig({ testTimeout: 60_000 });

const BEATS: Readonly<Record<Metre, number>> = {
  '2/4': 2,
  '3/4': 3,
  '4/4': 4,
  '5/4': 5,
  '6/8': 3,
  '7/8': 3.5,
};
const PARTS: readonly PartName[] = ['drums', 'bass', 'chords', 'lead', 'counter', 'pad', 'fx'];
const SEEDS = 6;

const composed = (
  style: Style,
  metre: Metre,
  seed: number,
  more: Partial<Composition> = {},
): Score => {
  const { mood, key, tempo } = STYLE_DEFINITIONS[style];
  return Score.parse(
    theoryComposer.compose(
      {
        style,
        mood,
        metre,
        tempoBpm: tempo.usual,
        key: key[mood],
        durationSeconds: 40,
        energy: 0.7,
        parts: [...PARTS],
        ...more,
      },
      seed,
    ),
  );
};

/** Every metre that each style plays. */
const PLAYED = STYLES.flatMap((style) =>
  METRES.filter((metre) => STYLE_DEFINITIONS[style].metres.includes(metre)).map(
    (metre) => [style, metre] as const,
  ),
);

describe.each(PLAYED)('%s in %s', (style, metre) => {
  test('has its bars, and lasts exactly as long as requested', () => {
    for (let seed = 0; seed < SEEDS; seed++)
      for (const ending of ['final', 'loop'] as const) {
        const score = composed(style, metre, seed, { ending, durationSeconds: 33.3 });
        expect(score).toMatchObject({ metre, beatsPerBar: BEATS[metre], durationSeconds: 33.3 });
        expect(score.chords).toHaveLength(score.sections.reduce((sum, { bars }) => sum + bars, 0));
        const barSeconds = (score.beatsPerBar * 60) / score.tempoBpm;
        if (ending === 'loop')
          expect(score.chords.length * barSeconds).toBeCloseTo(score.durationSeconds, 5);
      }
  });

  test('every part plays', () => {
    for (let seed = 0; seed < SEEDS; seed++)
      for (const { name, notes } of composed(style, metre, seed).parts)
        expect(notes.length, `${name}, seed ${seed}`).toBeGreaterThan(0);
  });

  test('the bass marks the bar more than any other place', () => {
    const places = new Map<number, number>();
    for (let seed = 0; seed < SEEDS; seed++) {
      const score = composed(style, metre, seed);
      const { tempoBpm, beatsPerBar, parts } = score;
      for (const { start } of parts.find(({ name }) => name === 'bass')?.notes ?? []) {
        const step = Math.round((start * tempoBpm * 4) / 60) % (4 * beatsPerBar);
        places.set(step, (places.get(step) ?? 0) + 1);
      }
    }
    // House and techno have their bass between the kicks.
    if (style !== 'house' && style !== 'techno')
      expect(places.get(0)).toBe(Math.max(...places.values()));
  });

  test('the MIDI file has the time signature and the section marks on bar lines', () => {
    const score = composed(style, metre, 1);
    const [first = []] = parseMidi(writeMidi(score, 'Test')).tracks;
    const [numerator, denominator] = metre.split('/').map(Number);
    expect(first.find(({ type }) => type === 'timeSignature')).toMatchObject({
      numerator,
      denominator,
    });
    let tick = 0;
    const marks = first.flatMap((event) => {
      tick += event.deltaTime;
      return event.type === 'marker' ? [tick] : [];
    });
    expect(marks).toEqual(score.sections.map(({ startBar }) => startBar * BEATS[metre] * 480));
  });
});

test('the metre is drawn by the seed where the composition names none, and 4/4 with an audio loop', () => {
  const metresOf = (more: Partial<Composition>): Set<string | undefined> =>
    new Set(
      Array.from(
        { length: 40 },
        (_, seed) =>
          composed('acoustic-folk', '4/4', seed, { metre: undefined, durationSeconds: 10, ...more })
            .metre,
      ),
    );
  expect(metresOf({})).toEqual(new Set(['2/4', '3/4', '4/4', '6/8']));
  expect(
    metresOf({ parts: [...PARTS, 'loop'], audioLoop: { sha256: 'a'.repeat(64), bars: 2 } }),
  ).toEqual(new Set(['4/4']));
});

test('3/4 and 6/8 have bars of the same length and other accents', () => {
  const snares = (metre: Metre): number[] => {
    const score = composed('lo-fi', metre, 4, { energy: 0.6 });
    const step = 15 / score.tempoBpm;
    const notes = score.parts.find(({ name }) => name === 'drums')?.notes ?? [];
    return notes
      .filter(({ midi, velocity }) => midi === DRUMS.snare && velocity > 80)
      .map(({ start }) => Math.round((start - 0.016) / step) % 12);
  };
  const share = (metre: Metre, steps: readonly number[]): number => {
    const all = snares(metre);
    return all.filter((step) => steps.includes(step)).length / all.length;
  };
  expect(share('3/4', [4, 8])).toBeGreaterThan(0.7);
  expect(share('6/8', [6])).toBeGreaterThan(0.7);
});

test('a bar of 2/4 is half as long, so that a chord lasts two of them', () => {
  const { chords, sections } = composed('acoustic-folk', '2/4', 3, { durationSeconds: 90 });
  // The last two bars lead to the final chord.
  const pairs = sections
    .slice(0, -2)
    .flatMap(({ startBar, bars }) =>
      Array.from({ length: Math.floor(bars / 2) }, (_, i) =>
        chords.slice(startBar + 2 * i, startBar + 2 * i + 2),
      ),
    );
  expect(pairs.length).toBeGreaterThan(10);
  expect(pairs.filter(([first, second]) => first !== second)).toEqual([]);
});

test('a bar of 4/4 in another metre is cut, or held on, and keeps its note values', () => {
  const [cut] = readRow('x---x---x-x-x-x-', 3);
  expect(cut?.map(({ beat, beats }) => [beat, beats])).toEqual([
    [0, 1],
    [1, 1],
    [2, 0.5],
    [2.5, 0.5],
  ]);
  const [held] = readRow('x-------x-------', 5);
  expect(held?.map(({ beat, beats }) => [beat, beats])).toEqual([
    [0, 2],
    [2, 3],
  ]);
  const [rests] = readRow('x.......x.......', 5);
  expect(rests?.at(-1)).toMatchObject({ beat: 2, beats: 0.25 });
  // Its own bars are read as they are.
  expect(readRow('x---x-x---x-', 3)[0]?.map(({ beat }) => beat)).toEqual([0, 1, 1.5, 2.5]);
  expect(readRow('x---x---x-----', 3.5)[0]?.map(({ beat }) => beat)).toEqual([0, 1, 2]);
});
