import { expect, it } from 'vitest';
import { afterAttempt, outcomeOf, statusAfter } from './after-attempt.ts';
import { DISABLE_MS } from './after-failure.ts';

const now = Date.parse('2026-11-29T12:00:00.000Z');
const attempt = {
  ...{ messageId: 'evt_1', attempt: 1, now, firstFailedAt: null },
  ...{ failingSince: null, retryAfterMs: null },
};

it('a message arrives with an answer 2xx only', () => {
  for (const httpStatus of [200, 204, 299])
    expect(afterAttempt(httpStatus, attempt)).toEqual({ then: 'arrived' });
  for (const httpStatus of [null, 199, 302, 404, 500])
    expect(afterAttempt(httpStatus, attempt)).toMatchObject({ then: 'retry' });
});

it('the answer 410 ends a subscription, even one that has failed for long', () => {
  const failingSince = now - DISABLE_MS;
  expect(afterAttempt(410, { ...attempt, failingSince })).toEqual({ then: 'gone' });
  expect(statusAfter({ then: 'gone' }, 'active')).toBe('ended');
  expect(statusAfter({ then: 'gone' }, 'paused')).toBe('ended');
});

it('only an active or paused subscription is disabled', () => {
  expect(statusAfter({ then: 'disable' }, 'active')).toBe('disabled');
  expect(statusAfter({ then: 'disable' }, 'paused')).toBe('disabled');
  expect(statusAfter({ then: 'disable' }, 'ended')).toBe('ended');
  expect(statusAfter({ then: 'gone' }, 'disabled')).toBe('disabled');
});

it('any other attempt leaves the status as it is', () => {
  for (const then of ['arrived', 'give-up'] as const)
    expect(statusAfter({ then }, 'active')).toBe('active');
  expect(statusAfter({ then: 'retry', inMs: 5_000 }, 'paused')).toBe('paused');
});

it('the log of attempts shows a message that has arrived, failed or was given up', () => {
  expect(outcomeOf({ then: 'arrived' })).toBe('arrived');
  expect(outcomeOf({ then: 'give-up' })).toBe('given-up');
  for (const then of ['gone', 'disable'] as const) expect(outcomeOf({ then })).toBe('failed');
  expect(outcomeOf({ then: 'retry', inMs: 5_000 })).toBe('failed');
});
