import { findTimes } from '../reading/find-times.ts';
import { hasKind, type Item, meaningOf, numberOf, unitOf } from '../reading/item.ts';
import type { TimeWord } from '../reading/meaning.ts';
import type { NotedPiece } from './note-answer.ts';
import { changesOf, type Clause } from './note-clause.ts';

/** A time in a clause, as its items from `from` to before `to`: a place in the piece, or a length without a `place`. */
export interface NotedTime {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly place: TimeWord | undefined;
  /** "around 2 minutes": a length, unless it places something. */
  readonly isAbout?: boolean;
}

/** The times of a clause, in seconds, bars included: "at 0:20", "from bar 9", "the first 8 bars". */
export function timesIn({ items }: Clause, about: NotedPiece): NotedTime[] {
  const bars = [...barTimes(items, barSecondsOf(about)), ...otherTimes(items)];
  const others = findTimes(items).filter(
    (time) => !time.inBars && !bars.some(({ from, to }) => time.from < to && from < time.to),
  );
  return [...bars, ...others].sort((a, b) => a.from - b.from);
}

/** The length of one bar of the version. */
export function barSecondsOf({ score, piece, recipe }: NotedPiece): number {
  if (score) return (score.beatsPerBar * 60) / score.tempoBpm;
  const [beats = 4, value = 4] = (recipe.composition.metre ?? '4/4').split('/').map(Number);
  return (beats * (4 / value) * 60) / piece.tempoBpm;
}

const round2 = (x: number): number => Math.round(x * 100) / 100;

function barTimes(items: readonly Item[], barSeconds: number): NotedTime[] {
  const found: NotedTime[] = [];
  for (let at = 0; at < items.length; at++) {
    const own = barNumbersAt(items, at) ?? barCountAt(items, at);
    if (!own) continue;
    const before = placeBefore(items, at);
    const place = before?.place;
    if (place === undefined && own.isCount) continue;
    const from = before?.at ?? at;
    // "after bar 8": when it ends. "until bar 9": when it begins.
    const first = own.isCount ? own.first : own.first - Number(place !== 'after');
    found.push({ from, to: own.to, seconds: round2(first * barSeconds), place: place ?? 'at' });
    if (own.last !== undefined)
      found.push({ from, to: own.to, seconds: round2(own.last * barSeconds), place: 'until' });
    at = own.to - 1;
  }
  return found;
}

const isSecond = (item: Item | undefined): boolean => unitOf(item) === 'second';

/** French "les 5 dernières secondes", Spanish "el segundo 12". */
function otherTimes(items: readonly Item[]): NotedTime[] {
  return items.flatMap((item, at): NotedTime[] => {
    const next = items[at + 1];
    const place = meaningOf(next, 'time')?.time;
    const count = numberOf(item);
    if (count !== undefined && (place === 'first' || place === 'last') && isSecond(items[at + 2]))
      return [{ from: at, to: at + 3, seconds: count, place }];
    if (!isSecond(item) || next?.number === undefined || isSecond(items[at + 2])) return [];
    const before = placeBefore(items, at);
    return isNumbered(items[at - 1])
      ? []
      : [
          {
            from: before?.at ?? at,
            to: at + 2,
            seconds: next.number,
            place: before?.place ?? 'at',
          },
        ];
  });
}

const isNumbered = (item: Item | undefined): boolean =>
  item !== undefined && numberOf(item) !== undefined;

interface Bars {
  readonly first: number;
  readonly last?: number;
  readonly isCount: boolean;
  readonly to: number;
}

const isBar = (item: Item | undefined): boolean =>
  item !== undefined && (unitOf(item) === 'bar' || changesOf(item).includes('bar'));

/** "bar 9", "bars 9 to 16". */
function barNumbersAt(items: readonly Item[], at: number): Bars | undefined {
  const first = items[at + 1]?.number;
  if (!isBar(items[at]) || first === undefined) return undefined;
  const isRange = /^\s*[-–—]\s*$/u.test(items[at + 2]?.gap ?? '');
  const lastAt = isRange ? at + 2 : at + 3;
  const last = items[lastAt]?.number;
  return last !== undefined && last > first && lastAt - at <= 3
    ? { first, last, isCount: false, to: lastAt + 1 }
    : { first, isCount: false, to: at + 2 };
}

/** "8 bars", within the piece behind a word such as "after". */
function barCountAt(items: readonly Item[], at: number): Bars | undefined {
  const first = numberOf(items[at]);
  return first !== undefined && isBar(items[at + 1])
    ? { first, isCount: true, to: at + 2 }
    : undefined;
}

/** "à la mesure 9": an article may stand between. */
function placeBefore(
  items: readonly Item[],
  at: number,
): { place: TimeWord; at: number } | undefined {
  if (/[.,;:!?\n]/u.test(items[at]?.gap ?? '')) return undefined;
  const place = meaningOf(items[at - 1], 'time')?.time;
  if (place !== undefined) return { place, at: at - 1 };
  const further = hasKind(items[at - 1], 'plain')
    ? meaningOf(items[at - 2], 'time')?.time
    : undefined;
  return further === undefined ? undefined : { place: further, at: at - 2 };
}
