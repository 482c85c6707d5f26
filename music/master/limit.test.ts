import { expect, test } from 'vitest';
import { truePeakOf } from '../measure/true-peak.ts';
import { limit } from './limit.ts';

const RATE = 48_000;
const tone = (frames: number, f: (i: number) => number) => ({
  sampleRate: RATE,
  left: Float32Array.from({ length: frames }, (_, i) => f(i)),
  right: Float32Array.from({ length: frames }, (_, i) => f(i)),
});
const sampled = (channel: Float32Array): number =>
  channel.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0);

test('inter-sample peaks are limited too: a quarter-rate sine at 45 degrees peaks 3 dB above its samples', () => {
  const { left } = limit(
    tone(RATE / 2, (i) => 0.9 * Math.sin((Math.PI / 2) * i + Math.PI / 4)),
    2,
    0.5,
  );
  const steady = left.subarray(RATE / 8, RATE / 4);
  expect(sampled(steady)).toBeLessThan(0.5 * Math.SQRT1_2 * 1.02);
  expect(sampled(steady)).toBeGreaterThan(0.5 * Math.SQRT1_2 * 0.9);
});

test('audio below the ceiling only gets its gain', () => {
  const before = tone(20_000, (i) => 0.1 * Math.sin(i / 10));
  limit(before, 2, 0.8).left.forEach((x, i) => expect(x).toBeCloseTo(2 * (before.left[i] ?? 0), 6));
});

test('a single loud sample is limited without a jump before or after it', () => {
  const { left } = limit(
    tone(20_000, (i) => (i === 9000 ? 1 : 0.2)),
    1,
    0.5,
  );
  expect(truePeakOf(left)).toBeLessThanOrEqual(0.5 + 1e-3);
  for (let i = 1; i < 8990; i++)
    expect(Math.abs((left[i] ?? 0) - (left[i - 1] ?? 0))).toBeLessThan(0.005);
  for (let i = 9012; i < 20_000; i++)
    expect(Math.abs((left[i] ?? 0) - (left[i - 1] ?? 0))).toBeLessThan(0.005);
});

test('a heavily limited bass is not distorted: the gain hardly follows single cycles', () => {
  const { left } = limit(
    tone(RATE, (i) => 0.5 * Math.sin((2 * Math.PI * 60 * i) / RATE)),
    2,
    0.5,
  );
  const steady = left.subarray(RATE / 2, RATE / 2 + 8000);
  const sine = steady.map((_, i) => 0.5 * Math.sin((2 * Math.PI * 60 * (i + RATE / 2)) / RATE));
  const off = Math.sqrt(
    steady.reduce((sum, x, i) => sum + (x - (sine[i] ?? 0)) ** 2, 0) / steady.length,
  );
  expect(off).toBeLessThan(0.03);
});
