import type { QuotedEdit, UnreadWords, WordMeaning } from '@fermata/music';
import type { SaidEdit } from './read-edits.ts';
import type { QuotedMeaning } from './read-wishes.ts';

/**
 * The meanings at their places in the unread words. A quote that the text does not have is dropped, and so is one of
 * words that are understood already. Meanings of the same words go together.
 */
export function placeQuotes(
  text: string,
  words: readonly UnreadWords[],
  quoted: readonly QuotedMeaning[],
): WordMeaning[] {
  const placed = new Map<string, WordMeaning>();
  for (const { quote, content, polarity, isCertain } of quoted) {
    const place = isQuoteOf(text, quote) ? placeIn(words, trimmed(quote)) : null;
    if (!place) continue;
    const key = `${place.start} ${place.end} ${polarity}`;
    const before = placed.get(key);
    placed.set(key, {
      ...place,
      polarity,
      contents: [...(before?.contents ?? []), content],
      isCertain: isCertain && (before?.isCertain ?? true),
    });
  }
  return [...placed.values()];
}

/** The edits at the places of their quotes. One whose quote the note does not have is dropped. */
export const placeEdits = (note: string, said: readonly SaidEdit[]): QuotedEdit[] =>
  said.flatMap(({ quote, edit }) => {
    const words = trimmed(quote);
    const start = indexIn(note, words);
    return words === '' || start < 0 ? [] : [{ start, end: start + words.length, edit }];
  });

const trimmed = (quote: string): string => quote.normalize('NFC').trim();

/** Whether the words stand in the text. */
export const isQuoteOf = (text: string, quote: string): boolean =>
  trimmed(quote) !== '' && indexIn(text, trimmed(quote)) >= 0;

function placeIn(
  words: readonly UnreadWords[],
  quote: string,
): { start: number; end: number } | null {
  for (const { start, quote: part } of words) {
    const at = indexIn(part, quote);
    if (at >= 0) return { start: start + at, end: start + at + quote.length };
  }
  return null;
}

/** Exactly, or else in another case, if that keeps every position. */
function indexIn(text: string, quote: string): number {
  const exact = text.indexOf(quote);
  if (exact >= 0) return exact;
  const [lowText, lowQuote] = [text.toLowerCase(), quote.toLowerCase()];
  return lowText.length === text.length && lowQuote.length === quote.length
    ? lowText.indexOf(lowQuote)
    : -1;
}
