import type { Vocabulary } from './vocabulary.ts';

export interface WordMatch<T> {
  readonly meaning: T;
  readonly word: string;
  readonly weight: number;
}

const NEGATION = new RegExp(
  "(?:\\b(?:not|no|never|without|isn't|don't|nicht|kein\\w*|ohne|weniger|less)\\s+" +
    '(?:too\\s+|so\\s+|very\\s+|zu\\s+|sehr\\s+|any\\s+)?)$',
  'iu',
);

const patterns = new Map<string, RegExp>();
/**
 * Compiles "chill*|study" into one expression on whole words; letters of any alphabet count as word
 * characters.
 */
function patternOf(words: string): RegExp {
  let pattern = patterns.get(words);
  if (!pattern) {
    const body = words
      .split('|')
      .map((word) => (word.endsWith('*') ? `${escape(word.slice(0, -1))}[\\p{L}]*` : escape(word)))
      .join('|');
    patterns.set(
      words,
      (pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${body})(?![\\p{L}\\p{N}])`, 'giu')),
    );
  }
  return pattern;
}
const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/**
 * The meaning with the largest total weight in a text, ignoring negated words ("not too dark"); the
 * first one wins a tie.
 */
export function findMeaning<T>(text: string, vocabulary: Vocabulary<T>): WordMatch<T> | undefined {
  const sums = new Map<T, WordMatch<T>>();
  for (const [meaning, weight, words] of vocabulary) {
    for (const match of text.matchAll(patternOf(words))) {
      if (NEGATION.test(text.slice(Math.max(0, match.index - 24), match.index))) continue;
      const before = sums.get(meaning);
      sums.set(meaning, {
        meaning,
        word: before?.word ?? match[0].toLowerCase(),
        weight: (before?.weight ?? 0) + weight,
      });
    }
  }
  let best: WordMatch<T> | undefined;
  for (const found of sums.values()) if (!best || found.weight > best.weight) best = found;
  return best;
}
