import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bus } from '../styles/style-sound.ts';
import { compiledDsp } from '../testing/compiled-dsp.ts';
import { openChain } from './bus-chain.ts';
import { BLOCK_FRAMES, FaustInstance } from './faust-instance.ts';

beforeAll(async () => void vi.stubGlobal('FERMATA_DSP', await compiledDsp()), 180_000);
afterAll(() => vi.unstubAllGlobals());

const plain: Bus = { gain: 1, set: { lowCut: 10 } };
const room = { t60: 1.5, damp: 5000, before: 0.01 };
const SENDS: readonly (readonly [string, Bus])[] = [
  ['reverb', { ...plain, reverb: { level: 1, ...room } }],
  ['plate', { ...plain, plate: { level: 1, ...room } }],
  ['hall', { ...plain, hall: { level: 1, ...room } }],
  ['delay', { ...plain, delay: { level: 1, beats: 0.5, feedback: 0.4, damp: 4000 } }],
];

/** Runs `input(second)` on both sides through the bus for `seconds`. */
function through(
  bus: Bus,
  rate: number,
  seconds: number,
  input: (second: number, i: number) => number,
): { left: Float32Array; right: Float32Array } {
  const chain = openChain(
    bus,
    rate,
    { beatSeconds: 0.5, brightness: 1 },
    (name) => new FaustInstance(name, rate),
  );
  const total = Math.round(seconds * rate);
  const left = Float32Array.from({ length: total }, (_, i) => input(i / rate, i));
  const right = left.slice();
  for (let from = 0; from < total; from += BLOCK_FRAMES)
    chain(
      left.subarray(from, from + BLOCK_FRAMES),
      right.subarray(from, from + BLOCK_FRAMES),
      from / rate,
    );
  return { left, right };
}
const impulse = (_: number, i: number): number => (i === 0 ? 0.5 : 0);
const level = (x: Float32Array): number =>
  Math.sqrt(x.reduce((sum, y) => sum + y * y, 0) / x.length);
const db = (ratio: number): number => 20 * Math.log10(ratio);
/** Steady level in dB of a `hz` tone after the bus, relative to the tone before it. */
function toneDb(bus: Bus, hz: number, size = 0.1): { left: number; right: number } {
  const { left, right } = through(
    bus,
    48_000,
    1,
    (second) => size * Math.sin(2 * Math.PI * hz * second),
  );
  const steady = (x: Float32Array): number => db(level(x.subarray(24_000)) / (size * Math.SQRT1_2));
  return { left: steady(left), right: steady(right) };
}

describe('when nothing sounds', () => {
  const RATE = 24_000;
  const bus: Bus = {
    ...plain,
    plate: { level: 1, ...room, t60: 0.4 },
    delay: { level: 1, beats: 0.5, feedback: 0.2, damp: 4000 },
  };

  test('nothing is computed, and sound after a rest gets the same response as the first', () => {
    let blocks = 0;
    const chain = openChain(bus, RATE, { beatSeconds: 0.5, brightness: 1 }, (name) => {
      const instance = new FaustInstance(name, RATE);
      const compute = instance.compute.bind(instance);
      return Object.assign(instance, { compute: (frames: number) => (blocks++, compute(frames)) });
    });
    const lap = 6 * RATE;
    const left = Float32Array.from({ length: 2 * lap }, (_, i) => (i % lap === 0 ? 0.5 : 0));
    const right = left.slice();
    for (let from = 0; from < 2 * lap; from += BLOCK_FRAMES)
      chain(
        left.subarray(from, from + BLOCK_FRAMES),
        right.subarray(from, from + BLOCK_FRAMES),
        from / RATE,
      );
    const effects = 3;
    expect(blocks).toBeLessThan(0.5 * effects * ((2 * lap) / BLOCK_FRAMES));
    const early = (from: number): number => level(left.subarray(from, from + 0.5 * RATE));
    expect(Math.abs(db(early(lap) / early(0)))).toBeLessThan(0.2);
    // Going to rest must not cut anything audible.
    const last = left.subarray(0, lap).findLastIndex((x) => x !== 0);
    expect(Math.max(...left.subarray(last - 50, last + 1).map(Math.abs))).toBeLessThan(1e-5);
  });
});

describe.each(SENDS)('the %s', (name, bus) => {
  test('is silent for silence', () => {
    const { left, right } = through(bus, 48_000, 0.5, () => 0);
    expect(level(left) + level(right)).toBe(0);
  });

  test.each([24_000, 48_000])(
    'responds, decays for the set time, and leaves no DC offset (%i Hz)',
    (rate) => {
      const { left, right } = through(bus, rate, 6, impulse);
      for (const side of [left, right]) {
        const early = level(side.subarray(0.1 * rate, 0.6 * rate));
        expect(early).toBeGreaterThan(1e-5);
        expect(db(level(side.subarray(2.1 * rate, 2.6 * rate)) / early)).toBeLessThan(
          name === 'delay' ? -20 : -45,
        );
        expect(level(side.subarray(5 * rate))).toBeLessThan(1e-6);
        expect(
          Math.abs(side.subarray(0.02 * rate).reduce((sum, x) => sum + x, 0) / side.length),
        ).toBeLessThan(1e-6);
      }
    },
  );

  // Echoes are isolated.
  if (name !== 'delay')
    test('is wide, and dense without a ringing pitch', () => {
      const { left, right } = through(bus, 48_000, 3, impulse);
      const tail = (x: Float32Array): Float32Array => x.subarray(0.2 * 48_000, 0.6 * 48_000);
      const [l, r] = [tail(left), tail(right)];
      const together =
        l.reduce((sum, x, i) => sum + x * (r[i] ?? 0), 0) / (level(l) * level(r) * l.length);
      expect(Math.abs(together)).toBeLessThan(0.5);
      // Normally distributed samples have a kurtosis of 3; isolated echoes, or one loud mode,
      // are far from it.
      const kurtosis = l.reduce((sum, x) => sum + x ** 4, 0) / l.length / level(l) ** 4;
      expect(kurtosis).toBeGreaterThan(2.2);
      expect(kurtosis).toBeLessThan(8);
      expect(strongestPitch(l)).toBeLessThan(0.35);
    });
});

