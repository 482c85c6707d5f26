import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { musicPackageFolder } from '../engine/engine-files.ts';
import { type Engine, openEngine } from '../engine/open-engine.ts';
import type { Instrument, Patch } from '../styles/style-sound.ts';
import { builtEngine } from '../testing/built-engine.ts';

/**
 * A sound as styles use it. `range`: its lowest, a middle and its highest MIDI note; drums have
 * `ring` seconds instead. `plain`: settings that remove beating and vibrato, so that the pitch can
 * be measured.
 */
interface Row {
  readonly name: string;
  readonly dsp: Instrument;
  readonly set: Patch['set'];
  readonly range?: readonly number[];
  readonly plain?: Patch['set'];
  readonly ring?: number;
}

const ROWS: readonly Row[] = [
  { name: 'kick', dsp: 'kick', ring: 0.6, set: {} },
  {
    name: 'machine kick',
    dsp: 'kick',
    ring: 0.7,
    set: {
      freq: 46,
      start: 170,
      sweep: 0.05,
      length: 0.5,
      click: 0.4,
      clickLength: 0.006,
      clickTone: 8000,
      punch: 0.8,
      drive: 2,
    },
  },
  { name: 'snare', dsp: 'snare', ring: 0.4, set: {} },
  {
    name: 'break snare',
    dsp: 'snare',
    ring: 0.4,
    set: { freq: 220, drop: 0.6, overtone: 0.4, crack: 0.5, wiresLength: 0.16 },
  },
  { name: 'hat', dsp: 'hat', ring: 0.2, set: {} },
  {
    name: 'half-open hat',
    dsp: 'hat',
    ring: 0.6,
    set: { length: 0.05, tail: 0.3, tailLength: 0.4 },
  },
  { name: 'ride', dsp: 'cymbal', ring: 2.5, set: {} },
  {
    name: 'crash',
    dsp: 'cymbal',
    ring: 3,
    set: {
      freq: 240,
      length: 3.2,
      rise: 0.009,
      ping: 0.15,
      bow: 0.12,
      wash: 1.3,
      trash: 0.15,
      bright: 10_500,
    },
  },
  { name: 'brush tap', dsp: 'brush', ring: 0.5, set: {} },
  { name: 'brush stroke', dsp: 'brush', ring: 0.75, set: { sweep: 1, length: 0.7 } },
  { name: 'clap', dsp: 'clap', ring: 0.5, set: {} },
  { name: 'claps', dsp: 'claps', ring: 0.5, set: {} },
  {
    name: 'finger snap',
    dsp: 'claps',
    ring: 0.2,
    set: { freq: 2300, q: 6, width: 0.006, length: 0.03 },
  },
  { name: 'shaker', dsp: 'shaker', ring: 0.25, set: {} },
  { name: 'cowbell', dsp: 'cowbell', ring: 0.6, set: { freq: 540 } },
  {
    name: 'cowbell melody',
    dsp: 'cowbell',
    range: [62, 69, 84],
    set: { ratio: 1.5, release: 0.1 },
    plain: { spread: 0 },
  },
  { name: 'noise channel', dsp: 'bitnoise', ring: 0.4, set: {} },
  {
    name: 'noise channel with a tone',
    dsp: 'bitnoise',
    ring: 0.4,
    set: { metal: 1, start: 1.5, tone: 0.6, tail: 0.3 },
  },
  {
    name: 'triangle kick',
    dsp: 'triangle',
    ring: 0.3,
    set: { freq: 52, start: 6, sweep: 0.07, decay: 0.2, sustain: 0 },
  },
  { name: 'triangle channel', dsp: 'triangle', range: [31, 43, 64], set: { release: 0.04 } },
  {
    name: 'open conga',
    dsp: 'skin',
    ring: 0.6,
    set: { freq: 204, length: 0.42, edge: 0.5, contact: 1.3, slap: 0.22, slapHz: 1900 },
  },
  {
    name: 'conga slap',
    dsp: 'skin',
    ring: 0.2,
    set: { freq: 212, length: 0.1, edge: 0.9, contact: 0.9, slap: 0.8, slapLength: 0.035 },
  },
  {
    name: 'surdo',
    dsp: 'skin',
    ring: 1.2,
    set: { freq: 62, length: 1, edge: 0.12, upper: 0.35, contact: 5, bend: 0.1, bright: 2600 },
  },
  {
    name: 'tambourine',
    dsp: 'shaker',
    ring: 0.3,
    set: { freq: 5200, rise: 0.004, length: 0.07, jingle: 0.85, low: 3500 },
  },
  { name: 'bass', dsp: 'bass', range: [28, 40, 55], set: { release: 0.1 } },
  { name: 'double bass', dsp: 'upright', range: [28, 43, 62], set: { release: 0.12 } },
  {
    name: 'reese',
    dsp: 'reese',
    range: [26, 36, 50],
    set: { release: 0.08 },
    plain: { detune: 0, move: 0 },
  },
  { name: '808', dsp: 'sub808', range: [26, 36, 52], set: { release: 0.08 } },
  {
    name: 'driven 808',
    dsp: 'sub808',
    range: [26, 36, 52],
    set: { drive: 4, grit: 0.4, release: 0.06 },
  },
  {
    name: 'acid line',
    dsp: 'acid',
    range: [31, 43, 55],
    set: { release: 0.06 },
    plain: { open: 0 },
  },
  {
    name: 'acid square',
    dsp: 'acid',
    range: [31, 43, 55],
    set: { shape: 1, release: 0.06 },
    plain: { open: 0 },
  },
  {
    name: 'rumble',
    dsp: 'rumble',
    range: [28, 36, 43],
    set: { release: 0.07 },
    plain: { grit: 0 },
  },
  { name: 'slapped bass', dsp: 'slapbass', range: [28, 36, 52], set: { release: 0.06 } },
  {
    name: 'popped bass',
    dsp: 'slapbass',
    range: [40, 46, 58],
    set: { slap: 0, pop: 1, place: 0.2, release: 0.06 },
  },
  {
    name: 'fingered bass',
    dsp: 'slapbass',
    range: [28, 36, 55],
    set: { slap: 0, rattle: 0.1, bright: 1400, place: 0.2, tone: 2600, release: 0.08 },
  },
  {
    name: 'electric piano',
    dsp: 'keys',
    range: [36, 60, 88],
    set: { release: 0.4 },
    plain: { spread: 0, wobble: 0 },
  },
  {
    name: 'piano',
    dsp: 'piano',
    range: [24, 45, 60, 76, 100],
    set: { release: 0.25 },
    plain: { detune: 0 },
  },
  { name: 'harpsichord', dsp: 'harpsichord', range: [36, 48, 60, 84], set: { release: 0.12 } },
  { name: 'organ', dsp: 'organ', range: [36, 60, 91], set: { release: 0.03 }, plain: { rotor: 0 } },
  {
    name: 'full organ',
    dsp: 'organ',
    range: [36, 60, 91],
    set: {
      drawbar4: 8,
      drawbar3: 8,
      drawbar2: 8,
      drawbar17: 8,
      drawbar19: 8,
      drawbar1: 8,
      percussion: 1,
      release: 0.03,
    },
    plain: { rotor: 0 },
  },
  {
    name: 'vibraphone',
    dsp: 'mallet',
    range: [53, 65, 89],
    set: { motor: 0.5, release: 0.4 },
    plain: { motor: 0 },
  },
  {
    name: 'marimba',
    dsp: 'mallet',
    range: [45, 69, 84],
    set: {
      ratio2: 3.92,
      ratio3: 9.24,
      ratio4: 16.3,
      decay: 1.3,
      slope: 0.9,
      damping: 1.1,
      contact: 1.6,
      knock: 0.3,
      release: 0.4,
    },
  },
  {
    name: 'glockenspiel',
    dsp: 'mallet',
    range: [79, 91, 103],
    set: {
      ratio2: 2.76,
      ratio3: 5.4,
      ratio4: 8.93,
      decay: 9,
      slope: 0.7,
      contact: 0.15,
      knock: 0.1,
      release: 0.8,
    },
  },
  { name: 'bell', dsp: 'bell', range: [48, 72, 96], set: { release: 0.8 }, plain: { spread: 0 } },
  {
    name: 'pluck',
    dsp: 'bell',
    range: [40, 64, 84],
    set: {
      ratio: 2,
      index: 0.5,
      indexLength: 0.12,
      shimmer: 0.1,
      hum: 0,
      decay: 1.2,
      release: 0.3,
    },
    plain: { spread: 0 },
  },
  { name: 'nylon guitar', dsp: 'string', range: [40, 52, 64, 83], set: { release: 0.25 } },
  {
    name: 'steel guitar',
    dsp: 'string',
    range: [40, 52, 64, 88],
    set: { bright: 7000, treble: 2.6, ring: 7, pick: 0.12, noise: 0.2, body: 0.35, release: 0.25 },
  },
  {
    name: 'harp',
    dsp: 'string',
    range: [28, 48, 72, 96],
    set: {
      bright: 3000,
      pick: 0.42,
      ring: 8,
      treble: 1.6,
      body: 0.25,
      bodyHz: 160,
      noise: 0.04,
      release: 0.5,
    },
  },
  {
    name: 'banjo',
    dsp: 'string',
    range: [48, 62, 79],
    set: {
      bright: 9000,
      pick: 0.08,
      ring: 1.2,
      treble: 0.6,
      body: 0.8,
      bodyHz: 420,
      noise: 0.25,
      release: 0.15,
    },
  },
  {
    name: 'muted guitar',
    dsp: 'string',
    range: [40, 52, 67],
    set: { mute: 0.8, bright: 5000, pick: 0.1, release: 0.08 },
    plain: { mute: 0 },
  },
  { name: 'ukulele', dsp: 'ukulele', range: [60, 67, 76, 84], set: { release: 0.12 } },
  { name: 'clean guitar', dsp: 'wahguitar', range: [40, 55, 67, 84], set: { release: 0.06 } },
  {
    name: 'guitar with wah',
    dsp: 'wahguitar',
    range: [52, 62, 76],
    set: { wah: 1, release: 0.06 },
    plain: { wah: 0 },
  },
  {
    name: 'electric guitar',
    dsp: 'electric',
    range: [40, 52, 64, 86],
    set: { release: 0.1 },
    plain: { takes: 0 },
  },
  {
    name: 'electric bass',
    dsp: 'electric',
    range: [26, 36, 50],
    set: { takes: 0, bright: 1500, pick: 0.22, treble: 0.9, release: 0.08 },
  },
  {
    name: 'dulcimer',
    dsp: 'hammered',
    range: [43, 60, 79, 91],
    set: { release: 0.3 },
    plain: { course: 0 },
  },
  {
    name: 'clavinet',
    dsp: 'hammered',
    range: [36, 55, 76],
    set: {
      stiff: 0.3,
      contact: 0.0004,
      course: 0,
      ring: 2.5,
      pickup: 0.17,
      drive: 1.6,
      body: 0.1,
      release: 0.06,
    },
  },
  {
    name: 'violin',
    dsp: 'bowed',
    range: [55, 69, 81, 91],
    set: { release: 0.2 },
    plain: { vibrato: 0 },
  },
  {
    name: 'cello',
    dsp: 'bowed',
    range: [36, 50, 67],
    set: { bodyHz: 180, bright: 2600, pressure: 0.7, release: 0.25 },
    plain: { vibrato: 0 },
  },
  {
    name: 'solo violin',
    dsp: 'violin',
    range: [55, 69, 81, 91],
    set: { release: 0.3 },
    plain: { vibrato: 0, grain: 0 },
  },
  {
    name: 'solo cello',
    dsp: 'violin',
    range: [36, 50, 67],
    set: { size: 2.5, bright: 2600, pressure: 0.62, release: 0.3 },
    plain: { vibrato: 0, grain: 0 },
  },
  {
    name: 'flute',
    dsp: 'flute',
    range: [60, 72, 91],
    set: { release: 0.12 },
    plain: { vibrato: 0, breath: 0 },
  },
  {
    name: 'clarinet',
    dsp: 'flute',
    range: [50, 62, 79],
    set: { odd: 0.85, bright: 3200, breath: 0.08, release: 0.1 },
    plain: { vibrato: 0, breath: 0 },
  },
  {
    name: 'tenor saxophone',
    dsp: 'reed',
    range: [44, 56, 68, 80],
    set: { release: 0.1 },
    plain: { vibrato: 0, scoop: 0, breath: 0 },
  },
  {
    name: 'alto saxophone',
    dsp: 'reed',
    range: [49, 61, 73, 84],
    set: { apex: 0.15, holes: 900, formant: 1100, tongue: 0.8, release: 0.08 },
    plain: { vibrato: 0, scoop: 0, breath: 0 },
  },
  {
    name: 'brass section',
    dsp: 'brass',
    range: [46, 60, 72, 84],
    set: { release: 0.12 },
    plain: { detune: 0, vibrato: 0, scoop: 0, apart: 0, breath: 0 },
  },
  {
    name: 'brass stab that falls',
    dsp: 'brass',
    range: [46, 60, 72, 84],
    set: { attack: 0.015, blare: 0.8, drop: 0.2, release: 0.2 },
    plain: { detune: 0, vibrato: 0, scoop: 0, apart: 0, breath: 0 },
  },
  {
    name: 'aah',
    dsp: 'choir',
    range: [41, 57, 69, 81],
    set: { attack: 0.1, release: 0.4 },
    plain: { detune: 0, vibrato: 0, breath: 0 },
  },
  {
    name: 'ooh',
    dsp: 'choir',
    range: [41, 57, 69, 81],
    set: { vowel: 0, attack: 0.1, release: 0.4 },
    plain: { detune: 0, vibrato: 0, breath: 0 },
  },
  {
    name: 'string section',
    dsp: 'strings',
    range: [33, 52, 69, 88],
    set: { attack: 0.1, release: 0.5 },
    plain: { detune: 0, vibrato: 0 },
  },
  { name: 'riser', dsp: 'sweep', ring: 0.9, set: { freq: 262 } },
  { name: 'downlifter', dsp: 'sweep', ring: 0.9, set: { freq: 523 } },
  { name: 'impact', dsp: 'sweep', ring: 1.5, set: { freq: 65 } },
  {
    name: 'stab',
    dsp: 'stab',
    range: [48, 60, 76],
    set: { release: 0.14 },
    plain: { detune: 0, open: 0 },
  },
  { name: 'pulse channel', dsp: 'pulse', range: [48, 69, 96], set: { release: 0.05 } },
  {
    name: 'thin pulse channel',
    dsp: 'pulse',
    range: [48, 69, 96],
    set: { width: 0.125, strike: 0.5, strikeTime: 0.033, vibrato: 0.006, release: 0.05 },
    plain: { vibrato: 0 },
  },
  { name: 'saws', dsp: 'saws', range: [36, 60, 88], set: { release: 0.3 }, plain: { detune: 0 } },
];
const RATES = [24_000, 48_000];
const HELD_SECONDS = 0.8;
const FADE_SECONDS = 0.006;

