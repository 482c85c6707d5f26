import { expect, test } from 'vitest';
import { PerMinuteLimiter } from './per-minute-limiter.ts';

test('each has its own share of a minute, and gets it anew in the next one', () => {
  let now = 0;
  const shares = new PerMinuteLimiter(() => now);
  const taken = (who: string) => shares.take(who, 2).taken;
  expect([taken('ada'), taken('ada'), taken('ada'), taken('rita')]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  now = 59_000;
  expect(shares.take('ada', 2)).toEqual({ taken: false, retryAfterSeconds: 1 });
  now = 60_000;
  expect([taken('ada'), taken('ada'), taken('ada')]).toEqual([true, true, false]);
});
