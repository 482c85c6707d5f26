import { expect, test } from 'vitest';
import { limit } from './limit.ts';

const RATE = 48_000;
const tone = (frames: number, f: (i: number) => number) => ({ sampleRate: RATE, left: Float32Array.from({ length: frames }, (_, i) => f(i)), right: Float32Array.from({ length: frames }, (_, i) => f(i)) });
const sampled = (audio: { left: Float32Array }): number => audio.left.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0);

test('a peak between the samples is held as well: a quarter-rate sine at 45 degrees peaks 3 dB above its samples', () => {
  const audio = tone(RATE / 2, (i) => 0.9 * Math.sin((Math.PI / 2) * i + Math.PI / 4));
  limit(audio, 2, 0.5);
  const steady = audio.left.subarray(RATE / 8, RATE / 4);
  expect(Math.max(...steady)).toBeLessThan(0.5 * Math.SQRT1_2 * 1.02);
  expect(Math.max(...steady)).toBeGreaterThan(0.5 * Math.SQRT1_2 * 0.9);
});

test('what is below the ceiling only gets its gain', () => {
  const before = tone(20_000, (i) => 0.1 * Math.sin(i / 10));
  const after = tone(20_000, (i) => 0.1 * Math.sin(i / 10));
  limit(after, 2, 0.8);
  after.left.forEach((x, i) => expect(x).toBeCloseTo(2 * (before.left[i] ?? 0), 6));
});

test('one loud sample is pulled under the ceiling without a jump before or after it', () => {
  const audio = tone(20_000, (i) => (i === 9000 ? 1 : 0.2));
  limit(audio, 1, 0.5);
  expect(sampled(audio)).toBeLessThanOrEqual(0.5 + 1e-6);
  for (let i = 1; i < 8990; i++) expect(Math.abs((audio.left[i] ?? 0) - (audio.left[i - 1] ?? 0))).toBeLessThan(0.005);
});
