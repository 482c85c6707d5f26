import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { givenUp, isPatienceOver } from './partner-patience.ts';

const HOUR = 3_600_000;
const scheduledAt = Date.parse('2027-03-01T08:00:00.000Z');
const after = (hours: number) => ({ scheduledAt, attemptScheduledAt: scheduledAt + hours * HOUR });
const resumed = (hours: number) => ({
  managed: {
    projectId: 'default',
    status: 'active' as const,
    resumedAt: new Date(scheduledAt + hours * HOUR).toISOString(),
  },
});

test('a partner that fails for a day is given up', () => {
  expect(isPatienceOver(after(0), { managed: null })).toBe(false);
  expect(isPatienceOver(after(24), { managed: null })).toBe(false);
  expect(isPatienceOver(after(24.1), { managed: null })).toBe(true);
});

test('the time in which it was paused does not count', () => {
  expect(isPatienceOver(after(100), resumed(99))).toBe(false);
  expect(isPatienceOver(after(124), resumed(99))).toBe(true);
  expect(isPatienceOver(after(25), resumed(-50))).toBe(true);
});

test('a call with its own limit is given up at that limit', () => {
  const week = 7 * 24 * 3600;
  expect(isPatienceOver(after(25), { managed: null }, week)).toBe(false);
  expect(isPatienceOver(after(168), { managed: null }, week)).toBe(false);
  expect(isPatienceOver(after(168.1), { managed: null }, week)).toBe(true);
  expect(isPatienceOver(after(200), resumed(100), week)).toBe(false);
  expect(isPatienceOver(after(0), { managed: null }, 0), 'the first attempt').toBe(false);
  expect(isPatienceOver(after(0.01), { managed: null }, 0)).toBe(true);
});

test('a failure that is given up says after how long, and is final', () => {
  const failure = ApplicationFailure.create({ type: 'PartnerFailingError', message: 'ask: 503' });
  expect(givenUp(failure)).toMatchObject({
    ...{ type: 'PartnerFailingError', nonRetryable: true },
    message: 'ask: 503; given up after a day',
  });
  expect(givenUp(failure, 90.4).message).toBe('ask: 503; given up after 90 s');
});
