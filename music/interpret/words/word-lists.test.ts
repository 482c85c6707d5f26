import { describe, expect, test } from 'vitest';
import { WordList } from './word-list.ts';
import { WORD_LISTS } from './word-lists.ts';

test('each language has one list', () => {
  const languages = WORD_LISTS.map(({ language }) => language);
  expect(new Set(languages).size).toBe(languages.length);
  for (const language of languages) expect(Intl.getCanonicalLocales(language)).toEqual([language]);
});

describe('a list is refused', () => {
  test.each([
    ['with a name that nothing knows', { moods: { jolly: ['froh'] } }],
    ['with a section that nothing knows', { wishes: ['froh'] }],
    ['with a phrase twice', { moods: { happy: ['froh', 'froh'] } }],
    ['with several phrases in one line', { moods: { happy: ['froh|heiter'] } }],
    ['with an empty phrase', { moods: { happy: [' '] } }],
    ['with a genre that does not exist', { genres: { yodelling: ['jodeln'] } }],
  ])('%s', (_case, section) => {
    expect(WordList.safeParse({ language: 'de', plain: ['und'], ...section }).success).toBe(false);
  });
});
