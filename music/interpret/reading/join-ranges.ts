import type { FoundTime } from './find-times.ts';
import { hasMarker, type Item } from './item.ts';

/** Two times of the piece, with all that stands between them. */
export interface TimeRange extends FoundTime {
  /** The seconds of both ends; `seconds` is the first one. */
  readonly ends?: readonly [number, number];
}

const DASH = /^\s*[-–—~]\s*$/u;

/** Joins two times to one: "from 0:10 to 0:20", "between 10 and 20 seconds", "0:10–0:20". */
export function joinRanges(items: readonly Item[], times: readonly FoundTime[]): TimeRange[] {
  const joined: TimeRange[] = [];
  for (let at = 0; at < times.length; at++) {
    const [time, next] = [times[at], times[at + 1]];
    if (!time) continue;
    const isBetween = hasMarker(items[time.from - 1], 'between');
    const begins = time.place === 'from' || isBetween;
    const from = isBetween ? time.from - 1 : time.from;
    if (next && isEndOf(items, time, next, begins)) {
      const ends = [time.seconds, next.seconds] as const;
      joined.push({ ...time, from, to: next.to, place: 'from', isAbout: !begins, ends });
      at += 1;
    } else if (time.range && begins)
      joined.push({ ...time, from, place: 'from', isAbout: true, ends: time.range });
    else joined.push(time);
  }
  return joined;
}

function isEndOf(
  items: readonly Item[],
  time: FoundTime,
  next: FoundTime,
  begins: boolean,
): boolean {
  if (next.seconds <= time.seconds || next.inBars !== time.inBars) return false;
  if (next.from === time.to)
    return (begins && next.place === 'until') || DASH.test(items[next.from]?.gap ?? '');
  return begins && next.from === time.to + 1 && hasMarker(items[time.to], 'range');
}
