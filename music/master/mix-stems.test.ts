import { expect, test } from 'vitest';
import { cutToFullScale, largestDeviation, sumStems } from './mix-stems.ts';

const stem = (...samples: number[]) => ({ sampleRate: 48_000, samples: Int32Array.from(samples) });

test('the mix is the sum of its stems', () => {
  const sum = sumStems([stem(1, 2), stem(10, -20)]);
  const mix = cutToFullScale(sum);
  expect([...mix.samples]).toEqual([11, -18]);
  expect(largestDeviation(sum, mix)).toBe(0);
});

test('a sum over full scale is cut, and measured as a deviation', () => {
  const sum = sumStems([stem(8_000_000, 0), stem(4_194_304, 0)]);
  const mix = cutToFullScale(sum);
  expect(mix.samples[0]).toBe(8_388_607);
  expect(largestDeviation(sum, mix)).toBeGreaterThan(0.4);
});

test('stems of different lengths, or none, are refused', () => {
  expect(() => sumStems([stem(1, 2), stem(1, 2, 3, 4)])).toThrow('differ in length');
  expect(() => sumStems([])).toThrow('at least one stem');
});