interface StereoSamples {
  readonly left: Float32Array;
  readonly right: Float32Array;
}
let engine: Engine;
beforeAll(async () => {
  const build = await builtEngine();
  engine = await openEngine({ ...build, processes: 2 });
}, 120_000);
afterAll(() => engine.close());

const play = (
  row: Row,
  given: {
    midi?: number;
    velocity?: number;
    rate?: number;
    seed?: number;
    set?: Patch['set'];
    ring?: number;
  } = {},
): Promise<StereoSamples> => {
  const ring = given.ring ?? row.ring;
  const patch: Patch = {
    dsp: row.dsp,
    gain: 1,
    set: { ...row.set, ...given.set },
    ...(ring === undefined ? {} : { ring }),
  };
  return engine.playNote(
    patch,
    {
      midi: given.midi ?? row.range?.[1] ?? 60,
      velocity: given.velocity ?? 100,
      duration: HELD_SECONDS,
      seed: given.seed ?? 7,
    },
    given.rate ?? 48_000,
  );
};
const notesOf = (row: Row): readonly number[] => row.range ?? [60];

test('every instrument of the engine is tested here', async () => {
  const folder = join(musicPackageFolder(), 'render/dsp');
  const played: string[] = [];
  for (const file of await readdir(folder))
    if (
      file.endsWith('.dsp') &&
      (await readFile(join(folder, file), 'utf8')).includes('nentry("vel"')
    )
      played.push(file.slice(0, -'.dsp'.length));
  expect(played.filter((name) => !ROWS.some((row) => row.dsp === name))).toEqual([]);
});

