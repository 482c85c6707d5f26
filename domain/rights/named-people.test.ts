import { expect, it } from 'vitest';
import type { UnderstoodWish } from '@fermata/contracts/values';
import { namedPeople } from './named-people.ts';

const wish = (field: string, value: string | null): UnderstoodWish => ({
  ...{ field, value, quote: `in the style of ${value}` },
  ...{ outcome: 'impossible', reason: 'no person is imitated' },
});

it('names the people of a brief, and those in the title', () => {
  const understanding = [wish('person', 'beyonce'), wish('style', 'house'), wish('person', 'abba')];
  expect(namedPeople(understanding, 'Golden House')).toEqual({ namedPeople: ['beyonce', 'abba'] });
  expect(namedPeople(understanding, 'Dancing with BEYONCÉ!')).toEqual({
    namedPeople: ['beyonce', 'abba'],
    peopleInTitle: ['beyonce'],
  });
  // A part of a word is no name.
  expect(namedPeople(understanding, 'Abbaye')).not.toHaveProperty('peopleInTitle');
});

it('says nothing of a brief without names', () => {
  expect(namedPeople([wish('style', 'house')], 'House')).toEqual({});
});
