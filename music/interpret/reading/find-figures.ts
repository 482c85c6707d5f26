import { hasKind, hasMarker, type Item, numberOf, unitOf } from './item.ts';
import type { Quantity } from './wish.ts';

/** A figure in a text, as the items from `from` to before `to`. */
export interface FoundFigure {
  readonly from: number;
  readonly to: number;
  readonly quantity: Quantity;
}

const RANGE = /^\s*[-–—~]\s*$/u;
const NEXT_TO = /^[\s:=~–-]*$/u;
/** A bare number after a style, "techno 135", is a tempo within these limits. */
const BARE_TEMPO = { min: 55, max: 240 } as const;
/** A bare number that stands alone between commas. */
const ALONE_TEMPO = { min: 60, max: 200 } as const;
const COMMA = /^\s?[,;、，；]/u;
const NOTE_VALUES = [2, 4, 8, 16];

/** Tempo, loudness, bars and time signatures. */
export function findFigures(items: readonly Item[]): FoundFigure[] {
  const found: FoundFigure[] = [];
  for (let at = 0; at < items.length; at++) {
    const figure =
      signatureAt(items, at) ?? loudnessAt(items, at) ?? tempoAt(items, at) ?? barsAt(items, at);
    if (!figure) continue;
    found.push(figure);
    at = figure.to - 1;
  }
  return found;
}

function signatureAt(items: readonly Item[], at: number): FoundFigure | undefined {
  const [beats, value] = [items[at]?.number, items[at + 1]?.number];
  if (beats === undefined || value === undefined || items[at + 1]?.gap.trim() !== '/')
    return undefined;
  if (!NOTE_VALUES.includes(value) || beats < 1 || beats > 21) return undefined;
  return { from: at, to: at + 2, quantity: { kind: 'time signature', metre: `${beats}/${value}` } };
}

function loudnessAt(items: readonly Item[], at: number): FoundFigure | undefined {
  const first = items[at];
  const isBefore = unitOf(first) === 'lufs';
  const value = isBefore ? items[at + 1]?.number : first?.number;
  if (value === undefined || (!isBefore && unitOf(items[at + 1]) !== 'lufs')) return undefined;
  return { from: at, to: at + 2, quantity: { kind: 'loudness', lufs: -value } };
}

function tempoAt(items: readonly Item[], at: number): FoundFigure | undefined {
  const labelled = labelledTempoAt(items, at);
  if (labelled) return labelled;
  const range = rangeAt(items, at);
  if (!range) return undefined;
  const unitAt = hasMarker(items[range.to], 'roughly') ? range.to + 1 : range.to;
  if (unitOf(items[unitAt]) === 'bpm')
    return { from: at, to: unitAt + 1, quantity: tempoOf(range) };
  const before = items[at - 1];
  const isBare =
    items[at]?.number !== undefined &&
    range.bpm >= BARE_TEMPO.min &&
    range.bpm <= BARE_TEMPO.max &&
    unitOf(items[range.to]) === undefined &&
    (items[at]?.gap === ' ' || items[at]?.gap === ', ') &&
    (hasKind(before, 'style') ||
      hasKind(before, 'genre') ||
      (hasMarker(before, 'bareTempo') && !isUnread(items[range.to])) ||
      hasKind(items[at - 2], 'impossible'));
  return standsAlone(items, at, unitAt, range) || (isBare && !hasKind(items[range.to], 'plain'))
    ? { from: at, to: unitAt, quantity: tempoOf(range) }
    : undefined;
}

/** "at 100 meters" */
const isUnread = (item: Item | undefined): boolean =>
  item?.gap === ' ' && item.meanings.length === 0;

/** ", 140," between two commas, ", 140ish" at the end: nothing else has such a number without a unit. */
const standsAlone = (items: readonly Item[], at: number, to: number, { bpm }: Range): boolean =>
  items[at]?.number !== undefined &&
  bpm >= ALONE_TEMPO.min &&
  bpm <= ALONE_TEMPO.max &&
  COMMA.test(items[at]?.gap ?? '') &&
  (items[to] === undefined || COMMA.test(items[to].gap));

/** "tempo 100", "bpm: 128", "tempo of about 90 bpm". */
function labelledTempoAt(items: readonly Item[], at: number): FoundFigure | undefined {
  if (!hasKind(items[at], 'tempoLabel') && unitOf(items[at]) !== 'bpm') return undefined;
  let valueAt = at + 1;
  while (
    hasKind(items[valueAt], 'plain') &&
    numberOf(items[valueAt]) === undefined &&
    valueAt < at + 4
  )
    valueAt += 1;
  const range = rangeAt(items, valueAt);
  if (!range || !NEXT_TO.test(items[valueAt]?.gap ?? ',')) return undefined;
  const unit = unitOf(items[range.to]);
  if (unit !== undefined && unit !== 'bpm') return undefined;
  return { from: at, to: unit === 'bpm' ? range.to + 1 : range.to, quantity: tempoOf(range) };
}

interface Range {
  readonly bpm: number;
  readonly toBpm?: number;
  readonly to: number;
}

const tempoOf = ({ bpm, toBpm }: Range): Quantity => ({
  kind: 'tempoBpm',
  bpm,
  ...(toBpm === undefined ? {} : { toBpm }),
});

function rangeAt(items: readonly Item[], at: number): Range | undefined {
  const bpm = numberOf(items[at]);
  if (bpm === undefined) return undefined;
  const next = numberOf(items[at + 1]);
  if (next !== undefined && next > bpm && RANGE.test(items[at + 1]?.gap ?? ''))
    return { bpm, toBpm: next, to: at + 2 };
  const joined = numberOf(items[at + 2]);
  if (joined !== undefined && hasMarker(items[at + 1], 'range') && joined > bpm)
    return { bpm, toBpm: joined, to: at + 3 };
  return { bpm, to: at + 1 };
}

function barsAt(items: readonly Item[], at: number): FoundFigure | undefined {
  const bars = numberOf(items[at]);
  if (bars === undefined || unitOf(items[at + 1]) !== 'bar') return undefined;
  // A place in the piece: see find-times.ts.
  if (hasKind(items[at - 1], 'time') || hasMarker(items[at + 2], 'opening')) return undefined;
  return { from: at, to: at + 2, quantity: { kind: 'bars', bars } };
}
