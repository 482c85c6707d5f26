import { hasKind, hasMarker, type Item } from './item.ts';
import type { Wish, WishContent } from './wish.ts';

const COMPARED: ReadonlySet<WishContent['kind']> = new Set(['length', 'bars', 'tempoBpm']);

/** "longer than 60 seconds", "faster than 130 bpm": the comparison belongs to the figure. */
export function joinComparisons(
  items: readonly Item[],
  wishes: readonly Wish[],
): { wishes: Wish[]; taken: Item[] } {
  const taken: Item[] = [];
  const joined = wishes.map((wish): Wish => {
    if (!wish.contents.some(({ kind }) => COMPARED.has(kind))) return wish;
    const at = items.findIndex(({ start }) => start >= wish.start);
    const [before, comparison, than] = [items[at - 3], items[at - 2], items[at - 1]];
    if (!comparison || !hasMarker(comparison, 'comparison') || !hasMarker(than, 'than'))
      return wish;
    // "not faster than 90 bpm"
    if (hasKind(before, 'not')) return wish;
    taken.push(comparison);
    return { ...wish, start: comparison.start };
  });
  return { wishes: joined, taken };
}
