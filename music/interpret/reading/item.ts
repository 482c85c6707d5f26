import type { Phrases } from './lexicon.ts';
import type { MarkLookup, Marks } from './markers-for.ts';
import { GRAMMAR_KINDS, type Meaning, type MeaningKind, type Unit } from './meaning.ts';
import type { Token } from './tokenize.ts';

/** A phrase of the lexicon in a text, or a word that it does not have. */
export interface Item {
  readonly start: number;
  readonly end: number;
  /** In lower case, without accents. */
  readonly words: string;
  /** Whether the first letter is a capital. */
  readonly isCapital: boolean;
  /** The text between the item before and this one. */
  readonly gap: string;
  readonly meanings: readonly Meaning[];
  readonly marks: Marks;
  /** The section that one of its words names. */
  readonly wordSection?: Marks['section'];
  /** Of its single words. */
  readonly wordMarkers: Marks['markers'];
  readonly number?: number | undefined;
  readonly clockSeconds?: number | undefined;
}

export const hasKind = (item: Item | undefined, kind: MeaningKind): boolean =>
  item !== undefined && item.meanings.some((meaning) => meaning.kind === kind);

export const hasMarker = (item: Item | undefined, marker: Marks['markers'][number]): boolean =>
  item?.marks.markers.includes(marker) === true;

export const meaningOf = <Kind extends MeaningKind>(
  item: Item | undefined,
  kind: Kind,
): Extract<Meaning, { kind: Kind }> | undefined =>
  item?.meanings.find(
    (meaning): meaning is Extract<Meaning, { kind: Kind }> => meaning.kind === kind,
  );

/** The meanings that are wishes. A plain word has none: "still" in "is still". */
export const wishesOf = (item: Item): Meaning[] =>
  item.meanings.filter(({ kind }) => !GRAMMAR_KINDS.has(kind));

export const isWish = (item: Item | undefined): item is Item =>
  item !== undefined && wishesOf(item).length > 0;

export const unitOf = (item: Item | undefined): Unit | undefined => meaningOf(item, 'unit')?.unit;

export const numberOf = (item: Item | undefined): number | undefined =>
  item?.number ?? meaningOf(item, 'number')?.value;

const wordSectionOf = (words: readonly string[], marks: MarkLookup): Pick<Item, 'wordSection'> => {
  const [section] = words.flatMap((word) => marks.of(word).section ?? []);
  return section === undefined ? {} : { wordSection: section };
};

/** Cuts a text into the longest phrases of the lexicon. `taken`: tokens that belong to something else. */
export function itemsOf(
  tokens: readonly Token[],
  phrases: Phrases,
  taken: ReadonlySet<number>,
  marks: MarkLookup,
): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < tokens.length;) {
    if (taken.has(at)) {
      at += 1;
      continue;
    }
    const found = phrases[at];
    const isFree = found && !tokens.slice(at, at + found.length).some((_, i) => taken.has(at + i));
    const length = isFree ? found.length : 1;
    const first = tokens[at];
    const last = tokens[at + length - 1];
    if (!first || !last) break;
    const words = tokens.slice(at, at + length).map(({ word }) => word);
    items.push({
      start: first.start,
      end: last.end,
      words: words.join(' '),
      isCapital: /^\p{Lu}/u.test(first.raw),
      gap: first.gap,
      meanings: isFree ? found.meanings : [],
      marks: marks.of(words.join(' ')),
      ...wordSectionOf(words, marks),
      wordMarkers: words.flatMap((word) => marks.of(word).markers),
      // A number inside a phrase, as in "80s", counts nothing.
      ...(length === 1 ? { number: first.number, clockSeconds: first.clockSeconds } : {}),
    });
    at += length;
  }
  return items;
}
