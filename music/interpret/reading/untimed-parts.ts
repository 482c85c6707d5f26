import type { Polarity } from './find-negation.ts';
import { hasKind, type Item, meaningOf } from './item.ts';

/** A part with a time of the piece that no figure names. */
export interface UntimedPart {
  readonly partAt: number;
  readonly from: number;
  readonly to: number;
  /** `beginning`: "start without drums"; otherwise nobody knows the second: "no drums until the chorus". */
  readonly isBeginning: boolean;
}

const REACH = 7;
/** Words between "until" and what it names. */
const MOST_BETWEEN = 2;
const MARK = /[.,;!?\n]/u;
const STARTING = new Set([
  ...['start', 'starts', 'starting', 'begin', 'begins', 'beginning', 'opens', 'beginnt', 'startet'],
  ...['anfangs', 'commence', 'empieza', 'comienza', 'inizia', 'comeca', 'begint', 'zaczyna'],
]);
const SECTIONS = new Set([
  ...['intro', 'outro', 'bridge', 'hook', 'refrain', 'chorus', 'verse', 'pre chorus', 'estribillo'],
  ...['couplet', 'ritornello', 'strofa', 'refrao', 'strophe', 'finale', 'solo', 'first chorus'],
]);

export function untimedParts(
  items: readonly Item[],
  taken: ReadonlySet<Item>,
  polarities: ReadonlyMap<Item, Polarity>,
): UntimedPart[] {
  return items.flatMap((item, at): UntimedPart[] => {
    if (taken.has(item)) return [];
    const time = meaningOf(item, 'time')?.time;
    if (time === 'until' || time === 'after') {
      const named = sectionAfter(items, at);
      const partAt = named === undefined ? undefined : partBefore(items, at, taken);
      return partAt === undefined || named === undefined
        ? []
        : [{ partAt, from: partAt, to: named + 1, isBeginning: false }];
    }
    const next = items[at + 1];
    if (!STARTING.has(item.words) || !next || !hasKind(next, 'not')) return [];
    const partAt = items.findIndex(
      (each, index) => index > at && hasKind(each, 'part') && !taken.has(each),
    );
    const part = items[partAt];
    return part && polarities.get(part)?.start === next.start
      ? [{ partAt, from: at, to: partAt + 1, isBeginning: true }]
      : [];
  });
}

function sectionAfter(items: readonly Item[], at: number): number | undefined {
  for (let after = at + 1; after <= at + 1 + MOST_BETWEEN; after++) {
    const item = items[after];
    if (!item || MARK.test(item.gap)) return undefined;
    if (hasKind(item, 'event') || hasKind(item, 'lyrics') || SECTIONS.has(item.words)) return after;
    if (!hasKind(item, 'plain')) return undefined;
  }
  return undefined;
}

function partBefore(
  items: readonly Item[],
  at: number,
  taken: ReadonlySet<Item>,
): number | undefined {
  for (let before = at - 1; before >= Math.max(0, at - REACH); before--) {
    const item = items[before];
    if (!item || MARK.test(items[before + 1]?.gap ?? '')) return undefined;
    if (hasKind(item, 'part') && !taken.has(item)) return before;
  }
  return undefined;
}
