import { describe, expect, test } from 'vitest';
import type { MasterGoal } from '@fermata/contracts/values';
import { measureLoudness } from '../measure/measure-loudness.ts';
import { truePeakOf } from '../measure/true-peak.ts';
import { toStereo } from '../signal/pcm24.ts';
import { Random } from '../signal/random.ts';
import { reachLoudness } from './reach-loudness.ts';

const RATE = 48_000;
const goals: MasterGoal[] = [
  [-14, -1],
  [-16, -1],
  [-23, -1],
  [-8, -0.1],
  [-9, -1],
  [-30, -9],
  [-11, -2],
].map(([targetLufs = 0, ceilingDbtp = 0]) => ({ targetLufs, ceilingDbtp }));
const random = new Random(11);
const make = (seconds: number, f: (second: number, i: number) => number, other = f) => ({
  sampleRate: RATE,
  left: Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => f(i / RATE, i)),
  right: Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => other(i / RATE, i)),
});
const sine = (hz: number, second: number): number => Math.sin(2 * Math.PI * hz * second);
const noise = (): number => random.between(-1, 1);
const every = (period: number, length: number, second: number): number =>
  Math.exp(-(second % period) / length);
const band = (second: number): number =>
  0.3 * sine(55, second) * every(0.5, 0.3, second) +
  0.15 * sine(220, second) +
  0.1 * sine(277, second) +
  0.4 * noise() * every(0.25, 0.03, second);

/** Typical mixes of the engine, and extreme ones. */
const mixes = {
  'a full mix': make(8, band),
  'a mix at a thousandth': make(8, (second) => 0.001 * band(second)),
  'a mix below the meter’s gate': make(8, (second) => 0.000_02 * band(second)),
  'a kick alone': make(8, (second) => 0.8 * sine(50, second) * every(0.5, 0.12, second)),
  'a ticking hat': make(8, (second) => 0.3 * noise() * every(0.5, 0.02, second)),
  'one stroke in eight seconds': make(
    8,
    (second) => 0.9 * sine(110, second) * every(8, 0.8, second),
  ),
  'a whisper, then a shout': make(12, (second) => (second < 8 ? 0.003 : 0.7) * band(second)),
  'a swell of 60 dB': make(
    10,
    (second) => 0.5 * 10 ** ((second - 10) * 0.3) * (sine(200, second) + sine(301, second)),
  ),
  'a bass alone': make(6, (second) => 0.6 * sine(41, second)),
  'a mix of one second': make(1, band),
  'a mix on one side': make(6, band, () => 0),
  'a mix out of phase': make(
    6,
    (second) => 0.3 * sine(200, second) + 0.1 * sine(555, second),
    (second) => -0.3 * sine(200, second) + 0.1 * sine(777, second),
  ),
  'a mix over full scale': make(6, (second) => 1.6 * band(second)),
};

describe.each(Object.entries(mixes))('%s', (_, mix) => {
  test.each(goals)('comes to $targetLufs LUFS below $ceilingDbtp dBTP', (goal) => {
    const { pcm, loudness } = reachLoudness(mix, goal);
    const again = measureLoudness(toStereo(pcm));
    expect(again).toEqual(loudness);
    expect(again.truePeakDbtp).toBeLessThanOrEqual(goal.ceilingDbtp);
    expect(Math.abs(again.integratedLufs - goal.targetLufs)).toBeLessThanOrEqual(0.3);
  });
});

test('a mix that cannot reach the target is as loud as possible, and still below the ceiling', () => {
  // A sine 9 dB below full scale on both channels measures −9 LUFS.
  const { loudness } = reachLoudness(
    make(5, (second) => 0.5 * sine(1000, second)),
    { targetLufs: -8, ceilingDbtp: -9 },
  );
  expect(loudness.truePeakDbtp).toBeLessThanOrEqual(-9);
  expect(loudness.integratedLufs).toBeGreaterThan(-9.5);
});

test('silence is rejected with a reason', () =>
  expect(() =>
    reachLoudness(
      make(5, () => 0),
      { targetLufs: -14, ceilingDbtp: -1 },
    ),
  ).toThrow('the mix is silent'));

test('a mix with headroom keeps its dynamics: no limiting where none is needed', () => {
  const mix = make(8, band);
  const { pcm, loudness } = reachLoudness(mix, { targetLufs: -30, ceilingDbtp: -1 });
  const out = toStereo(pcm);
  const ratio = (out.left[100_000] ?? 0) / (mix.left[100_000] ?? 1);
  out.left.forEach((x, i) => {
    if (i % 1000 === 0) expect(Math.abs(x - ratio * (mix.left[i] ?? 0))).toBeLessThan(1e-5);
  });
  expect(loudness.loudnessRangeLu).toBeCloseTo(measureLoudness(mix).loudnessRangeLu, 1);
});

test('a loop is limited as if endless: its gain at the end equals that at the start', () => {
  // The peak at the very start must already reduce the end before it.
  const mix = make(4, (second) => (second < 0.01 ? 0.9 : 0.2) * sine(400, second));
  const goal = { targetLufs: -12, ceilingDbtp: -1 };
  const jump = (loop: boolean): number => {
    const { left } = toStereo(reachLoudness(mix, goal, { loop }).pcm);
    const gainAt = (i: number): number => (left[i] ?? 0) / (mix.left[i] ?? 1);
    // Compare a quarter of a sine cycle after the start with one before the end.
    return Math.abs(gainAt(30) / gainAt(mix.left.length - 30) - 1);
  };
  expect(jump(true)).toBeLessThan(0.05);
  expect(jump(false)).toBeGreaterThan(0.2);
  const { left, right } = toStereo(reachLoudness(mix, goal, { loop: true }).pcm);
  const seam = Float32Array.from([...left.subarray(-2000), ...left.subarray(0, 2000)]);
  expect(truePeakOf(seam)).toBeLessThanOrEqual(10 ** (-1 / 20));
  expect(right.length).toBe(mix.right.length);
});
