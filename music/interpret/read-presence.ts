import type { PartName, WantedPresence } from '@fermata/contracts/values';
import { joined, type Span } from '../compose/song/presence.ts';
import { contentsOf, type TextReading, type TimeScope } from './reading/wish.ts';

/** A time of the piece in seconds. */
export type TimeSpan = Span;

/** A time of the piece as a text names it. */
export function timeSpanOf(scope: TimeScope, durationSeconds: number): TimeSpan {
  const second = (value: number): number => {
    const fromStart = value < 0 ? durationSeconds + value : value;
    return Math.round(Math.max(0, Math.min(durationSeconds, fromStart)) * 100) / 100;
  };
  return {
    from:
      scope.fromShare === undefined
        ? second(scope.fromSecond)
        : second(scope.fromShare * durationSeconds),
    to:
      scope.toShare === undefined
        ? second(scope.toSecond ?? durationSeconds)
        : second(scope.toShare * durationSeconds),
  };
}

/**
 * Where a text lets parts play: in the times that it wants, or else throughout, without those that it excludes. A part
 * that plays throughout has no entry.
 */
export function readPresence(reading: TextReading, durationSeconds: number): WantedPresence[] {
  const timed = contentsOf(reading, 'presence').map(({ content: { part, scope, isExcluded } }) => ({
    part,
    isExcluded,
    span: timeSpanOf(scope, durationSeconds),
  }));
  return presenceIn(timed, durationSeconds);
}

/** A wish for a part in a time, or for its absence. */
export interface TimedPart {
  readonly part: PartName;
  readonly isExcluded: boolean;
  readonly span: TimeSpan;
}

/** The times in which parts play, by wishes for some of them. */
export function presenceIn(timed: readonly TimedPart[], durationSeconds: number): WantedPresence[] {
  const parts = [...new Set(timed.map(({ part }) => part))];
  return parts.flatMap((part) => {
    const spansOf = (excluded: boolean): TimeSpan[] =>
      timed
        .filter((own) => own.part === part && own.isExcluded === excluded)
        .map(({ span }) => span)
        .filter(({ from, to }) => to > from);
    const wanted = joined(spansOf(false));
    const whole = { from: 0, to: durationSeconds };
    const left = spansOf(true).reduce(without, wanted.length > 0 ? wanted : [whole]);
    return presenceOf(part, left, { durationSeconds, fills: wanted.length > 0 });
  });
}

export function presenceOf(
  part: PartName,
  spans: readonly TimeSpan[],
  { durationSeconds: end, fills }: { durationSeconds: number; fills: boolean },
): WantedPresence[] {
  // Excluded everywhere: it plays from the end to the end.
  if (spans.length === 0) return [{ part, fromSecond: end, toSecond: end }];
  const isThroughout = spans.some(({ from, to }) => from === 0 && to === end);
  if (isThroughout && !fills) return [];
  return spans.map(({ from, to }) => ({
    part,
    fromSecond: from,
    ...(to === end ? {} : { toSecond: to }),
    ...(fills ? { fills: true as const } : {}),
  }));
}

export const without = (spans: readonly TimeSpan[], { from, to }: TimeSpan): TimeSpan[] =>
  spans
    .flatMap((span) => [
      { from: span.from, to: Math.min(span.to, from) },
      { from: Math.max(span.from, to), to: span.to },
    ])
    .filter((span) => span.to > span.from);
