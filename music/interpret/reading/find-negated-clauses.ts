import { hasKind, type Item } from './item.ts';

const SENTENCE_END = /[.!?;:()\n。！？；：]/u;
const COMMA = /[,、，]/u;

/**
 * Items beside a word such as "no" or "less": nothing may be added because of them. A comma ends such a clause, unless
 * "or" closes the list: in "no drums, fiddlesticks or bass" all three are negated. Wider than `findNegation`, which
 * decides what a known wish excludes.
 */
export function findNegatedClauses(items: readonly Item[]): Set<Item> {
  const negated = new Set<Item>();
  for (const sentence of splitAt(items, isNewSentence)) {
    const clauses = splitAt(sentence, ({ gap }) => COMMA.test(gap));
    const lastOr = clauses.findLastIndex((clause) => clause.some(isOr));
    let isBefore = false;
    for (const [at, clause] of clauses.entries()) {
      isBefore = (isBefore && at <= lastOr) || clause.some(isNegation);
      if (isBefore) for (const item of clause) negated.add(item);
    }
  }
  return negated;
}

const isNewSentence = (item: Item): boolean => SENTENCE_END.test(item.gap) || isBut(item);

/** "with" is plain as well and ends nothing: "no songs with fiddlesticks". */
const isBut = (item: Item): boolean => hasKind(item, 'but') && !hasKind(item, 'plain');

const isOr = (item: Item): boolean => hasKind(item, 'or');

const isNegation = (item: Item): boolean =>
  hasKind(item, 'not') || hasKind(item, 'notAfter') || hasKind(item, 'less');

/** Each group but the first begins with an item that `isFirst`. */
function splitAt(items: readonly Item[], isFirst: (item: Item) => boolean): Item[][] {
  const groups: Item[][] = [[]];
  for (const item of items)
    if (isFirst(item)) groups.push([item]);
    else groups.at(-1)?.push(item);
  return groups;
}
