import { type NewEvent, type StreamKind, streamKind } from '@fermata/contracts/events';
import { hasLeftProduction } from '@fermata/contracts/values';

interface End {
  /** The events that end a stream, or open it again. */
  readonly decisive: readonly NewEvent['type'][];
  isEnd(event: NewEvent): boolean;
  /** Whether the stream takes the event although it has ended. `past`: its decisive events, in order. */
  mayFollow(event: NewEvent, past: readonly NewEvent[]): boolean;
}

/** The highest attempt that a person has requested. The first one needs no request. */
const lastAttempt = (past: readonly NewEvent[]): number =>
  Math.max(
    1,
    ...past.flatMap((event) =>
      event.type === 'offer.restarted' || event.type === 'redelivery.requested'
        ? [event.data.attempt]
        : [],
    ),
  );

const ON_SALE: ReadonlySet<string> = new Set([
  ...['release.partner-delisted', 'release.answer-ignored'],
  ...['release.question-asked', 'release.question-answered'],
]);

/** What ends a stream for good. Streams that many writers share never end. */
const ENDS: Readonly<Partial<Record<StreamKind, End>>> = {
  track: {
    decisive: ['track.stage-entered'],
    isEnd: (event) =>
      event.type === 'track.stage-entered' &&
      hasLeftProduction(event.data.stage) &&
      event.data.stage !== 'published' &&
      event.data.stage !== 'delisted',
    // Answers to commands and requests that came at the end are recorded after it.
    mayFollow: ({ type }) => type !== 'track.stage-entered',
  },
  release: {
    decisive: ['release.ended'],
    isEnd: ({ type }) => type === 'release.ended',
    // The sale goes on after the release.
    mayFollow: ({ type }) => ON_SALE.has(type),
  },
  offer: {
    decisive: ['offer.ended', 'offer.restarted', 'redelivery.requested'],
    isEnd: ({ type }) => type === 'offer.ended',
    mayFollow: (event, past) =>
      event.type === 'delivery.answer-ignored' ||
      event.type === 'redelivery.requested' ||
      event.type === 'offer.declared-gone' ||
      (event.type === 'offer.restarted' && event.data.attempt > lastAttempt(past)),
  },
  amendment: {
    decisive: ['amendment.ended'],
    isEnd: ({ type }) => type === 'amendment.ended',
    mayFollow: () => false,
  },
  withdrawal: {
    decisive: ['withdrawal.ended'],
    isEnd: ({ type }) => type === 'withdrawal.ended',
    // One that has failed goes on asking the partners that still have the release, until it is superseded.
    mayFollow: (event, past) => {
      const last = past.at(-1);
      return (
        last?.type === 'withdrawal.ended' &&
        last.data.outcome === 'failed' &&
        (event.type === 'takedown.confirmed' ||
          (event.type === 'withdrawal.ended' && event.data.outcome !== 'failed'))
      );
    },
  },
};

const endOf = (stream: string): End | undefined => {
  const kind = streamKind(stream);
  return kind === null ? undefined : ENDS[kind];
};

/** The types of the events that decide whether the events may be appended; none if nothing can forbid them. */
export function decisiveTypes(stream: string, events: readonly NewEvent[]): readonly string[] {
  const end = endOf(stream);
  if (end === undefined) return [];
  // Whether a further attempt may follow depends on those before it.
  const isHarmless = (event: NewEvent): boolean =>
    !end.decisive.includes(event.type) && end.mayFollow(event, []);
  return events.every(isHarmless) ? [] : end.decisive;
}

/**
 * Why the stream does not take the events, or null: a stream that has ended must not change any more. `past`: the last
 * stored event of each decisive type, in order.
 */
export function endedStreamIssue(
  events: readonly NewEvent[],
  past: readonly NewEvent[],
): string | null {
  const [first] = events;
  const end = first && endOf(first.stream);
  if (end === undefined) return null;
  const decisive = [...past];
  for (const event of events) {
    const last = decisive.at(-1);
    if (last !== undefined && end.isEnd(last) && !end.mayFollow(event, decisive))
      return (
        `stream ${event.stream} has ended with ${last.type}, event ${last.sequence}: ` +
        `it takes no ${event.type} as event ${event.sequence}`
      );
    if (end.decisive.includes(event.type)) decisive.push(event);
  }
  return null;
}
