import { expect, test } from 'vitest';
import { isRetryLimitOver } from './is-retry-limit-over.ts';

const HOUR = 3_600_000;
const scheduledAt = Date.parse('2027-03-01T08:00:00.000Z');
const after = (hours: number, resumedAfter?: number) => ({
  scheduledAt,
  attemptScheduledAt: scheduledAt + hours * HOUR,
  resumedAt: resumedAfter === undefined ? null : scheduledAt + resumedAfter * HOUR,
});

test('a partner that fails for a day is given up', () => {
  expect(isRetryLimitOver(after(0))).toBe(false);
  expect(isRetryLimitOver(after(24))).toBe(false);
  expect(isRetryLimitOver(after(24.1))).toBe(true);
});

test('the time in which it was paused does not count', () => {
  expect(isRetryLimitOver(after(100, 99))).toBe(false);
  expect(isRetryLimitOver(after(124, 99))).toBe(true);
  expect(isRetryLimitOver(after(25, -50))).toBe(true);
});

test('a call with its own limit is given up at that limit', () => {
  const week = 7 * 24 * 3600;
  expect(isRetryLimitOver(after(25), week)).toBe(false);
  expect(isRetryLimitOver(after(168), week)).toBe(false);
  expect(isRetryLimitOver(after(168.1), week)).toBe(true);
  expect(isRetryLimitOver(after(200, 100), week)).toBe(false);
  expect(isRetryLimitOver(after(0), 0), 'the first attempt').toBe(false);
  expect(isRetryLimitOver(after(0.01), 0)).toBe(true);
});