describe.each(ROWS)('$name', { timeout: 60_000 }, (row) => {
  test('keeps its level: no overload, no DC offset, only finite numbers, the same at 24 and 48 kHz', async () => {
    const peaks: number[] = [];
    for (const midi of notesOf(row)) {
      const loud = await Promise.all(RATES.map((rate) => play(row, { midi, rate, velocity: 127 })));
      for (const { left, right } of loud) {
        const peak = Math.max(peakOf(left), peakOf(right));
        expect(peak).toBeGreaterThan(0.08);
        expect(peak).toBeLessThan(1.4);
        expect(Math.abs(left.reduce((sum, x) => sum + x, 0) / left.length)).toBeLessThan(
          0.004 * peak,
        );
        peaks.push(peak);
      }
      const [half, full] = loud.map(({ left }) => rms(left));
      expect(
        Math.abs(20 * Math.log10((half ?? 0) / (full ?? 0))),
        `MIDI ${midi}: dB between the rates`,
      ).toBeLessThan(4);
    }
    expect(Math.max(...peaks) / Math.min(...peaks)).toBeLessThan(4);
    expect(peakOf((await play(row, { velocity: 127 })).left)).toBeGreaterThan(
      1.2 * peakOf((await play(row, { velocity: 40 })).left),
    );
  });

  test('starts without a click', async () => {
    for (const rate of RATES) {
      const { left } = await play(row, { rate, velocity: 127 });
      expect(Math.abs(left[0] ?? 0)).toBeLessThan(0.12 * peakOf(left));
    }
  });

  test('is cut off without a click', async () => {
    const rate = 48_000;
    const { left } = await play(row, { ring: 0.05, rate });
    const end = 0.05 * rate;
    expect(largestStep(left, end - FADE_SECONDS * rate, end + 5)).toBeLessThan(
      1.5 * largestStep(left, 0, end - FADE_SECONDS * rate) + 1e-4,
    );
    expect(Math.abs(left[end - 1] ?? 0)).toBeLessThan(0.01 * peakOf(left) + 1e-6);
    expect(peakOf(left.subarray(end))).toBe(0);
  });

  test('is deterministic', async () => {
    // Concurrently, in two processes.
    const [one, two] = await Promise.all([play(row), play(row)]);
    expect(Buffer.from(one.left.buffer).equals(Buffer.from(two.left.buffer))).toBe(true);
    expect(Buffer.from(one.right.buffer).equals(Buffer.from(two.right.buffer))).toBe(true);
  });
});

