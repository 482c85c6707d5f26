import type { PartName, SectionPresence, SongSection } from '@fermata/contracts/values';
import { partNear } from './find-near.ts';
import type { Polarity } from './find-negation.ts';
import { hasKind, hasMarker, type Item, meaningOf } from './item.ts';
import { joinedParts } from './joined-parts.ts';
import type { Ordinal } from './markers-for.ts';

/** A part that plays, or is silent, by a section, as the items from `from` to before `to`. */
export interface SectionalPart {
  readonly from: number;
  readonly to: number;
  readonly part: PartName;
  readonly section: SongSection;
  readonly nth?: Ordinal;
  readonly place: SectionPresence['place'];
  readonly isExcluded: boolean;
  /** The other parts of its list, which share the section. */
  readonly joined: readonly { readonly at: number; readonly part: PartName }[];
}

/** Words between a time word and its section: "until the very first chorus". */
const MOST_BETWEEN = 3;
const MARK = /[.,;:!?()\n]/u;
/** Words that name a whole piece, too: "a podcast intro with drums". */
const ALSO_PIECES: ReadonlySet<SongSection> = new Set(['intro', 'outro', 'solo']);

/** "no drums until the chorus", "the bass joins in the second verse", "a quiet intro without drums". */
export function sectionalParts(
  items: readonly Item[],
  taken: ReadonlySet<Item>,
  polarities: ReadonlyMap<Item, Polarity>,
): SectionalPart[] {
  const found: SectionalPart[] = [];
  items.forEach((item, at) => {
    const section = sectionIn(item);
    if (section === undefined || taken.has(item)) return;
    const chain = chainBefore(items, at);
    const own = sectionalAt(items, at, { section, ...chain }, taken, polarities);
    if (own) found.push(own);
  });
  return found;
}

/** "quiet intro" is one phrase of the words for a quiet beginning. */
function sectionIn(item: Item): SongSection | undefined {
  const event = meaningOf(item, 'event')?.event;
  if (event === 'drop' || event === 'break' || event === 'climax') return event;
  return item.marks.section ?? (hasKind(item, 'shape') ? item.wordSection : undefined);
}

interface Chain {
  readonly from: number;
  readonly nth?: Ordinal;
  readonly place?: SectionPresence['place'];
}

/** The words that belong to a section: "until the first", "in the second". */
function chainBefore(items: readonly Item[], at: number): Chain {
  let chain: Chain = { from: at };
  for (let before = at - 1; before >= Math.max(0, at - 1 - MOST_BETWEEN); before--) {
    const item = items[before];
    if (!item || MARK.test(items[before + 1]?.gap ?? '')) break;
    const time = meaningOf(item, 'time')?.time;
    const nth = item.marks.ordinal ?? (time === 'first' ? 1 : time === 'last' ? time : undefined);
    const isWithin = item.wordMarkers.includes('within');
    if (nth !== undefined && chain.nth === undefined) {
      chain = { ...chain, from: before, nth };
      if (isWithin) return { ...chain, place: 'in' };
    } else if (time === 'until') return { ...chain, from: before, place: 'before' };
    else if (time === 'after') return { ...chain, from: before, place: 'after' };
    else if (time === 'from' || time === 'at') return { ...chain, from: before, place: 'from' };
    else if (isWithin) return { ...chain, from: before, place: 'in' };
    else if (!hasKind(item, 'plain')) break;
  }
  return chain;
}

function sectionalAt(
  items: readonly Item[],
  at: number,
  { section, from, nth, place }: Chain & { readonly section: SongSection },
  taken: ReadonlySet<Item>,
  polarities: ReadonlyMap<Item, Polarity>,
): SectionalPart | undefined {
  const partAt = partNear(items, from, at + 1, taken);
  const item = items[partAt ?? -1];
  const part = meaningOf(item, 'part')?.part;
  if (partAt === undefined || !item || part === undefined) return undefined;
  const between = partAt < from ? items.slice(partAt + 1, from) : items.slice(at + 1, partAt);
  if (between.some((each) => sectionIn(each) !== undefined)) return undefined;
  const isEvent = hasKind(items[at], 'event');
  const isExcluded = polarities.get(item)?.polarity === 'excluded';
  const isJoining = between.some((each) => hasMarker(each, 'joining'));
  const isShape = hasKind(items[at], 'shape');
  if (place === undefined) {
    // "an intro with drums" may be the whole piece, and "a drop with drums" has them anyway.
    const isSure = isExcluded && partAt > at && isQuietPart(items, at);
    if ((ALSO_PIECES.has(section) || isEvent) && !isSure) return undefined;
    const isTold = isExcluded || isJoining || between.some((each) => hasKind(each, 'only'));
    if (!isTold || !between.every(isBetween)) return undefined;
  } else if (partAt > at && !between.every(isSmall)) return undefined;
  return {
    // "quiet intro" stays a wish of its own.
    from: Math.min(partAt, isShape ? at + 1 : from),
    to: Math.max(partAt, isShape ? partAt : at) + 1,
    part,
    section,
    ...(nth === undefined ? {} : { nth }),
    place: isJoining && (place === undefined || place === 'in') ? 'from' : (place ?? 'in'),
    isExcluded,
    joined: joinedParts(items, partAt, polarities, taken).flatMap((other) => {
      const named = meaningOf(items[other], 'part')?.part;
      return named === undefined ? [] : [{ at: other, part: named }];
    }),
  };
}

/** "quiet intro", "intro calme", and not "calm intro for a podcast". */
function isQuietPart(items: readonly Item[], at: number): boolean {
  const after = items.slice(at + 1);
  const end = after.findIndex(({ gap }) => MARK.test(gap));
  const clause = end < 0 ? after : after.slice(0, end);
  if (clause.some((item) => hasMarker(item, 'purpose') || hasKind(item, 'scene'))) return false;
  return [items[at], items[at - 1], items[at + 1]].some(
    (item) => hasKind(item, 'shape') || hasKind(item, 'mood') || hasKind(item, 'energy'),
  );
}

const isBetween = (item: Item): boolean =>
  isSmall(item) || hasMarker(item, 'joining') || hasKind(item, 'mood') || hasKind(item, 'energy');

/** A word that asks for nothing by itself. */
const isSmall = (item: Item): boolean =>
  hasKind(item, 'plain') || hasKind(item, 'not') || hasKind(item, 'only') || hasKind(item, 'and');
