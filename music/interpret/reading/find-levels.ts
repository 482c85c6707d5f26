import { hasKind, isWish, type Item, meaningOf } from './item.ts';
import type { LevelChange } from './meaning.ts';
import type { Wish } from './wish.ts';

/** Plain words between a part and its level: "the drums should be a bit louder". */
const MOST_BETWEEN = 4;
/** Words between "not" and a level: "not too loud". */
const MOST_BEFORE = 2;
const MARK = /[.,;:!?()\n、。，；！？]/u;

/** How loud a text wants parts: "quiet drums", "the bass louder", "drums, but not too loud". */
export function findLevels(items: readonly Item[]): { wishes: Wish[]; taken: Set<Item> } {
  const wishes: Wish[] = [];
  const taken = new Set<Item>();
  const add = (partAt: number, levelAt: number): void => {
    const part = meaningOf(items[partAt], 'part')?.part;
    const change = meaningOf(items[levelAt], 'volume')?.change;
    const notAt = notBefore(items, levelAt, partAt);
    const from = Math.min(partAt, levelAt, notAt ?? partAt);
    const own = items.slice(from, Math.max(partAt, levelAt) + 1);
    const [first, last] = [own[0], own.at(-1)];
    if (part === undefined || change === undefined || !first || !last) return;
    if (own.some((item) => taken.has(item))) return;
    wishes.push({
      start: first.start,
      end: last.end,
      polarity: 'wanted',
      contents: [{ kind: 'level', part, change: notAt === undefined ? change : OPPOSITE[change] }],
    });
    for (const item of own) taken.add(item);
  };
  items.forEach((item, at) => {
    const after = items[at + 1];
    if (hasKind(item, 'volume') && hasKind(after, 'part') && !MARK.test(after?.gap ?? ''))
      add(at + 1, at);
  });
  items.forEach((item, at) => {
    if (!hasKind(item, 'part')) return;
    const levelAt = levelAfter(items, at);
    if (levelAt !== undefined) add(at, levelAt);
  });
  return { wishes, taken };
}

const OPPOSITE: Readonly<Record<LevelChange, LevelChange>> = {
  louder: 'quieter',
  quieter: 'louder',
};

function levelAfter(items: readonly Item[], partAt: number): number | undefined {
  for (let at = partAt + 1; at <= partAt + 1 + MOST_BETWEEN; at++) {
    const item = items[at];
    if (!item || MARK.test(item.gap)) return undefined;
    // "drums and a quiet piano": it belongs to what follows.
    if (hasKind(item, 'volume'))
      return isWish(items[at + 1]) && !MARK.test(items[at + 1]?.gap ?? '') ? undefined : at;
    if (isJoint(item) || !(hasKind(item, 'plain') || hasKind(item, 'not'))) return undefined;
  }
  return undefined;
}

const isJoint = (item: Item): boolean =>
  hasKind(item, 'and') || hasKind(item, 'or') || hasKind(item, 'but');

/** "no loud drums", "drums not too loud". */
function notBefore(items: readonly Item[], levelAt: number, partAt: number): number | undefined {
  for (let at = levelAt - 1; at >= Math.max(0, levelAt - 1 - MOST_BEFORE); at--) {
    const item = items[at];
    if (!item || at === partAt || MARK.test(items[at + 1]?.gap ?? '')) return undefined;
    if (hasKind(item, 'not')) return at;
    if (!hasKind(item, 'plain') || isJoint(item)) return undefined;
  }
  return undefined;
}