describe.each(ROWS.filter(({ range }) => range))(
  '$name, which has a pitch,',
  { timeout: 60_000 },
  (row) => {
    test('is in tune over its range', async () => {
      for (const rate of RATES) {
        for (const midi of notesOf(row))
          expect(
            Math.abs(
              centsOff((await play(row, { midi, rate, set: { ...row.plain } })).left, midi, rate),
            ),
            `MIDI ${midi} at ${rate} Hz`,
          ).toBeLessThan(5);
      }
    });

    test('ends without a click, followed by silence', async () => {
      const rate = 48_000;
      for (const midi of notesOf(row)) {
        const { left } = await play(row, { midi, rate });
        const off = HELD_SECONDS * rate;
        expect(largestStep(left, off - 5, off + 0.01 * rate)).toBeLessThan(
          1.3 * largestStep(left, off - 0.06 * rate, off - 5) + 1e-4,
        );
        // The release is finished before the last fade.
        const end = off + (row.set.release ?? 0.3) * rate;
        expect(peakOf(left.subarray(end - 0.012 * rate, end - FADE_SECONDS * rate))).toBeLessThan(
          0.01,
        );
        expect(peakOf(left.subarray(end))).toBe(0);
      }
    });
  },
);

test('an electric guitar is played twice, and short notes are muted by the palm', async () => {
  const row: Row = { name: 'guitar', dsp: 'electric', range: [40, 45], set: {} };
  const [pair, single] = await Promise.all([play(row), play(row, { set: { takes: 0 } })]);
  expect(single.left).toEqual(single.right);
  const apart = pair.left.map((x, i) => x - (pair.right[i] ?? 0));
  expect(rms(apart)).toBeGreaterThan(0.2 * rms(pair.left));
  // The note of 0.8 seconds is shorter than a second.
  const muted = await play(row, { set: { chug: 1 } });
  const later = (x: Float32Array): number => rms(x.subarray(0.3 * 48_000, 0.7 * 48_000));
  expect(later(muted.left)).toBeLessThan(0.1 * later(pair.left));
});

