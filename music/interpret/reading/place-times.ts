import { DURATION_SECONDS } from '@fermata/contracts/values';
import { fadeAt, type FoundFade, isFade, isManner } from './fade-at.ts';
import { eventNear, partNear } from './find-near.ts';
import type { Polarity } from './find-negation.ts';
import type { FoundTime } from './find-times.ts';
import { hasKind, hasMarker, type Item, meaningOf } from './item.ts';
import { joinRanges, type TimeRange } from './join-ranges.ts';
import { joinedParts } from './joined-parts.ts';
import type { TimeWord } from './meaning.ts';
import { sectionalParts } from './sectional-parts.ts';
import { silentStarts } from './silent-starts.ts';
import type { TimeScope, Wish, WishContent } from './wish.ts';

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
  for (const time of joinRanges(items, times)) {
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
  placeSections(items, polarities, placed);
  placeHalves(items, polarities, placed);
  placeStarts(items, polarities, placed);
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
  return hasMarker(items[to], 'opening') && eventNear(items, to, to + 1, 'after') !== undefined;
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
  const isFor = items.slice(Math.max(0, from - 3), from).some((item) => hasMarker(item, 'purpose'));
  const introduces = items
    .slice(0, from)
    .some((item) => meaningOf(item, 'scene')?.scene === 'logo' && !CLAUSE_END.test(item.gap));
  return isFor && (introduces || seconds > DURATION_SECONDS.max);
}

function placeWithin(
  items: readonly Item[],
  time: TimeRange,
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  const place = time.place ?? 'after';
  const scope = {
    ...(time.ends
      ? { fromSecond: time.ends[0], toSecond: time.ends[1] }
      : scopeOf(place, time.seconds)),
    ...(time.inBars ? { inBars: true } : {}),
  };
  const part = place === 'at' ? undefined : partNear(items, time.from, time.to, placed.taken);
  if (part !== undefined) return addPresence(items, part, { ...time, scope }, polarities, placed);
  const event = eventNear(items, time.from, time.to, 'both');
  if (event === undefined) {
    add(placed, items, time.from, time.to, { kind: 'unknown', isNegated: true });
    return;
  }
  const named = items[event];
  const content = meaningOf(named, 'event');
  placeUpToEvent(items, Math.min(time.from, event), { ...time, place }, polarities, placed);
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

/** "no bass until the drop at 0:20": the part has the time of the event, which stands at `from`. */
function placeUpToEvent(
  items: readonly Item[],
  from: number,
  { seconds, inBars }: FoundTime,
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  let at = from - 1;
  while (hasKind(items[at], 'plain') && !hasKind(items[at], 'time')) at -= 1;
  const place = meaningOf(items[at], 'time')?.time;
  if (place !== 'until' && place !== 'after' && place !== 'from') return;
  const part = partNear(items, at, from, placed.taken);
  if (part === undefined || part > at) return;
  const scope = { ...scopeOf(place, seconds), ...(inBars ? { inBars: true } : {}) };
  addPresence(items, part, { from: at, to: at + 1, scope }, polarities, placed);
}

/** "no drums until the chorus" */
function placeSections(
  items: readonly Item[],
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  for (const { from, to, joined, ...wish } of sectionalParts(items, placed.taken, polarities)) {
    const own = items.slice(from, to);
    if (own.some((item) => placed.taken.has(item))) continue;
    for (const { at, part } of joined)
      addJoined(items, at, { kind: 'section presence', ...wish, part }, polarities, placed);
    const part = own.find((item) => meaningOf(item, 'part')?.part === wish.part);
    const polarity = part && polarities.get(part);
    const isNegated = wish.isExcluded && polarity !== undefined;
    add(
      placed,
      items,
      from,
      to,
      { kind: 'section presence', ...wish },
      isNegated ? { ...polarity, polarity: 'wanted' } : undefined,
    );
  }
}

/** "start without drums" */
function placeStarts(
  items: readonly Item[],
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  for (const { from, partAt } of silentStarts(items, placed.taken, polarities)) {
    const item = items[partAt];
    if (!item || placed.taken.has(item)) continue;
    const scope = HALVES.firstHalf;
    addPresence(items, partAt, { from, to: partAt + 1, scope }, polarities, placed);
  }
}

/** "no lead in the first half", "drums only in the second half". */
function placeHalves(
  items: readonly Item[],
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  items.forEach((item, at) => {
    const { time, isLoose } = meaningOf(item, 'time') ?? {};
    if ((time !== 'firstHalf' && time !== 'secondHalf') || placed.taken.has(item)) return;
    const part = partNear(items, at, at + 1, placed.taken);
    const other = items[part ?? -1];
    // A part that is not excluded is wanted only there if the half is named.
    if (part === undefined || !other || !(polarities.has(other) || !isLoose)) return;
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
  const joined = joinedParts(items, partAt, polarities, placed.taken);
  placed.wishes.push({
    start: Math.min(first.start, polarity?.start ?? first.start),
    end: last.end,
    polarity: 'wanted',
    contents: [{ kind: 'presence', part, scope, isExcluded }],
  });
  for (const each of items.slice(Math.min(from, partAt), Math.max(to, partAt + 1)))
    placed.taken.add(each);
  for (const at of joined) {
    const other = meaningOf(items[at], 'part')?.part;
    if (other !== undefined)
      addJoined(
        items,
        at,
        { kind: 'presence', part: other, scope, isExcluded },
        polarities,
        placed,
      );
  }
}

/** A part of a list, whose place stands beside another part of it. */
function addJoined(
  items: readonly Item[],
  at: number,
  content: WishContent,
  polarities: ReadonlyMap<Item, Polarity>,
  placed: Placed,
): void {
  const item = items[at];
  const polarity = item && polarities.get(item);
  add(placed, items, at, at + 1, content, polarity && { ...polarity, polarity: 'wanted' });
}
