import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Principal } from '@fermata/contracts/values';
import { KeyCache } from './key-cache.ts';

const KEY = 'fmk_key-of-ada-000000000';
const ada: Principal = { actor: 'act_ada', projectId: 'default', roles: ['creator'] };

/** A catalogue whose questions the test answers, one by one. */
function heldKeys() {
  const questions: { answer: (holder: Principal | null) => void; fail: () => void }[] = [];
  const ring = new KeyCache(
    {
      keys: {
        findByKey: () =>
          new Promise((resolve, reject) =>
            questions.push({
              answer: resolve,
              fail: () => reject(new Error('the catalogue is away')),
            }),
          ),
      },
    },
    () => performance.now(),
  );
  return {
    ring,
    questions,
    question: (at: number) => questions[at] ?? expect.fail(`question ${at} was not asked`),
  };
}

async function known() {
  const held = heldKeys();
  const first = held.ring.findCached(KEY, 500);
  held.question(0).answer(ada);
  expect(await first).toEqual(ada);
  return held;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a key that was seen a moment ago is not looked up again', async () => {
  const { ring, questions } = await known();
  for (let i = 0; i < 100; i++) expect(await ring.findCached(KEY, 500)).toEqual(ada);
  expect(questions).toHaveLength(1);
});

test('a hundred at the same moment with a key that nobody has seen are one question', async () => {
  const { ring, questions, question } = heldKeys();
  const asked = Array.from({ length: 100 }, () => ring.findCached(KEY, 500));
  expect(questions).toHaveLength(1);
  question(0).answer(ada);
  expect(await Promise.all(asked)).toEqual(asked.map(() => ada));
});

test('a key in use is renewed behind the answers, by one question at a time, and nobody waits for it', async () => {
  const { ring, questions, question } = await known();
  await vi.advanceTimersByTimeAsync(2_500);
  for (let i = 0; i < 10; i++) expect(await ring.findCached(KEY, 500)).toEqual(ada);
  expect(questions).toHaveLength(2);
  question(1).answer({ ...ada, roles: ['reviewer'] });
  await vi.advanceTimersByTimeAsync(0);
  expect(await ring.findCached(KEY, 500)).toMatchObject({ roles: ['reviewer'] });
  // Renewed from the moment when it was asked on.
  await vi.advanceTimersByTimeAsync(1_900);
  await ring.findCached(KEY, 500);
  expect(questions).toHaveLength(2);
});

test('a key that is taken away stops with the next renewal', async () => {
  const { ring, questions, question } = await known();
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await ring.findCached(KEY, 500)).toEqual(ada);
  question(1).answer(null);
  await vi.advanceTimersByTimeAsync(0);
  const after = ring.findCached(KEY, 500);
  expect(questions).toHaveLength(3);
  question(2).answer(null);
  expect(await after).toBeNull();
});

test('a revoked key stops five seconds after its last lookup, even if that answer took long', async () => {
  const { ring, question } = heldKeys();
  const slow = ring.findCached(KEY, 10_000);
  await vi.advanceTimersByTimeAsync(4_500);
  question(0).answer(ada);
  expect(await slow).toEqual(ada);
  // Taken away meanwhile. What was answered just now was true 4.5 s ago.
  await vi.advanceTimersByTimeAsync(600);
  const late = ring.findCached(KEY, 500);
  question(1).answer(null);
  expect(await late).toBeNull();
});

test('an old answer that comes late does not bring back what a newer one said', async () => {
  const { ring, questions, question } = heldKeys();
  const old = ring.find(KEY);
  await vi.advanceTimersByTimeAsync(100);
  const newer = ring.find(KEY);
  question(1).answer({ ...ada, roles: ['reviewer'] });
  await newer;
  question(0).answer(ada);
  await old;
  expect(await ring.findCached(KEY, 500)).toMatchObject({ roles: ['reviewer'] });
  expect(questions).toHaveLength(2);
});

test('while the catalogue does not answer, a cached key works for ten minutes and waits only briefly', async () => {
  const { ring, questions, question } = await known();
  await vi.advanceTimersByTimeAsync(6_000);
  const bridged = ring.findCached(KEY, 500);
  await vi.advanceTimersByTimeAsync(25);
  expect(await bridged).toEqual(ada);
  question(1).fail();
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  const over = expect(ring.findCached(KEY, 500)).rejects.toMatchObject({
    problem: { status: 503 },
    retryAfterSeconds: 1,
  });
  await vi.advanceTimersByTimeAsync(500);
  await over;
  expect(questions).toHaveLength(3);
});

test('a bridge ends as soon as the catalogue says that the key is taken away, however late', async () => {
  const { ring, question } = await known();
  await vi.advanceTimersByTimeAsync(6_000);
  const bridged = ring.findCached(KEY, 500);
  await vi.advanceTimersByTimeAsync(25);
  expect(await bridged).toEqual(ada);
  question(1).answer(null);
  await vi.advanceTimersByTimeAsync(0);
  const after = ring.findCached(KEY, 500);
  question(2).answer(null);
  expect(await after).toBeNull();
});

test('who was never seen is told to come again where the catalogue does not say in time whose key it is', async () => {
  const { ring } = heldKeys();
  const asked = expect(ring.findCached(KEY, 100)).rejects.toMatchObject({
    problem: { status: 503 },
    retryAfterSeconds: 1,
  });
  await vi.advanceTimersByTimeAsync(100);
  await asked;
});
