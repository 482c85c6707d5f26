import { hasKind, type Item } from './item.ts';

/** How far from a time the wish stands to which it belongs. */
const REACH = 7;
const CLAUSE_END = /[.;!?\n]/u;

/** The nearest part in the same clause; one before the time is nearer than one after it. */
export function partNear(
  items: readonly Item[],
  from: number,
  to: number,
  taken: ReadonlySet<Item>,
): number | undefined {
  for (let at = from - 1; at >= Math.max(0, from - REACH); at--) {
    if (/[,]/u.test(items[at + 1]?.gap ?? '') || CLAUSE_END.test(items[at + 1]?.gap ?? '')) break;
    const item = items[at];
    if (item && hasKind(item, 'part') && !taken.has(item)) return at;
  }
  for (let at = to; at < Math.min(items.length, to + REACH); at++) {
    const item = items[at];
    if (!item || CLAUSE_END.test(item.gap) || item.gap.includes(',')) break;
    if (hasKind(item, 'part') && !taken.has(item)) return at;
  }
  return undefined;
}

/** The nearest event in the same clause. */
export function eventNear(
  items: readonly Item[],
  from: number,
  to: number,
  where: 'after' | 'both',
): number | undefined {
  for (let distance = 1; distance <= REACH; distance++) {
    const before = from - distance;
    if (where === 'both' && hasKind(items[before], 'event') && isSameClause(items, before, from))
      return before;
    const after = to - 1 + distance;
    if (hasKind(items[after], 'event') && isSameClause(items, to - 1, after)) return after;
  }
  return undefined;
}

const isSameClause = (items: readonly Item[], from: number, to: number): boolean =>
  items.slice(from + 1, to + 1).every(({ gap }) => !CLAUSE_END.test(gap));
