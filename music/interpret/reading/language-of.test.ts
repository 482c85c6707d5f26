import { describe, expect, test } from 'vitest';
import { languageOf } from './language-of.ts';
import { tokenize } from './tokenize.ts';

const languageOfText = (text: string): string => languageOf(tokenize(text));

describe('the language of a text', () => {
  test.each([
    ['ja', '卒業式の思い出ムービー用'],
    ['ko', '비 오는 밤 혼자 걷는 느낌'],
    ['zh', '古风,笛子和古筝'],
    ['ru', 'зимняя дорога, снег в свете фар'],
  ])('is that of its script: %s', (language, text) => {
    expect(languageOfText(text)).toBe(language);
  });

  test.each([
    ['tr', 'balkonda çay içerken dinlenecek bir şey, komşular uyuyor'],
    ['pl', 'coś na długie wieczory przy kominku, żeby nikt nie zasnął'],
    ['nl', 'iets om bij te dansen terwijl we de zolder opruimen'],
    ['fr', 'une dépanneuse jaune garée devant la boulangerie'],
    ['de', 'Omas Küchenradio brummt, draußen wird geschaufelt'],
  ])('is found with few known words: %s', (language, text) => {
    expect(languageOfText(text)).toBe(language);
  });

  test('of a short text is that of its known words', () => {
    expect(languageOfText('ruhige Musik')).toBe('de');
    expect(languageOfText('lo-fi, no E minor')).toBe('en');
  });

  test('is undetermined without a known word, whatever the detector makes of it', () => {
    expect(languageOfText('qwxz plugh xyzzy fnord blarg')).toBe('und');
    expect(languageOfText('lo-fi 85')).toBe('und');
    expect(languageOfText('')).toBe('und');
  });
});
