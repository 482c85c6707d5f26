import type { PartName } from '@fermata/contracts/values';
import type { InstrumentName } from '../words/instruments.ts';
import { hasKind, isWish, type Item, meaningOf } from './item.ts';
import type { Wish } from './wish.ts';

const CLAUSE_END = /[.!?;:()\n]/u;
const MOST_BETWEEN = 2;

/** "only piano", "just drums and bass", "piano only": all other parts are left out. `taken`: the words for "only". */
export function findAlone(items: readonly Item[]): { wishes: Wish[]; taken: Item[] } {
  const wishes: Wish[] = [];
  const taken: Item[] = [];
  items.forEach((item, at) => {
    if (!hasKind(item, 'only')) return;
    // "solo" is "only" before a part, and a solo behind it.
    const players =
      playersAfter(items, at + 1) ?? (isWish(item) ? undefined : playersBefore(items, at));
    if (!players) return;
    const [first, last] = [items[Math.min(at, players.from)], items[Math.max(at, players.to - 1)]];
    if (!first || !last) return;
    wishes.push({
      start: first.start,
      end: last.end,
      polarity: 'wanted',
      contents: [players.content],
    });
    taken.push(item);
  });
  return { wishes, taken };
}

interface Players {
  readonly from: number;
  readonly to: number;
  readonly content: Extract<Wish['contents'][number], { kind: 'alone' }>;
}

function playersAfter(items: readonly Item[], start: number): Players | undefined {
  let from = start;
  while (from < start + MOST_BETWEEN && hasKind(items[from], 'plain') && !isPlayer(items[from]))
    from += 1;
  if (!isPlayer(items[from]) || CLAUSE_END.test(items[from]?.gap ?? '')) return undefined;
  let to = from + 1;
  for (;;) {
    const isJoined = hasKind(items[to], 'and') && isPlayer(items[to + 1]);
    const isListed = /^\s*[,&+]\s*$/u.test(items[to]?.gap ?? '') && isPlayer(items[to]);
    if (!isJoined && !isListed) break;
    to += isJoined ? 2 : 1;
  }
  return playersOf(items, from, to);
}

/** "piano only": nothing follows in the clause. */
function playersBefore(items: readonly Item[], at: number): Players | undefined {
  const isLast = items[at + 1] === undefined || /[.,;!?\n]/u.test(items[at + 1]?.gap ?? '');
  const from = at - 1;
  return isLast && isPlayer(items[from]) && /^\s*$/u.test(items[at]?.gap ?? ',')
    ? playersOf(items, from, at)
    : undefined;
}

const isPlayer = (item: Item | undefined): boolean =>
  hasKind(item, 'part') || hasKind(item, 'instrument');

function playersOf(items: readonly Item[], from: number, to: number): Players {
  const named = items.slice(from, to);
  const parts: PartName[] = [];
  const instruments: InstrumentName[] = [];
  for (const item of named) {
    const part = meaningOf(item, 'part')?.part;
    const instrument = meaningOf(item, 'instrument')?.instrument;
    if (part !== undefined) parts.push(part);
    if (instrument !== undefined) instruments.push(instrument);
  }
  return { from, to, content: { kind: 'alone', parts, instruments } };
}
