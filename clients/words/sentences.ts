import type { EventData, EventType } from '@fermata/contracts/events';

/** Writes an instant, in the reader's time zone or in UTC. */
export type WriteInstant = (iso: string) => string;

/** A sentence for each type, of its own data. */
export type Sentences = {
  readonly [T in EventType]: (data: EventData<T>, at: WriteInstant) => string;
};

export const noteSuffix = (note: string | undefined): string =>
  note === undefined ? '' : `: “${note}”`;
