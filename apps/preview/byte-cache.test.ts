import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteCache } from './byte-cache.ts';

type Sized = { readonly bytes: number };
const bytesOf = ({ bytes }: Sized): number => bytes;

test('the least recently used entry is evicted first', () => {
  const cache = byteCache<Sized>(30, bytesOf);
  for (const name of ['a', 'b', 'c']) cache.set(name, { bytes: 10 });
  cache.get('a');
  cache.set('d', { bytes: 10 });
  expect(['a', 'b', 'c', 'd'].map((name) => cache.has(name))).toEqual([true, false, true, true]);
  expect(cache.has('c') && cache.calculatedSize).toBe(30);
});

test('it never holds more bytes than allowed, and no value that is larger than that', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          bytes: fc.integer({ min: 1, max: 60 }),
        }),
      ),
      (puts) => {
        const cache = byteCache<Sized>(50, bytesOf);
        const keys = new Set<string>();
        for (const { key, bytes } of puts) {
          cache.set(key, { bytes });
          keys.add(key);
          expect(cache.calculatedSize).toBeLessThanOrEqual(50);
          expect(cache.calculatedSize).toBe(
            [...keys].reduce((sum, name) => sum + (cache.peek(name)?.bytes ?? 0), 0),
          );
          expect(cache.has(key)).toBe(bytes <= 50);
        }
      },
    ),
  );
});
