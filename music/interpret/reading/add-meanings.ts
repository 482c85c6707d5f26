import type { TextReading, Wish, WishContent } from './wish.ts';
import { unknownOf } from './wish.ts';

/** Words of a text that the grammar does not understand. */
export interface UnreadWords {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** Beside a "no" or "less": a wanted meaning is refused. */
  readonly isNegated: boolean;
}

/** A meaning that a model reads in a part of the unread words. */
export interface WordMeaning {
  readonly start: number;
  readonly end: number;
  readonly contents: readonly WishContent[];
  /** By default `wanted`. */
  readonly polarity?: Wish['polarity'];
  /** Of an unsure one, the understanding says so. */
  readonly isCertain: boolean;
}

export interface MeaningsOfReader {
  /** The name of the model. */
  readonly name: string;
  readonly meanings: readonly WordMeaning[];
}

export const unreadWordsOf = ({ text, wishes }: TextReading): UnreadWords[] =>
  wishes.flatMap((wish) => {
    const unknown = unknownOf(wish);
    const { start, end } = wish;
    return unknown
      ? [{ start, end, quote: text.slice(start, end), isNegated: unknown.isNegated }]
      : [];
  });

/** Adds what models understood. Words that the grammar or an earlier model understood keep their meaning. */
export function addMeanings(
  reading: TextReading,
  found: readonly MeaningsOfReader[],
): { reading: TextReading; used: Set<string> } {
  const used = new Set<string>();
  let { wishes } = reading;
  for (const { name, meanings } of found)
    for (const meaning of meanings)
      wishes = wishes.flatMap((wish) => {
        if (!fits(meaning, wish)) return [wish];
        used.add(name);
        return [
          ...restOf(reading.text, wish, { from: wish.start, to: meaning.start }),
          wishOf(meaning, name),
          ...restOf(reading.text, wish, { from: meaning.end, to: wish.end }),
        ];
      });
  return { reading: { ...reading, wishes }, used };
}

function fits({ start, end, contents, polarity = 'wanted' }: WordMeaning, wish: Wish): boolean {
  const unknown = unknownOf(wish);
  return (
    unknown !== undefined &&
    contents.length > 0 &&
    wish.start <= start &&
    start < end &&
    end <= wish.end &&
    !(unknown.isNegated && polarity === 'wanted')
  );
}

const wishOf = (
  { start, end, contents, polarity = 'wanted', isCertain }: WordMeaning,
  name: string,
): Wish => ({ start, end, polarity, contents, reader: { name, isCertain } });

/** What is left of unread words stays unread; marks and gaps alone are no words. */
function restOf(text: string, wish: Wish, { from, to }: { from: number; to: number }): Wish[] {
  const part = text.slice(from, to);
  const words = /[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?/su.exec(part);
  if (!words) return [];
  const start = from + words.index;
  return [{ ...wish, start, end: start + words[0].length }];
}
