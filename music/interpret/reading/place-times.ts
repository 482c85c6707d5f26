import { DURATION_SECONDS } from '@fermata/contracts/values';
import type { Polarity } from './find-negation.ts';
import { fadeAt, type FoundFade, isFade, isManner } from './fade-at.ts';
import type { FoundTime } from './find-times.ts';
import { hasKind, type Item, meaningOf } from './item.ts';
import type { TimeWord } from './meaning.ts';
import type { TimeScope, Wish, WishContent } from './wish.ts';

/** How far from a time the wish stands to which it belongs. */
const REACH = 7;
const CLAUSE_END = /[.;!?\n]/u;

interface Placed {
  readonly wishes: Wish[];
  readonly taken: Set<Item>;
}

/**
 * The times of a text: the length of the piece, the second of an event ("drop at 0:30", "30s intro then drop"), the
 * time in which a part plays ("no drums in the first 10 seconds"), or of a fade ("a 10 second fade-out").
 */
export function placeTimes(
  items: readonly Item[],
  times: readonly FoundTime[],
  polarities: ReadonlyMap<Item, Polarity>,
): Placed {
  const placed: Placed = { wishes: [], taken: new Set() };
  let hasLength = false;
  for (const time of times) {
    const fade = fadeAt(items, time);
    if (fade) {
      addFade(items, { ...time, ...fade }, polarities, placed);
      continue;
    }
    const within = time.place !== undefined || introEnds(items, time);
    if (isOfAnother(items, time)) add(placed, items, time.from, time.to, { kind: 'other length' });
    else if (within && !(isLength(items, time, placed) && !hasLength))
      placeWithin(items, time, polarities, placed);
    else {
      add(
        placed,
        items,
        time.from,
        time.to,
        hasLength
          ? { kind: 'unknown', isNegated: true }
          : { kind: 'length', seconds: time.seconds },
      );
      hasLength = true;
    }
  }
  placeSlowFades(items, polarities, placed);
  placeHalves(items, polarities, placed);
  return placed;
}

function add(
  placed: Placed,
  items: readonly Item[],
  from: number,
  to: number,
  content: WishContent,
  polarity?: Polarity,
): void {
  const [first, last] = [items[from], items[to - 1]];
  if (!first || !last) return;
  placed.wishes.push({
    start: Math.min(first.start, polarity?.start ?? first.start),
    end: Math.max(last.end, polarity?.end ?? last.end),
    polarity: polarity?.polarity ?? 'wanted',
    contents: [content],
  });
  for (const item of items.slice(from, to)) placed.taken.add(item);
}

/** "30s intro then drop": the length is that of the intro. */
function introEnds(items: readonly Item[], { to }: FoundTime): boolean {
  return items[to]?.words === 'intro' && eventNear(items, to, to + 1, 'after') !== undefined;
}

/** A fade that is not placed yet, with its time or its manner from `from` to before `to`. */
function addFade(
  items: readonly Item[],
  { from, to, at, content }: FoundFade & { readonly from: number; readonly to: number },
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  const named = items[at];
  if (!named || placed.taken.has(named)) return;
  add(placed, items, Math.min(from, at), Math.max(to, at + 1), content, polarities.get(named));
}

/** "fade out slowly", "a slow fade-out": no wish for another tempo. */
function placeSlowFades(
  items: readonly Item[],
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  items.forEach((item, at) => {
    if (!isFade(item)) return;
    const [before, after] = [items[at - 1], items[at + 1]];
    const from = isManner(before) && /^\s*$/u.test(item.gap) ? at - 1 : at;
    const to = isManner(after) && /^\s*$/u.test(after?.gap ?? ',') ? at + 2 : at + 1;
    if (to - from > 1)
      addFade(items, { from, to, at, content: { kind: 'fade' } }, polarities, placed);
  });
}

/** "around 2 minutes", "from 2 to 3 minutes": a length, if nothing comes there. */
function isLength(items: readonly Item[], time: FoundTime, { taken }: Placed): boolean {
  return (
    time.isAbout &&
    partNear(items, time.from, time.to, taken) === undefined &&
    eventNear(items, time.from, time.to, 'both') === undefined
  );
}

