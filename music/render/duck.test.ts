import { expect, test } from 'vitest';
import { duckGain } from './duck.ts';

test('the part is down at the push, recovers, and never jumps', () => {
  const gain = duckGain(
    { depth: 0.6, beats: 0.5 },
    [
      { at: 0.5, force: 1 },
      { at: 1, force: 1 },
    ],
    0.5,
  );
  const values = Array.from({ length: 48_000 * 2 }, (_, i) => gain(i / 48_000));
  expect(values[0]).toBe(1);
  expect(values[24_000]).toBeCloseTo(0.4, 2);
  expect(values[24_000 + 12_000]).toBeCloseTo(1, 2);
  for (let i = 1; i < values.length; i++)
    expect(Math.abs((values[i] ?? 0) - (values[i - 1] ?? 0))).toBeLessThan(0.004);
});

test('a push of half the strength ducks half as far', () => {
  const gain = duckGain({ depth: 0.6, beats: 0.5 }, [{ at: 0.5, force: 0.5 }], 0.5);
  expect(gain(0.5)).toBeCloseTo(0.7, 5);
});