test.each<Instrument>(['string', 'piano'])('no two strokes of the %s are alike', async (dsp) => {
  const row: Row = { name: dsp, dsp, range: [40, 52], set: {} };
  const [one, other] = await Promise.all([play(row, { seed: 1 }), play(row, { seed: 2 })]);
  const apart = one.left.map((x, i) => x - (other.left[i] ?? 0));
  expect(rms(apart)).toBeGreaterThan(0.03 * rms(one.left));
});

test('a plucked string decays in two stages', async () => {
  const set = { ring: 1.5, treble: 0.8 };
  const one = await play({ name: 'guitar', dsp: 'string', range: [40, 52], set });
  const falls = [0.02, 0.22, 0.42, 0.62].map((seconds) => levelAt(one.left, seconds));
  const [first = 0, , third = 0] = falls.slice(1).map((level, i) => (falls[i] ?? 0) - level);
  expect(first).toBeGreaterThan(third + 1);
});

test.each<Instrument>(['violin', 'bowed', 'flute'])('a long note of the %s swells', async (dsp) => {
  const row: Row = { name: dsp, dsp, range: [57, 69], set: { attack: 0.06 } };
  const { left } = await play(row);
  const most = levelAt(left, HELD_SECONDS / 3);
  expect(most).toBeGreaterThan(levelAt(left, HELD_SECONDS - 0.1) + 1);
});

