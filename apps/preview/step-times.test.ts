import { expect, test } from 'vitest';
import { StepTimes } from './step-times.ts';

test('an estimate follows the measurements, on the safe side, and falls back to wider names', () => {
  const times = new StepTimes(() => 0);
  expect(times.estimate(['lo-fi/bass', 'bass'], 80)).toBe(80);
  for (let i = 0; i < 50; i++) times.learn('bass', 40);
  expect(times.estimate(['lo-fi/bass', 'bass'], 80)).toBeCloseTo(40, 0);
  for (const milliseconds of [20, 60, 20, 60, 20, 60]) times.learn('bass', milliseconds);
  expect(times.estimate(['bass'], 80)).toBeGreaterThan(45);
});

test('an estimate without new measurements shrinks, so one busy minute does not cause refusals for ever', () => {
  let now = 0;
  const times = new StepTimes(() => now);
  times.learn('pad', 800);
  expect(times.estimate(['pad'], 0)).toBe(1000);
  now = 30_000;
  expect(times.estimate(['pad'], 0)).toBe(1000);
  now = 60_000;
  expect(times.estimate(['pad'], 0)).toBe(500);
  now = 1e9;
  expect(times.estimate(['pad'], 0)).toBe(250);
});
