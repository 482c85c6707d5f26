import { expect, it } from 'vitest';
import { afterFailure, DISABLE_MS, GIVE_UP_MS, retryPauseMs } from './after-failure.ts';

const now = Date.parse('2026-11-29T12:00:00.000Z');
const failed = {
  messageId: 'evt_1',
  attempt: 1,
  now,
  firstFailedAt: null,
  failingSince: null,
  retryAfterMs: null,
};

it('the pause grows to four hours, and differs by message but not by call', () => {
  const pauses = Array.from({ length: 12 }, (_, index) => retryPauseMs('evt_1', index + 1));
  expect(pauses[0]).toBeGreaterThanOrEqual(4_000);
  expect(pauses[0]).toBeLessThanOrEqual(6_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1.2 * 4 * 3600 * 1000);
  expect(pauses.at(-1)).toBeGreaterThanOrEqual(0.8 * 4 * 3600 * 1000);
  expect(retryPauseMs('evt_1', 3)).toBe(retryPauseMs('evt_1', 3));
  expect(new Set(Array.from({ length: 50 }, (_, id) => retryPauseMs(`evt_${id}`, 9))).size).toBe(
    50,
  );
});

it('a subscriber may ask for a longer pause, but not for more than four hours', () => {
  expect(afterFailure({ ...failed, retryAfterMs: 60_000 })).toEqual({
    then: 'retry',
    inMs: 60_000,
  });
  expect(afterFailure({ ...failed, retryAfterMs: 9e9 })).toEqual({
    then: 'retry',
    inMs: 4 * 3600 * 1000,
  });
});

it('a message is given up after three days only if others have arrived since', () => {
  const firstFailedAt = now - GIVE_UP_MS;
  expect(afterFailure({ ...failed, firstFailedAt, failingSince: now - 60_000 })).toEqual({
    then: 'give-up',
  });
  expect(afterFailure({ ...failed, firstFailedAt, failingSince: null })).toEqual({
    then: 'give-up',
  });
  expect(afterFailure({ ...failed, firstFailedAt, failingSince: firstFailedAt })).toMatchObject({
    then: 'retry',
  });
});

it('a subscription that has received nothing for five days is disabled', () => {
  expect(afterFailure({ ...failed, failingSince: now - DISABLE_MS })).toEqual({ then: 'disable' });
  expect(afterFailure({ ...failed, failingSince: now - DISABLE_MS + 1 })).toMatchObject({
    then: 'retry',
  });
});
