import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Principal } from '@fermata/contracts/values';
import { KeyCache } from './key-cache.ts';

const KEY = 'fmk_key-of-ada-000000000';
const ada: Principal = { actor: 'act_ada', projectId: 'default', roles: ['creator'] };

/** A cache with a catalogue whose lookups the test answers one by one. */
function cacheWithLookups() {
  const lookups: { answer: (holder: Principal | null) => void; fail: () => void }[] = [];
  const cache = new KeyCache(
    {
      keys: {
        findByKey: () =>
          new Promise((resolve, reject) =>
            lookups.push({
              answer: resolve,
              fail: () => reject(new Error('the catalogue is unavailable')),
            }),
          ),
      },
    },
    () => performance.now(),
  );
  return {
    cache,
    lookups,
    lookup: (at: number) => lookups[at] ?? expect.fail(`lookup ${at} was not made`),
  };
}

async function cacheWithKey() {
  const made = cacheWithLookups();
  const first = made.cache.findCached(KEY, 500);
  made.lookup(0).answer(ada);
  expect(await first).toEqual(ada);
  return made;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a recently cached key is not looked up again', async () => {
  const { cache, lookups } = await cacheWithKey();
  for (let i = 0; i < 100; i++) expect(await cache.findCached(KEY, 500)).toEqual(ada);
  expect(lookups).toHaveLength(1);
});

test('a hundred concurrent calls with a new key share one lookup', async () => {
  const { cache, lookups, lookup } = cacheWithLookups();
  const calls = Array.from({ length: 100 }, () => cache.findCached(KEY, 500));
  expect(lookups).toHaveLength(1);
  lookup(0).answer(ada);
  expect(await Promise.all(calls)).toEqual(calls.map(() => ada));
});

test('a key in use is refreshed in the background, by one lookup at a time', async () => {
  const { cache, lookups, lookup } = await cacheWithKey();
  await vi.advanceTimersByTimeAsync(2_500);
  for (let i = 0; i < 10; i++) expect(await cache.findCached(KEY, 500)).toEqual(ada);
  expect(lookups).toHaveLength(2);
  lookup(1).answer({ ...ada, roles: ['reviewer'] });
  await vi.advanceTimersByTimeAsync(0);
  expect(await cache.findCached(KEY, 500)).toMatchObject({ roles: ['reviewer'] });
  // Its age counts from the start of the lookup.
  await vi.advanceTimersByTimeAsync(1_900);
  await cache.findCached(KEY, 500);
  expect(lookups).toHaveLength(2);
});

test('a revoked key stops working with the next refresh', async () => {
  const { cache, lookups, lookup } = await cacheWithKey();
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await cache.findCached(KEY, 500)).toEqual(ada);
  lookup(1).answer(null);
  await vi.advanceTimersByTimeAsync(0);
  const after = cache.findCached(KEY, 500);
  expect(lookups).toHaveLength(3);
  lookup(2).answer(null);
  expect(await after).toBeNull();
});

test('a revoked key stops five seconds after its last lookup, even if that answer took long', async () => {
  const { cache, lookup } = cacheWithLookups();
  const slow = cache.findCached(KEY, 10_000);
  await vi.advanceTimersByTimeAsync(4_500);
  lookup(0).answer(ada);
  expect(await slow).toEqual(ada);
  // The key was revoked during the lookup: its answer is already 4.5 s old.
  await vi.advanceTimersByTimeAsync(600);
  const late = cache.findCached(KEY, 500);
  lookup(1).answer(null);
  expect(await late).toBeNull();
});

test('a late answer of an older lookup does not replace a newer one', async () => {
  const { cache, lookups, lookup } = cacheWithLookups();
  const old = cache.find(KEY);
  await vi.advanceTimersByTimeAsync(100);
  const newer = cache.find(KEY);
  lookup(1).answer({ ...ada, roles: ['reviewer'] });
  await newer;
  lookup(0).answer(ada);
  await old;
  expect(await cache.findCached(KEY, 500)).toMatchObject({ roles: ['reviewer'] });
  expect(lookups).toHaveLength(2);
});

test('while the catalogue does not answer, a cached key works for ten minutes and waits only briefly', async () => {
  const { cache, lookups, lookup } = await cacheWithKey();
  await vi.advanceTimersByTimeAsync(6_000);
  const stale = cache.findCached(KEY, 500);
  await vi.advanceTimersByTimeAsync(25);
  expect(await stale).toEqual(ada);
  lookup(1).fail();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  const over = expect(cache.findCached(KEY, 500)).rejects.toMatchObject({
    problem: { status: 503 },
    retryAfterSeconds: 1,
  });
  await vi.advanceTimersByTimeAsync(500);
  await over;
  expect(lookups).toHaveLength(3);
});

test('a stale key stops working as soon as a late answer says that it is revoked', async () => {
  const { cache, lookup } = await cacheWithKey();
  await vi.advanceTimersByTimeAsync(6_000);
  const stale = cache.findCached(KEY, 500);
  await vi.advanceTimersByTimeAsync(25);
  expect(await stale).toEqual(ada);
  lookup(1).answer(null);
  await vi.advanceTimersByTimeAsync(0);
  const after = cache.findCached(KEY, 500);
  lookup(2).answer(null);
  expect(await after).toBeNull();
});

test('a new key is a 503 if the catalogue does not answer in time', async () => {
  const { cache } = cacheWithLookups();
  const refused = expect(cache.findCached(KEY, 100)).rejects.toMatchObject({
    problem: { status: 503 },
    retryAfterSeconds: 1,
  });
  await vi.advanceTimersByTimeAsync(100);
  await refused;
});
