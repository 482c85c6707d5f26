import { hasKind, hasMarker, type Item, meaningOf, numberOf, unitOf } from './item.ts';
import type { TimeWord } from './meaning.ts';

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };
const CLOSE = /^[\s\-–—]*$/u;
const RANGE = /^\s*[-–—~]\s*$/u;
/** Decades, unless a word says that they are lengths. */
const DECADES = [20, 50, 60, 70, 80, 90];

/** A time in a text, as the items from `from` to before `to`. */
export interface FoundTime {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  /** The word for a time within the piece that stands before it. */
  readonly place: TimeWord | undefined;
  /** "around 2 minutes": a length, unless it places something. */
  readonly isAbout: boolean;
  /** Counted in bars: `seconds` is their number, until the tempo is known. */
  readonly inBars: boolean;
  /** "10 to 20 seconds": both ends; `seconds` is their middle. */
  readonly range?: readonly [number, number];
}

/** Lengths and times in every usual form: "30s", "2 min 30", "3:30", "one and a half minutes", "una media hora". */
export function findTimes(items: readonly Item[]): FoundTime[] {
  const found: FoundTime[] = [];
  for (let at = 0; at < items.length; at++) {
    const time = timeAt(items, at);
    if (!time) continue;
    const place = placeBefore(items, at);
    found.push({
      from: place?.at ?? at,
      to: time.to,
      seconds: time.seconds,
      place:
        place?.time === 'around'
          ? 'at'
          : (place?.time ?? time.ordinal ?? (time.isBarNumber ? 'at' : undefined)),
      isAbout: place?.time === 'around' || (place?.time === 'from' && time.isRange === true),
      inBars: time.inBars === true,
      ...(time.range ? { range: time.range } : {}),
    });
    at = time.to - 1;
  }
  return found;
}

export function isDecade(items: readonly Item[], at: number): boolean {
  const [item, unit, next] = [items[at], items[at + 1], items[at + 2]];
  if (!item || item.number === undefined || !unit || unit.gap !== '') return false;
  if (!hasMarker(unit, 'decade')) return false;
  if (!DECADES.includes(item.number)) return false;
  if (hasKind(items[at - 1], 'tempoLabel') || hasMarker(items[at - 1], 'lengthLabel')) return false;
  return item.number === 60 || item.number === 20
    ? hasKind(next, 'style') || hasKind(next, 'genre')
    : next === undefined || !hasMarker(next, 'lengthNoun');
}

interface Time {
  readonly seconds: number;
  readonly to: number;
  readonly isRange?: boolean;
  readonly range?: readonly [number, number];
  /** "les 10 premières secondes" */
  readonly ordinal?: 'first' | 'last';
  readonly inBars?: boolean;
  /** "bar 17", and not "17 bars". */
  readonly isBarNumber?: boolean;
}

function timeAt(items: readonly Item[], at: number): Time | undefined {
  const item = items[at];
  if (!item || isDecade(items, at)) return undefined;
  if (item.clockSeconds !== undefined)
    return isTimeOfDay(items, at)
      ? undefined
      : { seconds: item.clockSeconds, to: withWord(items, at + 1) };
  const bars = barsAt(items, at);
  if (bars) return bars;
  if (meaningOf(item, 'half')?.half === 'half') return halfAt(items, at);
  const value = numberOf(item);
  if (value === undefined) return undefined;
  const half = meaningOf(items[at + 1], 'half')?.half;
  // "eine halbe Minute"
  if (value === 1 && half === 'half') return halfAt(items, at + 1);
  if (half !== undefined && SECONDS[unitOf(items[at + 2]) ?? ''] !== undefined)
    return timeOf(value + 0.5, items, at + 2);
  // "2-3 minutes", "2 to 3 minutes": the middle.
  const upper = numberOf(items[at + 1]);
  if (upper !== undefined && RANGE.test(items[at + 1]?.gap ?? '') && upper > value)
    return rangeOf([value, upper], items, at + 2);
  const joined = numberOf(items[at + 2]);
  if (joined !== undefined && hasMarker(items[at + 1], 'range') && joined > value)
    return rangeOf([value, joined], items, at + 3);
  const ordinal = meaningOf(items[at + 1], 'time')?.time;
  if (ordinal === 'first' || ordinal === 'last') {
    const time = timeOf(value, items, at + 2);
    if (time) return { ...time, ordinal };
  }
  return timeOf(value, items, at + 1);
}

