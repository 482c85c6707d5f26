import { NAME_WEIGHT } from './build-lexicon.ts';
import { findAlone } from './find-alone.ts';
import type { FoundFigure } from './find-figures.ts';
import { findFigures } from './find-figures.ts';
import { findKeys } from './find-keys.ts';
import { findLevels } from './find-levels.ts';
import { findLyrics } from './find-lyrics.ts';
import { findNegatedClauses } from './find-negated-clauses.ts';
import { findNegation, type Polarity } from './find-negation.ts';
import { findPeople } from './find-people.ts';
import { findTimes, isDecade } from './find-times.ts';
import { hasKind, type Item, itemsOf, wishesOf } from './item.ts';
import { joinComparisons } from './join-comparisons.ts';
import { languageOf } from './language-of.ts';
import { lexiconFor } from './lexicon-for.ts';
import type { Lexicon } from './lexicon.ts';
import { markersFor } from './markers-for.ts';
import type { MeaningKind } from './meaning.ts';
import { negateFigures } from './negate-figures.ts';
import { placeTimes } from './place-times.ts';
import { tokenize } from './tokenize.ts';
import { type TextReading, unknownOf, type Wish } from './wish.ts';

/**
 * The wishes of a text by its words and grammar. Every word that is not plain belongs to one of them. Pure; the time
 * grows with the length of the text and no faster.
 */
export function readText(text: string): TextReading {
  const tokens = tokenize(text);
  const language = languageOf(tokens);
  const lexicon = lexiconFor(language);
  const lyrics = findLyrics(text, (part) => isAboutMusic(part, lexicon));
  const free = tokens.filter(
    ({ start }) => !lyrics.some((words) => start >= words.start && start < words.end),
  );
  const phrases = lexicon.phrasesOf(free);
  const keys = findKeys(free, phrases, language);
  const items = itemsOf(free, phrases, keys.taken, markersFor(language));
  const people = findPeople(items, language);
  const polarities = findNegation(items.filter((item) => !people.taken.has(item)));
  const negated = findNegatedClauses(items);
  const figures = findFigures(items).filter(({ from }) => !isTaken(items[from], people.taken));
  const ofFigures = figures.map(({ from, to, quantity }) => ({
    items: items.slice(from, to),
    quantity,
  }));
  const taken = new Set([...people.taken, ...ofFigures.flatMap(({ items: own }) => own)]);
  const times = placeTimes(
    items,
    findTimes(items).filter(({ from, to }) =>
      items.slice(from, to).every((item) => !taken.has(item)),
    ),
    polarities,
  );
  for (const item of times.taken) taken.add(item);
  const compared = joinComparisons(items, [
    ...figures.flatMap((figure) => figureWish(items, figure)),
    ...times.wishes,
  ]);
  for (const item of compared.taken) taken.add(item);
  const alone = findAlone(items.filter((item) => !taken.has(item)));
  for (const item of alone.taken) taken.add(item);
  const levels = findLevels(items.filter((item) => !taken.has(item)));
  for (const item of levels.taken) taken.add(item);
  const wishes: Wish[] = [
    ...lyrics.map(({ start, end }): Wish => ({
      start,
      end,
      polarity: 'wanted',
      contents: [{ kind: 'words' }],
    })),
    ...people.wishes,
    ...alone.wishes,
    ...levels.wishes,
    ...negateFigures(text, items, [...keys.wishes, ...compared.wishes]),
    ...items.flatMap((item, at) =>
      taken.has(item) ? [] : wordWish(items, at, { polarities, negated }),
    ),
  ];
  return {
    text,
    language,
    wishes: mergeUnknown(
      text,
      wishes.sort((a, b) => a.start - b.start),
    ),
  };
}

const isTaken = (item: Item | undefined, taken: ReadonlySet<Item>): boolean =>
  item !== undefined && taken.has(item);

const isAboutMusic = (part: string, lexicon: Lexicon): boolean =>
  lexicon
    .phrasesOf(tokenize(part))
    .some((phrase) =>
      phrase?.meanings.some(
        (meaning) =>
          meaning.kind === 'vocals' ||
          meaning.kind === 'genre' ||
          meaning.kind === 'instrument' ||
          (meaning.kind === 'style' && meaning.weight >= NAME_WEIGHT),
      ),
    );

function figureWish(items: readonly Item[], { from, to, quantity }: FoundFigure): Wish[] {
  const [first, last] = [items[from], items[to - 1]];
  if (!first || !last) return [];
  // "speeds up to 140": the tempo to which it changes.
  const change = [items[from - 1], items[from - 2]].some((item) => hasKind(item, 'impossible'));
  // The sign of a loudness stands before its number.
  const isNegative = quantity.kind === 'loudness' && /[-−–]$/u.test(first.gap);
  const start = change ? (items[from - 1]?.start ?? first.start) : first.start - Number(isNegative);
  return [
    {
      start,
      end: last.end,
      polarity: 'wanted',
      contents: change ? [{ kind: 'impossible', wish: 'a change of tempo' }] : [quantity],
    },
  ];
}

function wordWish(
  items: readonly Item[],
  at: number,
  { polarities, negated }: { polarities: ReadonlyMap<Item, Polarity>; negated: ReadonlySet<Item> },
): Wish[] {
  const item = items[at];
  if (!item) return [];
  const contents = wishesOf(item);
  const own = { start: item.start, end: item.end, polarity: 'wanted' as const };
  if (contents.length > 0) return [{ ...own, ...polarities.get(item), contents }];
  if (isDecade(items, at))
    return [{ ...own, end: items[at + 1]?.end ?? item.end, contents: [{ kind: 'decade' }] }];
  // The "s" of a decade.
  if (isDecade(items, at - 1) || isGrammar(item)) return [];
  return [{ ...own, contents: [{ kind: 'unknown', isNegated: negated.has(item) }] }];
}

/** A word that shapes the sentence and is no wish. A unit without its figure, or "loud" without a part, is none. */
const isGrammar = (item: Item): boolean =>
  item.number === undefined && item.meanings.some(({ kind }) => !FIGURE_KINDS.has(kind));

const FIGURE_KINDS: ReadonlySet<MeaningKind> = new Set([
  'unit',
  'mode',
  'note',
  'accidental',
  'half',
  'number',
  'volume',
]);

const WITHOUT_BREAK = /^[^.;:!?\n]*$/u;

/** Unknown words that stand together are one wish: they are quoted together. */
function mergeUnknown(text: string, wishes: readonly Wish[]): Wish[] {
  const merged: Wish[] = [];
  for (const wish of wishes) {
    const before = merged.at(-1);
    if (
      before &&
      isSameUnknown(before, wish) &&
      WITHOUT_BREAK.test(text.slice(before.end, wish.start))
    )
      merged[merged.length - 1] = { ...before, end: wish.end };
    else merged.push(wish);
  }
  return merged;
}

const isSameUnknown = (a: Wish, b: Wish): boolean => {
  const known = unknownOf(a);
  return known !== undefined && known.isNegated === unknownOf(b)?.isNegated;
};
