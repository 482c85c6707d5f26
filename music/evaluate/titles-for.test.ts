import { expect, test } from 'vitest';
import { Brief, MOODS } from '@fermata/contracts/values';
import { interpretBrief } from '../interpret/interpret-brief.ts';
import { TITLE_WORDS } from './title-words.ts';
import { titlesFor } from './titles-for.ts';

const titlesOf = (text: string, seed = 1): string[] =>
  titlesFor(interpretBrief(Brief.parse({ text })), seed);

test('titles draw on the subject of the brief', () => {
  for (const title of titlesOf('gentle waltz for a wedding')) expect(title).toContain('Wedding');
  for (const title of titlesOf('sad music with a cello')) expect(title).toContain('Cello');
});

test('titles are in the language of the brief', () => {
  const [german = '', french = ''] = [
    titlesOf('Weihnachtslied, ruhig und festlich, mit Glocken').join(),
    titlesOf('musique triste, sans batterie').join(),
  ];
  expect(german).toContain('Weihnachtslied im Oktober');
  expect(german).not.toMatch(/ at | after /);
  expect(french).toMatch(/Adieu|Brume|Absence|Cendre/);
});

test('a name of a person is no subject', () => {
  for (const title of titlesOf('in the style of Daft Punk, house'))
    expect(title).not.toMatch(/Daft/);
});

test('titles are different, and the seed orders them', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => titlesOf('calm lo-fi', seed));
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
  expect(new Set(first).size).toBe(first?.length);
  expect(first?.length).toBeGreaterThan(20);
});

test.each(Object.keys(TITLE_WORDS))(
  'every mood has titles in %s, with and without subject',
  (language) => {
    for (const mood of MOODS)
      for (const subject of [undefined, 'x'])
        for (const title of titlesFor(
          { style: 'lo-fi', mood, language, ...(subject ? { subject } : {}) },
          7,
        ))
          expect(title).toMatch(/^[^{}]{1,60}$/u);
  },
);