/** "bar 17", "after 8 bars", "16-bar intro": places in the piece. "16 bars" alone is a length. */
function barsAt(items: readonly Item[], at: number): Time | undefined {
  const [item, next, after] = [items[at], items[at + 1], items[at + 2]];
  if (unitOf(item) === 'bar' && next?.number !== undefined && CLOSE.test(next.gap))
    return { seconds: next.number - 1, to: at + 2, inBars: true, isBarNumber: true };
  const bars = numberOf(item);
  if (bars === undefined || unitOf(next) !== 'bar') return undefined;
  const isPlace = placeBefore(items, at) !== undefined || hasMarker(after, 'opening');
  return isPlace ? { seconds: bars, to: at + 2, inBars: true } : undefined;
}

const DAY_SCENES: ReadonlySet<string> = new Set(['morning', 'night', 'dinner', 'workout', 'race']);

/** "6:00 am", "a 7:30 morning run": no time of the piece. */
function isTimeOfDay(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  if (!next || !CLOSE.test(next.gap)) return false;
  const scene = meaningOf(next, 'scene')?.scene;
  return hasMarker(next, 'oclock') || (scene !== undefined && DAY_SCENES.has(scene));
}

function rangeOf(
  [low, high]: readonly [number, number],
  items: readonly Item[],
  at: number,
): Time | undefined {
  const middle = (low + high) / 2;
  const time = timeOf(middle, items, at);
  const factor = (time?.seconds ?? 0) / middle;
  return time && { ...time, isRange: true, range: [low * factor, high * factor] };
}

/** The unit stands at `at`. */
function timeOf(value: number, items: readonly Item[], at: number): Time | undefined {
  const item = items[at];
  const factor = SECONDS[unitOf(item) ?? ''];
  if (!item || factor === undefined || !CLOSE.test(item.gap)) return undefined;
  let seconds = value * factor;
  let to = at + 1;
  if (meaningOf(items[to], 'half')?.half === 'plusHalf')
    return { seconds: seconds + factor / 2, to: to + 1 };
  if (factor === 60) {
    if (hasKind(items[to], 'and') && unitOf(items[to + 2]) === 'second') to += 1;
    const rest = numberOf(items[to]);
    const isSeconds = unitOf(items[to + 1]) === 'second';
    const isBare = unitOf(items[to + 1]) === undefined && /^\s?$/u.test(items[to]?.gap ?? ',');
    if (rest !== undefined && rest < 60 && (isSeconds || isBare)) {
      seconds += rest;
      to += isSeconds ? 2 : 1;
    }
  }
  return { seconds, to };
}

/** "half a minute", "eine halbe Minute". */
function halfAt(items: readonly Item[], at: number): Time | undefined {
  const unitAt = numberOf(items[at + 1]) === 1 || hasKind(items[at + 1], 'plain') ? at + 2 : at + 1;
  const factor = SECONDS[unitOf(items[unitAt]) ?? ''];
  return factor === undefined ? undefined : { seconds: factor / 2, to: unitAt + 1 };
}

/** "3:30 min". */
const withWord = (items: readonly Item[], at: number): number =>
  SECONDS[unitOf(items[at]) ?? ''] !== undefined && CLOSE.test(items[at]?.gap ?? ',') ? at + 1 : at;

function placeBefore(
  items: readonly Item[],
  at: number,
): { time: TimeWord; at: number } | undefined {
  const item = items[at - 1];
  const time = meaningOf(item, 'time')?.time;
  if (time === undefined || /[.,;:!?\n]/u.test(items[at]?.gap ?? '')) return undefined;
  return { time, at: at - 1 };
}