/** Music is "for our 45-minute podcast" if it is longer than any piece, or if it introduces the podcast. */
function isOfAnother(
  items: readonly Item[],
  { from, to, seconds, inBars, place }: FoundTime,
): boolean {
  if (inBars || place !== undefined || !hasKind(items[to], 'scene')) return false;
  if (meaningOf(items[to], 'scene')?.scene === 'logo') return false;
  const isFor = items.slice(Math.max(0, from - 3), from).some(({ words }) => FOR.has(words));
  const introduces = items
    .slice(0, from)
    .some((item) => meaningOf(item, 'scene')?.scene === 'logo' && !CLAUSE_END.test(item.gap));
  return isFor && (introduces || seconds > DURATION_SECONDS.max);
}

const FOR = new Set([
  ...['for', 'fur', 'fuer', 'pour', 'para', 'per', 'voor', 'dla', 'для', 'of', 'to'],
]);

function placeWithin(
  items: readonly Item[],
  time: FoundTime,
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  const place = time.place ?? 'after';
  const scope = { ...scopeOf(place, time.seconds), ...(time.inBars ? { inBars: true } : {}) };
  const part = place === 'at' ? undefined : partNear(items, time.from, time.to, placed.taken);
  if (part !== undefined) return addPresence(items, part, { ...time, scope }, polarities, placed);
  const event = eventNear(items, time.from, time.to, 'both');
  if (event === undefined) {
    add(placed, items, time.from, time.to, { kind: 'unknown', isNegated: true });
    return;
  }
  const named = items[event];
  const content = meaningOf(named, 'event');
  if (named && content)
    add(
      placed,
      items,
      Math.min(time.from, event),
      Math.max(time.to, event + 1),
      {
        kind: 'cue',
        second: time.seconds,
        event: content.event,
        ...(time.inBars ? { inBars: true } : {}),
      },
      polarities.get(named),
    );
}

/** "no lead in the first half". */
function placeHalves(
  items: readonly Item[],
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  items.forEach((item, at) => {
    const time = meaningOf(item, 'time')?.time;
    if ((time !== 'firstHalf' && time !== 'secondHalf') || placed.taken.has(item)) return;
    const part = partNear(items, at, at + 1, placed.taken);
    const other = items[part ?? -1];
    if (part === undefined || !other || !polarities.has(other)) return;
    addPresence(items, part, { from: at, to: at + 1, scope: HALVES[time] }, polarities, placed);
  });
}

const HALVES: Readonly<Record<'firstHalf' | 'secondHalf', TimeScope>> = {
  firstHalf: { fromSecond: 0, toSecond: null, toShare: 0.5 },
  secondHalf: { fromSecond: 0, toSecond: null, fromShare: 0.5 },
};

function scopeOf(place: TimeWord, seconds: number): TimeScope {
  if (place === 'first' || place === 'until') return { fromSecond: 0, toSecond: seconds };
  if (place === 'last') return { fromSecond: -seconds, toSecond: null };
  return { fromSecond: seconds, toSecond: null };
}

function addPresence(
  items: readonly Item[],
  partAt: number,
  { from, to, scope }: { from: number; to: number; scope: TimeScope },
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  const item = items[partAt];
  const part = meaningOf(item, 'part')?.part;
  const [first, last] = [items[Math.min(from, partAt)], items[Math.max(to - 1, partAt)]];
  if (!item || part === undefined || !first || !last) return;
  const polarity = polarities.get(item);
  const isExcluded = polarity?.polarity === 'excluded';
  placed.wishes.push({
    start: Math.min(first.start, polarity?.start ?? first.start),
    end: last.end,
    polarity: 'wanted',
    contents: [{ kind: 'presence', part, scope, isExcluded }],
  });
  for (const each of items.slice(Math.min(from, partAt), Math.max(to, partAt + 1)))
    placed.taken.add(each);
}

/** The nearest part in the same clause; one before the time is nearer than one after it. */
function partNear(
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

function eventNear(
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
