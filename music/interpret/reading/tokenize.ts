import { WORD_LISTS } from '../words/word-lists.ts';

/** A word, a number or a sign of a text. Scripts without gaps between words give one token for each character. */
export interface Token {
  /** In lower case, without accents. */
  readonly word: string;
  /** As in the text. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** The text between the token before and this one. */
  readonly gap: string;
  readonly number?: number;
  /** Of a time such as 1:30, in seconds. */
  readonly clockSeconds?: number;
}

const SINGLE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー々]';
const LETTER = `(?!${SINGLE})[\\p{L}\\p{M}]`;
const WORD = `(?!${SINGLE})\\p{L}(?:${LETTER})*`;
const TOKEN = new RegExp(
  `(?<number>\\p{Nd}+(?:[.,:'’]\\p{Nd}+)*)|${SINGLE}|${WORD}(?:['’](?:${LETTER})+)*|[&#♯♭½]`,
  'gu',
);
/** Articles and prepositions that stand before an apostrophe. */
const ELISIONS = WORD_LISTS.flatMap(({ elisions }) => elisions?.split('|') ?? []);
const ELISION = new RegExp(`^(?:${ELISIONS.join('|')})['’](?=.)`, 'iu');

const LIGATURES: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  đ: 'd',
};
const LIGATURE = new RegExp(`[${Object.keys(LIGATURES).join('')}]`, 'gu');

/** Upper and lower case, accents and apostrophes do not count. */
export const foldWord = (raw: string): string =>
  raw
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/gu, '')
    .normalize('NFC')
    .replace(/ß/gu, 'ss')
    .replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter);

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const add = (raw: string, start: number, facts: Partial<Token> = {}): void => {
    const gap = text.slice(tokens.at(-1)?.end ?? 0, start);
    tokens.push({ word: foldWord(raw), raw, start, end: start + raw.length, gap, ...facts });
  };
  for (const match of text.matchAll(TOKEN)) {
    const [raw] = match;
    if (match.groups?.['number'] !== undefined) {
      add(raw, match.index, numberFacts(raw));
      continue;
    }
    const elided = ELISION.exec(raw)?.[0];
    if (elided === undefined || raw.length - elided.length < 2) add(raw, match.index);
    else {
      add(elided, match.index);
      add(raw.slice(elided.length), match.index + elided.length);
    }
  }
  return tokens;
}

function numberFacts(raw: string): Partial<Token> {
  const digits = raw.normalize('NFKC');
  const clock = /^(\d{1,2})[:'’](\d{2})(?::(\d{2}))?$/u.exec(digits);
  if (clock) {
    const [, first, second, third] = clock.map(Number);
    return {
      clockSeconds:
        third === undefined || Number.isNaN(third)
          ? (first ?? 0) * 60 + (second ?? 0)
          : (first ?? 0) * 3600 + (second ?? 0) * 60 + third,
    };
  }
  const number = Number(digits.replace(',', '.'));
  return Number.isFinite(number) ? { number } : {};
}

/** The tokens of a phrase in a word list. A `*` at the end of a word stays. */
export const phraseWords = (phrase: string): string[] =>
  phrase
    .trim()
    .split(/(?<=\*)\s*|\s+/u)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const words = tokenize(part.replace('*', '')).map(({ word }) => word);
      const last = words.pop();
      return last === undefined ? [] : [...words, part.endsWith('*') ? `${last}*` : last];
    });
