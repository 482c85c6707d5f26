import { expect, test } from 'vitest';
import { largestDeviation, mixStems } from './mix-stems.ts';

const stem = (...samples: number[]) => ({ sampleRate: 48_000, samples: Int32Array.from(samples) });

test('the mix is the sum of its stems', () => {
  const stems = [stem(1, 2), stem(10, -20)];
  const mix = mixStems(stems);
  expect([...mix.samples]).toEqual([11, -18]);
  expect(largestDeviation(stems, mix)).toBe(0);
});

test('a sum over full scale is cut, and measured as a deviation', () => {
  const stems = [stem(8_000_000, 0), stem(4_194_304, 0)];
  expect(largestDeviation(stems, mixStems(stems))).toBeGreaterThan(0.4);
});

test('stems of different lengths are refused', () => {
  expect(() => mixStems([stem(1, 2), stem(1, 2, 3, 4)])).toThrow('differ in length');
  expect(() => mixStems([])).toThrow('at least one stem');
});