/**
 * The highest autocorrelation at lags of a pitch (60 Hz to 1 kHz): near 1 if a reverb rings like a
 * bell.
 */
function strongestPitch(x: Float32Array): number {
  const energy = level(x) ** 2 * x.length;
  let strongest = 0;
  for (let lag = 48; lag < 800; lag++) {
    let sum = 0;
    for (let i = lag; i < x.length; i++) sum += (x[i] ?? 0) * (x[i - lag] ?? 0);
    strongest = Math.max(strongest, sum / energy);
  }
  return strongest;
}

test('the equalizer boosts and cuts at the set frequencies by the set gains', () => {
  const bus: Bus = {
    ...plain,
    eq: {
      low: { hz: 150, db: 6 },
      bell: { hz: 1000, db: -5, q: 1 },
      peak: { hz: 3500, db: 4, q: 2 },
      high: { hz: 9000, db: -6 },
    },
  };
  const change = (hz: number): number => toneDb(bus, hz).left - toneDb(plain, hz).left;
  expect(change(40)).toBeGreaterThan(4.5);
  expect(change(1000)).toBeCloseTo(-5, 0);
  expect(change(3500)).toBeGreaterThan(2.5);
  expect(change(12_000)).toBeLessThan(-2.5);
});

test('the compressor leaves quiet signals alone, and passes a quarter of the level above the threshold', () => {
  const bus: Bus = {
    ...plain,
    compress: { thresholdDb: -24, attack: 0.005, release: 0.1, makeupDb: 0 },
  };
  const change = (size: number): number =>
    toneDb(bus, 1000, size).left - toneDb(plain, 1000, size).left;
  expect(change(0.02)).toBeCloseTo(0, 1);
  // 6 dB more in, 1.5 dB more out.
  expect(change(0.2) - change(0.1)).toBeCloseTo(-4.5, 0);
});

test('in an amplifier the notes of a chord distort together, and a loud one hardly louder', () => {
  const crunch: Bus = { ...plain, amp: { gain: 12, level: 0.3 } };
  const [root, fifth] = [220, 330];
  const tones = (bus: Bus, size: number, ...pitches: number[]): Float32Array =>
    through(bus, 48_000, 1, (second) =>
      pitches.reduce((sum, hz) => sum + size * Math.sin(2 * Math.PI * hz * second), 0),
    ).left.subarray(24_000);
  const share = (x: Float32Array, hz: number): number => {
    const [re, im] = [Math.cos, Math.sin].map((turn) =>
      x.reduce((sum, y, i) => sum + y * turn((2 * Math.PI * hz * i) / 48_000), 0),
    );
    return Math.hypot(re ?? 0, im ?? 0) / (x.length / 2);
  };
  // The octave below the root is in neither note.
  const below = (x: Float32Array): number => db(share(x, fifth - root) / level(x));
  expect(below(tones(crunch, 0.2, root, fifth))).toBeGreaterThan(-15);
  expect(below(tones(crunch, 0.2, root))).toBeLessThan(-50);
  expect(below(tones(crunch, 0.2, fifth))).toBeLessThan(-50);
  expect(db(level(tones(crunch, 0.4, root)) / level(tones(crunch, 0.1, root)))).toBeLessThan(3);
});

test('with touch a soft stroke stays softer behind a high gain', () => {
  const apart = (touch: number): number => {
    const bus: Bus = { ...plain, amp: { gain: 60, second: 3, touch, level: 0.3 } };
    const [strong = 0, soft = 0] = [0.2, 0.08].map((size) =>
      level(
        through(bus, 48_000, 1, (second) => size * Math.sin(440 * Math.PI * second)).left.subarray(
          24_000,
        ),
      ),
    );
    return db(strong / soft);
  };
  expect(apart(0)).toBeLessThan(1);
  expect(apart(0.9)).toBeGreaterThan(5);
});

test('an amplifier is silent when nothing is played', () => {
  const { left } = through({ ...plain, amp: { gain: 80, level: 0.3 } }, 48_000, 0.3, () => 0);
  expect(level(left)).toBe(0);
});

test('a part is panned as set', () => {
  const { left, right } = toneDb({ ...plain, pan: 0.5 }, 2000);
  expect(right - left).toBeCloseTo(6, 0);
});

test('a panned part has its bass in the middle', () => {
  const { left, right } = toneDb({ ...plain, pan: 0.5 }, 50);
  expect(Math.abs(right - left)).toBeLessThan(1);
});

test('loud signals are bent below full scale, others are unchanged', () => {
  const { left } = through(
    { ...plain, gain: 6 },
    48_000,
    0.5,
    (second) => 0.3 * Math.sin(2 * Math.PI * 220 * second),
  );
  expect(Math.max(...left)).toBeLessThan(0.95);
  expect(toneDb({ ...plain, gain: 2 }, 440).left - toneDb(plain, 440).left).toBeCloseTo(6.02, 2);
});
