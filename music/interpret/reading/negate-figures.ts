import { hasKind, type Item } from './item.ts';
import type { Wish, WishContent } from './wish.ts';

const FIGURES: ReadonlySet<WishContent['kind']> = new Set([
  ...(['key', 'tempoBpm', 'loudness', 'time signature', 'bars', 'length'] as const),
]);
const BREAK = /[.,;:!?()\n、。，；！？]/u;
/** Plain words between "not" and its figure: "please do not make it in A minor". */
const MOST_BETWEEN = 5;

/** Keys, figures and lengths behind a negation are excluded: "not in A minor", "no 3/4", "not 120 bpm". */
export function negateFigures(
  text: string,
  items: readonly Item[],
  wishes: readonly Wish[],
): readonly Wish[] {
  const quoted = new Set<Item>();
  let at = 0;
  return wishes
    .toSorted((a, b) => a.start - b.start)
    .map((wish): Wish => {
      while ((items[at]?.start ?? Infinity) < wish.start) at += 1;
      if (!wish.contents.some(({ kind }) => FIGURES.has(kind))) return wish;
      const not = negationBefore(text, items, at, wish.start);
      if (!not) return wish;
      const start = quoted.has(not) ? wish.start : not.start;
      quoted.add(not);
      return { ...wish, start, polarity: 'excluded' };
    });
}

function negationBefore(
  text: string,
  items: readonly Item[],
  at: number,
  start: number,
): Item | undefined {
  let end = start;
  for (let before = at - 1; before >= 0 && before >= at - 1 - MOST_BETWEEN; before--) {
    const item = items[before];
    if (!item || BREAK.test(text.slice(item.end, end))) return undefined;
    if (hasKind(item, 'not')) return item;
    if (!hasKind(item, 'plain') || item.number !== undefined) return undefined;
    // A limit is wanted: "not more than 90 bpm", "not over 2 minutes".
    if (item.wordMarkers.includes('comparing')) return undefined;
    end = item.start;
  }
  return undefined;
}
