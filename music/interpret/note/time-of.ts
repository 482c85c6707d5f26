import { meaningOf } from '../reading/item.ts';
import type { NotedPiece } from './note-answer.ts';
import { type Clause, hasChange } from './note-clause.ts';
import { timesIn } from './places-in.ts';
import { sectionsOf } from './sections-of.ts';

/** A time of the piece, in seconds. */
export interface Span {
  readonly fromSecond: number;
  readonly toSecond: number;
  /** "from 0:10", "after 10 seconds": to the end. */
  readonly isOpen: boolean;
  /** "until 0:10": from the beginning. */
  readonly isUntil: boolean;
}

const round2 = (x: number): number => Math.round(x * 100) / 100;

/** The time within the piece that a clause names; undefined without one. */
export function spanOf(clause: Clause, about: NotedPiece): Span | undefined {
  const end = about.piece.durationSeconds;
  const named = sectionsOf(clause, about);
  const [first] = named ?? [];
  if (first) return { ...first, isOpen: false, isUntil: false };
  const half = clause.items.flatMap((item) => meaningOf(item, 'time')?.time ?? []);
  if (half.includes('firstHalf'))
    return { fromSecond: 0, toSecond: round2(end / 2), isOpen: false, isUntil: true };
  if (half.includes('secondHalf'))
    return { fromSecond: round2(end / 2), toSecond: end, isOpen: true, isUntil: false };
  const times = timesIn(clause, about);
  const place = times.find((time) => time.place !== undefined)?.place;
  const [one, other] = times.map(({ seconds }) => seconds);
  if (place === undefined || one === undefined) return undefined;
  if (other !== undefined && other > one)
    return {
      fromSecond: one,
      toSecond: one < end ? Math.min(end, other) : other,
      isOpen: false,
      isUntil: false,
    };
  if (place === 'first' || place === 'until')
    return { fromSecond: 0, toSecond: Math.min(end, one), isOpen: false, isUntil: true };
  if (place === 'last')
    return {
      fromSecond: round2(Math.max(0, end - one)),
      toSecond: end,
      isOpen: true,
      isUntil: false,
    };
  // A place after the end is one of the next version, if that is longer.
  return { fromSecond: one, toSecond: Math.max(end, one), isOpen: true, isUntil: false };
}

/** "from 10 s to 20 s" */
export const spanWords = ({ fromSecond, toSecond, isOpen }: Span): string =>
  `from ${fromSecond} s to ${isOpen ? 'the end' : `${toSecond} s`}`;

/** The second that a clause names: "at 0:20". */
export function secondOf(clause: Clause, about: NotedPiece): number | undefined {
  const time = timesIn(clause, about).find(({ place }) => place !== undefined && place !== 'first');
  return time?.seconds;
}

/** The second from which on a clause wants something: "from 0:20", and not "the last 20 seconds". */
export const beginningOf = (clause: Clause, about: NotedPiece): number | undefined =>
  timesIn(clause, about).find(
    ({ place }) => place === 'from' || place === 'at' || place === 'after',
  )?.seconds;

/** A length: a time that stands for no place within the piece; beside "shorter", also one after "by". */
export const lengthOf = (clause: Clause, about: NotedPiece): number | undefined =>
  timesIn(clause, about).find(
    ({ place, isAbout }) =>
      place === undefined ||
      isAbout === true ||
      (place === 'at' && hasChange(clause, 'longer', 'shorter')),
  )?.seconds;
