import type { Polarity } from './find-negation.ts';
import { hasKind, hasMarker, type Item } from './item.ts';

/** "start without drums", as the items from `from` to the part. */
export interface SilentStart {
  readonly from: number;
  readonly partAt: number;
}

export function silentStarts(
  items: readonly Item[],
  taken: ReadonlySet<Item>,
  polarities: ReadonlyMap<Item, Polarity>,
): SilentStart[] {
  return items.flatMap((item, at): SilentStart[] => {
    const next = items[at + 1];
    if (taken.has(item) || !hasMarker(item, 'starting') || !next || !hasKind(next, 'not'))
      return [];
    const partAt = items.findIndex(
      (each, index) => index > at && hasKind(each, 'part') && !taken.has(each),
    );
    const part = items[partAt];
    return part && polarities.get(part)?.start === next.start ? [{ from: at, partAt }] : [];
  });
}
