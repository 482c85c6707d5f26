import { hasKind, hasMarker, type Item } from '../reading/item.ts';
import { changesOf, type Clause } from './note-clause.ts';

/** What a negation does to a part: it is to leave, or it is not meant. */
type Effect = 'removed' | 'excepted';

/** A verb of removal, "drop the", is none. */
const isNegator = (item: Item): boolean =>
  (hasKind(item, 'not') || hasKind(item, 'notAfter')) &&
  !changesOf(item).some((change) => change === 'instead' || change === 'remove');

/** "no", "without": the clause asks for the absence of something. */
export const hasNegation = ({ items }: Pick<Clause, 'items'>): boolean => items.some(isNegator);

/**
 * "not", "don't": the clause is negated, and not only a part of it ("slower, without drums"). "not fast enough" asks
 * for more of it.
 */
export const isNegated = (clause: Pick<Clause, 'items'>): boolean =>
  !clause.items.some((item) => changesOf(item).includes('enough')) && hasFreeNegation(clause);

/** "the bass isn't loud enough", "not enough drums". */
export const isNotEnough = (clause: Pick<Clause, 'items'>): boolean =>
  clause.items.some((item) => changesOf(item).includes('enough')) && hasFreeNegation(clause);

const hasFreeNegation = ({ items }: Pick<Clause, 'items'>): boolean =>
  items.some((item, at) => isNegator(item) && governedBy(items, at).length === 0);

/** The items of parts that a negation concerns directly: "no drums", "I don't want the bass", "not the lead". */
export function negatedParts({ items }: Pick<Clause, 'items'>): Map<Item, Effect> {
  const effects = new Map<Item, Effect>();
  items.forEach((item, at) => {
    if (!isNegator(item)) return;
    for (const { part, effect } of governedBy(items, at)) effects.set(part, effect);
  });
  return effects;
}

/** The items of parts that a verb of removal concerns; all of the clause if its place tells nothing. */
export function removedParts({ items }: Pick<Clause, 'items'>): Item[] {
  const all = items.filter(isPart);
  const at = items.findIndex((item) => changesOf(item).includes('remove') && !isPart(item));
  const after = at < 0 ? [] : partsAfter(items, at + 1, isFiller).parts;
  return after.length > 0 ? after : all;
}

/** The first part that a clause names, and the parts of a list with it; those further on are named beside it. */
export const firstParts = ({ items }: Pick<Clause, 'items'>): Item[] =>
  partsAfter(items, 0, () => true).parts;

function governedBy(items: readonly Item[], at: number): { part: Item; effect: Effect }[] {
  const negator = items[at];
  if (!negator) return [];
  const removing = (parts: readonly Item[]) =>
    parts.map((part) => ({ part, effect: 'removed' as const }));
  if (!hasKind(negator, 'not')) return removing(partsBefore(items, at));
  if (!changesOf(negator).includes('denies'))
    return removing(partsAfter(items, at + 1, isFiller).parts);
  const { parts, between } = partsAfter(items, at + 1, (item) => isFiller(item) || isWant(item));
  const before = items.slice(0, at);
  const isFirst = before.every((item) => hasKind(item, 'and') || hasKind(item, 'but'));
  if (parts.length > 0) {
    if (isEvaluated(items, parts)) return [];
    if (between.some(isWant) || before.some(isWant)) return removing(parts);
    // Spanish "no batería"; "no la batería" is "not the drums".
    if (isFirst && between.length === 0 && hasMarker(negator, 'bareNo')) return removing(parts);
    return isFirst && between.every(isArticle)
      ? parts.map((part) => ({ part, effect: 'excepted' as const }))
      : [];
  }
  // German "den Bass nicht", "den Bass will ich nicht".
  const isLast = items.slice(at + 1).every(isArticle);
  const named = before.filter(isPart);
  if (
    !isLast ||
    named.length === 0 ||
    !before.every((item) => isPart(item) || isArticle(item) || isWant(item))
  )
    return [];
  return before.some(isWant)
    ? removing(named)
    : named.map((part) => ({ part, effect: 'excepted' as const }));
}

/** Parts after an item, over words that `skips`; a list of them goes on after a comma, "and" and "or". */
function partsAfter(
  items: readonly Item[],
  from: number,
  skips: (item: Item) => boolean,
): { parts: Item[]; between: Item[] } {
  const parts: Item[] = [];
  const between: Item[] = [];
  for (let at = from; at < items.length; at++) {
    const item = items[at];
    if (!item) break;
    const isNext = parts.length === 0 || isListed(items, at);
    if (isPart(item)) {
      if (!isNext && !isPart(items[at - 1] ?? item)) break;
      parts.push(item);
    } else if (parts.length === 0 ? skips(item) : isListed(items, at) && isArticle(item)) {
      if (parts.length === 0) between.push(item);
    } else if (!hasKind(item, 'and') && !hasKind(item, 'or')) break;
  }
  return { parts, between };
}

/** A comma, or an "and" that was cut out, stands before it or before the article before it. */
function isListed(items: readonly Item[], at: number): boolean {
  const item = items[at];
  const before = items[at - 1];
  if (!item || !before) return false;
  if (item.gap.includes(',') || item.start > before.end + item.gap.length) return true;
  return (
    hasKind(before, 'and') ||
    hasKind(before, 'or') ||
    (isArticle(before) && isListed(items, at - 1))
  );
}

const MOST_BETWEEN = 2;
const partsBefore = (items: readonly Item[], at: number): Item[] =>
  items
    .slice(Math.max(0, at - MOST_BETWEEN), at)
    .filter(isPart)
    .slice(-1);

/** An adjective or an unknown verb behind the parts: "don't let the drums dominate", "I don't want the bass loud". */
const isEvaluated = (items: readonly Item[], parts: readonly Item[]): boolean => {
  const last = parts.length === 0 ? -1 : items.findLastIndex((item) => parts.includes(item));
  const next = items[last + 1];
  return (
    next !== undefined &&
    (next.meanings.length === 0 || hasKind(next, 'energy') || hasKind(next, 'mood')) &&
    next.number === undefined &&
    next.clockSeconds === undefined
  );
};

const isPart = (item: Item): boolean => hasKind(item, 'part') || hasKind(item, 'instrument');
const isWant = (item: Item): boolean => changesOf(item).includes('want');
/** A plain word, and no verb of wanting. */
const isArticle = (item: Item): boolean =>
  hasKind(item, 'plain') && !hasKind(item, 'not') && !isWant(item) && item.number === undefined;
/** What may stand between "no" and its part: "no more of these heavy drums". */
const isFiller = (item: Item): boolean =>
  !hasKind(item, 'but') &&
  !changesOf(item).some((change) => change === 'enough' || change === 'keep') &&
  (isArticle(item) ||
    ['mood', 'energy', 'tempo', 'style', 'substyle', 'genre'].some((kind) =>
      item.meanings.some((meaning) => meaning.kind === kind),
    ) ||
    changesOf(item).some((change) => change === 'more' || change === 'all' || change === 'add'));
