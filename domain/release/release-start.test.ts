import { describe, expect, it } from 'vitest';
import { embargoUntil, type StartFacts, startsNow } from './release-start.ts';

const NOW = Date.parse('2027-03-01T09:00:00Z');
const facts = (changes: Partial<StartFacts>): StartFacts => ({
  publishOn: 'approval',
  publishesAt: null,
  byPerson: false,
  byPartner: false,
  ...changes,
});

describe('the release of an approved track starts', () => {
  it('at once without other terms', () => {
    expect(startsNow(facts({}), NOW)).toBe(true);
  });

  it('at its date, and at once when the date has passed', () => {
    const onDate = (publishesAt: number) =>
      startsNow(facts({ publishOn: 'date', publishesAt }), NOW);
    expect([onDate(NOW - 1), onDate(NOW), onDate(NOW + 1)]).toEqual([true, true, false]);
  });

  it('by request of a partner, but not before its date', () => {
    expect(startsNow(facts({ publishOn: 'request', byPartner: true }), NOW)).toBe(true);
    const tomorrow = { publishOn: 'date', publishesAt: NOW + 86_400_000 } as const;
    expect(startsNow(facts({ ...tomorrow, byPartner: true }), NOW)).toBe(false);
    expect(startsNow(facts({ ...tomorrow, byPartner: true }), tomorrow.publishesAt)).toBe(true);
  });

  it('by request of a person while it waits for a date or a request', () => {
    expect(startsNow(facts({ publishOn: 'request' }), NOW)).toBe(false);
    expect(startsNow(facts({ publishOn: 'request', byPerson: true }), NOW)).toBe(true);
    const tomorrow = { publishOn: 'date', publishesAt: NOW + 86_400_000 } as const;
    expect(startsNow(facts({ ...tomorrow, byPerson: true }), NOW)).toBe(true);
  });
});

it('requests of partners wait for a date until it has come', () => {
  const until = (changes: Partial<StartFacts>) => embargoUntil(facts(changes), NOW);
  expect(until({ publishOn: 'date', publishesAt: NOW + 1 })).toBe(NOW + 1);
  expect(until({ publishOn: 'date', publishesAt: NOW })).toBeNull();
  expect(until({ publishOn: 'request' })).toBeNull();
});
