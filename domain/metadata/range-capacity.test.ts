import { expect, it } from 'vitest';
import { rangeCapacity } from './range-capacity.ts';

it.each<[{ from: number; to: number }, number, { left: number; low: boolean }]>([
  [{ from: 0, to: 99 }, 0, { left: 100, low: false }],
  [{ from: 0, to: 99 }, 90, { left: 10, low: false }],
  [{ from: 0, to: 99 }, 91, { left: 9, low: true }],
  [{ from: 50, to: 50 }, 0, { left: 1, low: false }],
  [{ from: 50, to: 50 }, 1, { left: 0, low: true }],
])('of the numbers %j, %i assigned: %j', (range, assigned, capacity) => {
  expect(rangeCapacity(range, assigned)).toEqual({ assigned, ...capacity });
});
