import { expect, it } from 'vitest';
import { releaseDate } from './release-date.ts';

const at = (timeZone: string) => ({
  publishAt: { localDateTime: '2027-03-01T00:00', timeZone },
});

it.each([
  ['2027-02-28T23:00:00.000Z', at('Europe/Berlin'), '2027-03-01'],
  ['2027-02-28T23:00:00.000Z', {}, '2027-02-28'],
  ['2027-03-01T05:00:00.000Z', at('America/New_York'), '2027-03-01'],
  ['2027-02-28T10:00:00.000Z', at('Pacific/Kiritimati'), '2027-03-01'],
])('a release that starts at %s with the terms %j has the date %s', (startedAt, terms, date) => {
  expect(releaseDate(startedAt, terms)).toBe(date);
});
