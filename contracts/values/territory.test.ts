import { expect, it } from 'vitest';
import { Territories, Territory } from './territory.ts';

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

it('is a country of ISO 3166-1', () => {
  const countries = PAIRS.filter((code) => Territory.safeParse(code).success);
  expect(countries).toHaveLength(249);
  expect(countries.filter((code) => NAMES.of(code) === undefined)).toEqual([]);
  for (const code of ['XX', 'ZZ', 'EU', 'UK', 'AA'])
    expect(Territory.safeParse(code).error?.issues).toMatchObject([
      { message: `${code} is no country of ISO 3166-1` },
    ]);
  for (const text of ['DEU', 'D', '', 'D1', 'de', 'Germany'])
    expect(Territory.safeParse(text).error?.issues).toMatchObject([
      { message: 'a territory is two capital letters (ISO 3166-1)' },
    ]);
});

it('is stored in one form: each once, in order', () => {
  expect(Territories.parse(['FR', 'DE', 'FR'])).toEqual(['DE', 'FR']);
  expect(Territories.safeParse([]).success).toBe(false);
});
