import { expect, test } from 'vitest';
import { saleRetry } from './sale-message-retry.ts';

const message = { isMessage: true, failure: 'passing' } as const;

test('a message that cannot be handled now is tried again after growing pauses of at most an hour', () => {
  const pauses = [1, 2, 3, 7, 29].map((attempt) => saleRetry(attempt, message));
  expect(pauses).toEqual(
    [1, 2, 4, 60, 60].map((minutes) => ({ then: 'retry', inMs: minutes * 60_000 })),
  );
});

test('a message is set aside after a day of attempts, or at once if they would all fail', () => {
  expect(saleRetry(30, message)).toEqual({ then: 'set-aside' });
  expect(saleRetry(1, { ...message, failure: 'final' })).toEqual({ then: 'set-aside' });
});

test('what no person can repeat is tried again without end', () => {
  const withdrawal = { isMessage: false, failure: 'final' } as const;
  expect(saleRetry(1000, withdrawal)).toEqual({ then: 'retry', inMs: 3_600_000 });
});

test('a message that the partner contradicts is tried again for minutes, then set aside', () => {
  const contradicted = { isMessage: true, failure: 'contradicted' } as const;
  const retries = [1, 2, 8].map((attempt) => saleRetry(attempt, contradicted));
  expect(retries).toEqual([2_000, 4_000, 256_000].map((inMs) => ({ then: 'retry', inMs })));
  expect(saleRetry(9, contradicted)).toEqual({ then: 'set-aside' });
});
