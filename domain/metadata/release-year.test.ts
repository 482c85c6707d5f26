import { expect, it } from 'vitest';
import { releaseYear } from './release-year.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const on = (localDateTime: string) => ({
  publishAt: { localDateTime, timeZone: 'Europe/Berlin' },
});

it('is that of the date on the clocks of its time zone, and the present one without a date', () => {
  expect(releaseYear(on('2027-01-01T00:30'), now)).toBe(2027);
  expect(releaseYear(on('2026-12-31T23:30'), now)).toBe(2026);
  expect(releaseYear({}, now)).toBe(2026);
});

it('is the present one for a date that is past', () => {
  expect(releaseYear(on('2025-03-01T09:00'), now)).toBe(2026);
});
