import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the same seed gives the same numbers on every machine', () => {
  const random = new Random(7);
  expect([random.uint32(), random.uint32(), random.uint32()]).toEqual([
    210494603, 711084892, 3993689120,
  ]);
});

test('a fork is an independent stream that leaves its parent unchanged', () => {
  const a = new Random(1);
  const b = new Random(1);
  a.fork('drums').uint32();
  expect(a.uint32()).toBe(b.uint32());
  expect(new Random(1).fork('drums').uint32()).not.toBe(new Random(1).fork('bass').uint32());
});

test('numbers are spread over their range', () => {
  const random = new Random(0);
  const buckets = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const bucket = Math.floor(random.unit() * 10);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('picking from an empty list throws', () => {
  expect(() => new Random(1).pick([])).toThrow('nothing to pick');
});
