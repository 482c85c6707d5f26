import { describe, expect, it } from 'vitest';
import { resolvePublishAt } from './resolve-publish-at.ts';

const now = Date.parse('2026-11-01T00:00:00.000Z');
const at = (localDateTime: string, timeZone: string) =>
  resolvePublishAt({ localDateTime, timeZone }, now);

describe('resolvePublishAt', () => {
  it('takes the offset of the zone on that day', () => {
    expect(at('2027-01-15T09:00', 'Europe/Berlin')).toEqual({
      instant: '2027-01-15T08:00:00.000Z',
    });
    expect(at('2027-07-15T09:00', 'Europe/Berlin')).toEqual({
      instant: '2027-07-15T07:00:00.000Z',
    });
    expect(at('2027-07-15T09:00:30', 'Asia/Kathmandu')).toEqual({
      instant: '2027-07-15T03:15:30.000Z',
    });
    expect(at('2027-07-15T09:00', 'UTC')).toEqual({ instant: '2027-07-15T09:00:00.000Z' });
  });

  it('moves a time that does not exist forward by the length of the gap', () => {
    // On 28 March 2027 the clocks of Berlin go from 02:00 to 03:00.
    expect(at('2027-03-28T02:30', 'Europe/Berlin')).toEqual({
      instant: '2027-03-28T01:30:00.000Z',
    });
    expect(at('2027-03-28T03:30', 'Europe/Berlin')).toEqual({
      instant: '2027-03-28T01:30:00.000Z',
    });
    // Lord Howe Island changes by half an hour.
    expect(at('2027-10-03T02:15', 'Australia/Lord_Howe')).toEqual({
      instant: '2027-10-02T15:45:00.000Z',
    });
  });

  it('takes the first of a time that exists twice', () => {
    // On 31 October 2027 the clocks of Berlin go from 03:00 back to 02:00.
    expect(at('2027-10-31T02:30', 'Europe/Berlin')).toEqual({
      instant: '2027-10-31T00:30:00.000Z',
    });
    // On 7 November 2027 those of New York go from 02:00 back to 01:00.
    expect(at('2027-11-07T01:30', 'America/New_York')).toEqual({
      instant: '2027-11-07T05:30:00.000Z',
    });
  });

  it('skips a day that a zone has left out', () => {
    // Samoa had no 30 December 2011.
    expect(at('2011-12-30T12:00', 'Pacific/Apia')).toEqual({ instant: '2011-12-30T22:00:00.000Z' });
  });

  it('refuses a date that is more than two years ahead', () => {
    expect(at('2028-11-02T00:00', 'UTC')).toEqual({ instant: '2028-11-02T00:00:00.000Z' });
    expect(at('2028-11-02T00:01', 'UTC')).toEqual({
      field: 'localDateTime',
      message: 'must be within the next two years',
    });
  });

  it('refuses a date or a zone that does not exist', () => {
    expect(at('2027-02-29T09:00', 'Europe/Berlin')).toMatchObject({ field: 'localDateTime' });
    expect(at('2027-01-01T24:01', 'Europe/Berlin')).toMatchObject({ field: 'localDateTime' });
    expect(at('2027-01-01T09:00', 'Europe/Atlantis')).toMatchObject({ field: 'timeZone' });
  });
});
