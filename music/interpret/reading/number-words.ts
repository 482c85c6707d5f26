import { toCardinal as german } from 'n2words/de-DE';
import { toCardinal as britishEnglish } from 'n2words/en-GB';
import { toCardinal as english } from 'n2words/en-US';
import { toCardinal as spanish } from 'n2words/es-ES';
import { toCardinal as french } from 'n2words/fr-FR';
import { toCardinal as italian } from 'n2words/it-IT';
import { toCardinal as japanese } from 'n2words/ja-JP';
import { toCardinal as korean } from 'n2words/ko-KR';
import { toCardinal as dutch } from 'n2words/nl-NL';
import { toCardinal as polish } from 'n2words/pl-PL';
import { toCardinal as portuguese } from 'n2words/pt-PT';
import { toCardinal as russian } from 'n2words/ru-RU';
import { toCardinal as turkish } from 'n2words/tr-TR';

/** Tempos and lengths in seconds are hardly ever spelled out beyond it. */
const GREATEST = 300;

type Spelling = (value: number) => string;

const SPELLINGS: Readonly<Record<string, readonly Spelling[]>> = {
  de: [german],
  en: [english, britishEnglish],
  es: [spanish],
  fr: [french],
  it: [italian],
  ja: [japanese],
  ko: [korean],
  nl: [dutch],
  pl: [polish],
  pt: [portuguese],
  ru: [russian],
  tr: [turkish],
  // The library has only the characters of cheques for Chinese; those of Japanese are the usual ones.
  zh: [japanese],
};

/** The numbers from 2 to 300 in the words of a language, with `|` between spellings. */
export function numberWords(language: string): [value: number, words: string][] {
  const spellings = SPELLINGS[language] ?? [];
  return Array.from({ length: GREATEST - 1 }, (_, index) => [
    index + 2,
    spellings.map((spell) => spell(index + 2)).join('|'),
  ]);
}
