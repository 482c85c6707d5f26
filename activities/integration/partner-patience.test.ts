import { expect, test } from 'vitest';
import { isPatienceOver } from './partner-patience.ts';

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