/** The level of 80 ms at 48 kHz, in dB. */
const levelAt = (x: Float32Array, seconds: number): number =>
  20 * Math.log10(rms(x.subarray(seconds * 48_000, (seconds + 0.08) * 48_000)));
const peakOf = (x: Float32Array): number =>
  x.reduce((peak, y) => (Number.isFinite(y) ? Math.max(peak, Math.abs(y)) : Infinity), 0);
const rms = (x: Float32Array): number => Math.sqrt(x.reduce((sum, y) => sum + y * y, 0) / x.length);
const largestStep = (x: Float32Array, from: number, to: number): number => {
  let largest = 0;
  for (let i = Math.max(1, Math.round(from)); i < Math.round(to); i++)
    largest = Math.max(largest, Math.abs((x[i] ?? 0) - (x[i - 1] ?? 0)));
  return largest;
};

/**
 * Deviation of the fundamental in cents, from its phase advance over four periods; a quarter
 * second, Hann window.
 */
function centsOff(x: Float32Array, midi: number, rate: number): number {
  const f = 440 * 2 ** ((midi - 69) / 12);
  const hop = Math.round((4 * rate) / f);
  const from = Math.round(0.12 * rate);
  const turn =
    phaseAt(x, f, from + hop, rate) - phaseAt(x, f, from, rate) - (2 * Math.PI * f * hop) / rate;
  const ahead = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
  return 1200 * Math.log2(1 + (ahead * rate) / (2 * Math.PI * hop * f));
}

function phaseAt(x: Float32Array, f: number, from: number, rate: number): number {
  const length = Math.round(0.25 * rate);
  let re = 0;
  let im = 0;
  for (let i = 0; i < length; i++) {
    const y = (x[from + i] ?? 0) * (1 - Math.cos((2 * Math.PI * i) / length));
    re += y * Math.cos((2 * Math.PI * f * i) / rate);
    im -= y * Math.sin((2 * Math.PI * f * i) / rate);
  }
  return Math.atan2(im, re);
}
