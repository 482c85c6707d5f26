import { hasKind, hasMarker, isWish, type Item } from './item.ts';
import type { Wish } from './wish.ts';

const LONGEST_NAME = 5;

/**
 * Names of artists, bands and works: known ones, and unknown ones after "in the style of" or before "-like". After
 * other words such as "like" and "inspired by", an unknown name begins with a capital.
 */
export function findPeople(
  items: readonly Item[],
  language: string,
): { wishes: Wish[]; taken: Set<Item> } {
  const wishes: Wish[] = [];
  const taken = new Set<Item>();
  const take = (found: readonly Item[], name: readonly Item[] = found): void => {
    const [first, last] = [found[0], found.at(-1)];
    if (!first || !last) return;
    wishes.push({
      start: first.start,
      end: last.end,
      polarity: 'wanted',
      contents: [{ kind: 'person', name: name.map(({ words }) => words).join(' ') }],
    });
    for (const item of found) taken.add(item);
  };
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (!item || taken.has(item)) continue;
    if (hasKind(item, 'like')) {
      // "inspired by old photographs" names none.
      const isStyleOf = item.meanings.some((each) => each.kind === 'like' && each.isStyleOf);
      const from = hasKind(items[at + 1], 'plain') && !items[at + 1]?.isCapital ? at + 2 : at + 1;
      const name = nameAt(items, from, isStyleOf);
      // German writes every noun with a capital: "inspiriert von Fotografien".
      const isNoun =
        language === 'de' &&
        !isStyleOf &&
        name.length === 1 &&
        name.every((one) => !isKnownName(one));
      if (name.length > 0 && !isNoun) take([...items.slice(at, from), ...name], name);
    } else if (isKnownName(item)) take(nameAt(items, at, false));
    else if (
      item.isCapital &&
      item.meanings.length === 0 &&
      at > 0 &&
      hasMarker(items[at + 1], 'nameSuffix')
    )
      take([item]);
  }
  return { wishes, taken };
}

/** A name of one word may be another word as well. */
const isKnownName = (item: Item): boolean =>
  hasKind(item, 'person') && (item.isCapital || item.words.includes(' '));

function nameAt(items: readonly Item[], from: number, isStyleOf: boolean): Item[] {
  const name: Item[] = [];
  let isUnknown = false;
  for (let at = from; at < items.length && name.length < LONGEST_NAME; at++) {
    const item = items[at];
    if (!item || (at > from && /[.,;:!?()\n"]/u.test(item.gap))) break;
    const isNew =
      item.meanings.length === 0 && item.number === undefined && item.clockSeconds === undefined;
    const isPart =
      isKnownName(item) ||
      (isNew && (item.isCapital || isStyleOf)) ||
      (name.length > 0 && item.isCapital && !isWish(item));
    if (!isPart) break;
    isUnknown ||= isNew || isKnownName(item);
    name.push(item);
  }
  return isUnknown ? name : [];
}
