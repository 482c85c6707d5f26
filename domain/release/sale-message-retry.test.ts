import { expect, test } from 'vitest';
import { saleRetry } from './sale-message-retry.ts';

const message = { isMessage: true, isFinal: false };

test('a message that cannot be handled now is tried again after growing pauses of at most an hour', () => {
  const pauses = [1, 2, 3, 7, 29].map((attempt) => saleRetry(attempt, message));
  expect(pauses).toEqual(
    [1, 2, 4, 60, 60].map((minutes) => ({ then: 'retry', inMs: minutes * 60_000 })),
  );
});

test('a message is set aside after a day of attempts, or at once if they would all fail', () => {
  expect(saleRetry(30, message)).toEqual({ then: 'set-aside' });
  expect(saleRetry(1, { ...message, isFinal: true })).toEqual({ then: 'set-aside' });
});

test('what no person can repeat is tried again without end', () => {
  const withdrawal = { isMessage: false, isFinal: true };
  expect(saleRetry(1000, withdrawal)).toEqual({ then: 'retry', inMs: 3_600_000 });
});
