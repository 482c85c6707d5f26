import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteLru } from './byte-lru.ts';

test('what was not used for longest goes first', () => {
  const kept = new ByteLru<number>(30);
  for (const name of ['a', 'b', 'c']) kept.set(name, 1, 10);
  kept.get('a');
  kept.set('d', 1, 10);
  expect(['a', 'b', 'c', 'd'].map((name) => kept.has(name))).toEqual([true, false, true, true]);
  expect(kept.has('c') && kept.bytes).toBe(30);
});

test('never more bytes than allowed, whatever comes; what is larger than all of it is not kept', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          bytes: fc.integer({ min: 0, max: 60 }),
        }),
      ),
      (puts) => {
        const kept = new ByteLru<number>(50);
        const held = new Map<string, number>();
        for (const { key, bytes } of puts) {
          kept.set(key, bytes, bytes);
          held.set(key, bytes);
          expect(kept.bytes).toBeLessThanOrEqual(50);
          expect(kept.bytes).toBe(
            [...held.keys()]
              .filter((name) => kept.has(name))
              .reduce((sum, name) => sum + (kept.get(name) ?? 0), 0),
          );
          expect(kept.has(key)).toBe(bytes <= 50);
        }
      },
    ),
  );
});
