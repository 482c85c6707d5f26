import type { Polarity } from './find-negation.ts';
import { hasKind, type Item } from './item.ts';

/** Words between the parts of a list: "no drums and also no bass". */
const MOST_BETWEEN = 3;
const MARK = /[.;:!?()\n]/u;

/**
 * The parts that share the place of the part at `at`, as they stand in one list with it: "no drums or bass until the
 * chorus". All of them are excluded, or none is; those that are wanted are joined by "and" or "or".
 */
export function joinedParts(
  items: readonly Item[],
  at: number,
  polarities: ReadonlyMap<Item, Polarity>,
  taken: ReadonlySet<Item>,
): number[] {
  const isExcluded = (index: number): boolean => {
    const item = items[index];
    return item !== undefined && polarities.get(item)?.polarity === 'excluded';
  };
  const joins = (from: number, to: number, hasAnd: boolean): boolean => {
    const between = items.slice(from + 1, to);
    const gaps = items.slice(from + 1, to + 1).map(({ gap }) => gap);
    if (between.length > MOST_BETWEEN || gaps.some((gap) => MARK.test(gap))) return false;
    const isAnd = between.some((item) => hasKind(item, 'and') || hasKind(item, 'or'));
    const isListed = isAnd || gaps.some((gap) => gap.includes(','));
    return isListed && between.every(isSmall) && (isAnd || hasAnd || isExcluded(from));
  };
  const found: number[] = [];
  for (const step of [-1, 1]) {
    let last = at;
    let hasAnd = false;
    for (let next = last + step; items[next] !== undefined; next += step) {
      const item = items[next];
      if (!item || Math.abs(next - last) > MOST_BETWEEN + 1) break;
      if (!hasKind(item, 'part')) continue;
      const [from, to] = step < 0 ? [next, last] : [last, next];
      const isOther = taken.has(item) || isExcluded(next) !== isExcluded(at);
      if (isOther || !joins(from, to, hasAnd)) break;
      hasAnd ||= items
        .slice(from + 1, to)
        .some((each) => hasKind(each, 'and') || hasKind(each, 'or'));
      found.push(next);
      last = next;
    }
  }
  return found;
}

const isSmall = (item: Item): boolean =>
  (['plain', 'and', 'or', 'not'] as const).some((kind) => hasKind(item, kind)) &&
  !hasKind(item, 'time');
