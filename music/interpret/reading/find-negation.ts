import { hasKind, hasMarker, isWish, type Item, wishesOf } from './item.ts';
import type { MeaningKind } from './meaning.ts';
import type { Wish } from './wish.ts';

/** How a wish is meant, and where its quote begins or ends with the word that says so. */
export interface Polarity {
  readonly polarity: Wish['polarity'];
  readonly start: number;
  readonly end: number;
}

/** Words between "not" and its wish: "please don't make it too fast". */
const MOST_BETWEEN = 4;
/** Words between the wishes of a list: "no drums or any other bass". */
const MOST_IN_LIST = 2;
const CLAUSE_END = /[.!?;:()\n]/u;

const CATEGORIES: Readonly<Partial<Record<MeaningKind, string>>> = {
  part: 'sound',
  instrument: 'sound',
  vocals: 'sound',
  lyrics: 'sound',
  mood: 'feel',
  energy: 'feel',
  tempo: 'feel',
  style: 'style',
  genre: 'style',
  ending: 'form',
  shape: 'form',
  event: 'form',
  impossible: 'form',
};
const categoriesOf = (item: Item): Set<string> =>
  new Set(wishesOf(item).map(({ kind }) => CATEGORIES[kind] ?? kind));

/**
 * The wishes that a text excludes. "no" reaches to the next wish and the words joined to it; over commas only if "or"
 * closes the list: "no drums, bass or lead", but "no drums, piano and strings". "without" also reaches over a list of
 * parts that "and" closes.
 */
export function findNegation(items: readonly Item[]): Map<Item, Polarity> {
  const polarities = new Map<Item, Polarity>();
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (!item) continue;
    if (hasKind(item, 'not')) {
      const [first, ...others] = excludedAfter(items, at + 1, hasMarker(item, 'without'));
      first?.forEach((each, index) =>
        polarities.set(each, {
          polarity: 'excluded',
          start: index === 0 ? item.start : each.start,
          end: each.end,
        }),
      );
      for (const each of others.flat())
        polarities.set(each, { polarity: 'excluded', start: each.start, end: each.end });
    } else if (hasKind(item, 'less')) {
      const next = items[at + 1];
      if (isWish(next) && !CLAUSE_END.test(next.gap) && !polarities.has(next))
        polarities.set(next, { polarity: 'less', start: item.start, end: next.end });
    } else if (hasKind(item, 'notAfter')) excludeBefore(items, at, polarities);
  }
  return polarities;
}

function excludedAfter(items: readonly Item[], from: number, isWithout: boolean): Item[][] {
  let at = from;
  for (let between = 0; ; between++, at++) {
    const item = items[at];
    if (!item || between > MOST_BETWEEN || CLAUSE_END.test(item.gap) || item.gap.includes(','))
      return [];
    if (isWish(item)) break;
    // "don't use too much bass": less of it.
    if (hasKind(item, 'less')) return [];
    if (hasKind(item, 'but') && !hasKind(item, 'plain')) return [];
  }
  const first = joinedWishes(items, at);
  return [first, ...listAfter(items, at + first.length, first, isWithout)];
}

/** Wishes that follow each other without a mark or a word between them: "heavy drums". */
function joinedWishes(items: readonly Item[], from: number): Item[] {
  const joined: Item[] = [];
  for (let at = from; at < items.length; at++) {
    const item = items[at];
    if (!isWish(item) || (joined.length > 0 && !/^[\s-]*$/u.test(item.gap))) break;
    joined.push(item);
  }
  return joined;
}

function listAfter(
  items: readonly Item[],
  from: number,
  first: readonly Item[],
  isWithout: boolean,
): Item[][] {
  const categories = new Set(first.flatMap((item) => [...categoriesOf(item)]));
  const found: { wishes: Item[]; isClosing: boolean }[] = [];
  let at = from;
  let hasComma = false;
  let onlyParts = first.every((item) => hasKind(item, 'part'));
  for (;;) {
    let connector: 'comma' | 'and' | 'or' | undefined;
    for (let between = 0; between <= MOST_IN_LIST; between++, at++) {
      const item = items[at];
      if (!item || CLAUSE_END.test(item.gap)) break;
      if (item.gap.includes(',')) connector ??= 'comma';
      if (isWish(item)) break;
      if (hasKind(item, 'or')) connector = 'or';
      else if (hasKind(item, 'and')) connector = 'and';
      else if (!hasKind(item, 'plain') || hasKind(item, 'but')) break;
    }
    const item = items[at];
    if (!connector || !isWish(item) || CLAUSE_END.test(item.gap) || hasKind(item, 'not')) break;
    if (![...categoriesOf(item)].some((category) => categories.has(category))) break;
    hasComma ||= connector === 'comma';
    const wishes = joinedWishes(items, at);
    onlyParts &&= wishes.every((wish) => hasKind(wish, 'part'));
    const isClosing =
      connector === 'or' || (connector === 'and' && (!hasComma || (isWithout && onlyParts)));
    found.push({ wishes, isClosing });
    at += wishes.length;
  }
  const last = found.findLastIndex(({ isClosing }) => isClosing);
  return found.slice(0, last + 1).map(({ wishes }) => wishes);
}

function excludeBefore(items: readonly Item[], at: number, polarities: Map<Item, Polarity>): void {
  const marker = items[at];
  for (let before = at - 1; before >= Math.max(0, at - 2); before--) {
    const item = items[before];
    if (!item || !marker || /[.,;:!?\n、。]/u.test(items[before + 1]?.gap ?? '')) return;
    if (!isWish(item)) continue;
    polarities.set(item, { polarity: 'excluded', start: item.start, end: marker.end });
    return;
  }
}
