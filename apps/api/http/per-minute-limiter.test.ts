import { expect, test } from 'vitest';
import { PerMinuteLimiter } from './per-minute-limiter.ts';

test('each subject has its own quota, which is reset every minute', () => {
  let now = 0;
  const limiter = new PerMinuteLimiter(() => now);
  const taken = (subject: string) => limiter.take(subject, 2).taken;
  expect([taken('ada'), taken('ada'), taken('ada'), taken('rita')]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  now = 59_000;
  expect(limiter.take('ada', 2)).toEqual({ taken: false, remaining: 0, resetSeconds: 1 });
  now = 60_000;
  expect([taken('ada'), taken('ada'), taken('ada')]).toEqual([true, true, false]);
});
