import { expect, test } from 'vitest';
import { Brief, type Intent } from '@fermata/contracts/values';
import { interpretBrief } from '../interpret-brief.ts';

const intentOf = (text: string): Intent => interpretBrief(Brief.parse({ text }));

test.each([
  ['lo-fi, no drums, bass or lead in the first 10 seconds', ['drums', 'bass', 'lead']],
  ['techno, drums and bass come in at 0:20', ['drums', 'bass']],
  ['Lo-Fi, kein Schlagzeug und kein Bass in den ersten 10 Sekunden', ['drums', 'bass']],
  ['lo-fi, drums, no bass in the first 10 seconds', ['bass']],
] as const)('a list of parts shares its time: %s', (text, parts) => {
  const { presence = [], withoutParts } = intentOf(text);
  expect(presence.map(({ part }) => part).toSorted()).toEqual(parts.toSorted());
  expect(withoutParts).toEqual([]);
});

test.each([
  ...['lo-fi, not too much bass', "lo-fi, don't use too much bass", 'Lo-Fi, nicht zu viel Bass'],
  ...['lo-fi, pas trop de basse', 'lo-fi, não muito baixo', 'lo-fi, niet te veel bas'],
])('not too much of a part is less of it, and not none: %s', (text) => {
  const { levels, withoutParts } = intentOf(text);
  expect(withoutParts).toEqual([]);
  expect(levels).toMatchObject([{ part: 'bass', db: expect.any(Number) as number }]);
  expect(levels?.[0]?.db).toBeLessThan(0);
});

test.each([
  'Ein ruhiger Lo-Fi Beat zum Lernen für den Abend, aber no drums, bitte',
  'Une musique lo-fi calme pour le soir avec du piano, without drums',
])('an English negation excludes in a text of another language: %s', (text) =>
  expect(intentOf(text).withoutParts).toEqual(['drums']),
);

test('"no" is "in the" in Portuguese', () =>
  expect(intentOf('uma música calma no piano com bateria para a noite').withoutParts).toEqual([]));
