import type pg from 'pg';
import type { NewEvent, StoredEvent } from '@fermata/contracts/events';
import { inTransaction } from '../database/in-transaction.ts';
import type { Notifications, Unsubscribe } from '../database/notifications.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { ApplyEvent } from '../projection/projection.ts';
import { appendNextOnce } from './append-next-once.ts';
import { append } from './append.ts';
import { createEventWriter, type Unsequenced } from './event-writer.ts';
import {
  type EventLogRange,
  readAll,
  readHead,
  readStream,
  type StreamRange,
} from './read-events.ts';

export interface EventStore {
  /**
   * Appends events with consecutive sequences to one stream in one transaction, with their projections. An event that
   * already exists with the same type, data and actor is returned as stored (its first `occurredAt`, workflow and run
   * remain). Throws SequenceConflictError if the sequence has another event, StreamGapError if one before it is
   * missing, InvalidEventError (also after the end of the stream), and ZodError for an unknown type or invalid data.
   */
  append(events: readonly NewEvent[]): Promise<StoredEvent[]>;
  /**
   * For streams with many writers (`project/…`): chooses the next sequence. Not idempotent. Writers wait for each
   * other; an optimistic lock would starve some of many.
   */
  appendNext(event: Unsequenced<NewEvent>): Promise<StoredEvent>;
  /**
   * As `appendNext`, once for each type and workflow id: a repeat returns the first event. Null when the stream has
   * `limitPerDay` events of the type from the last 24 hours.
   */
  appendNextOnce(
    event: Unsequenced<NewEvent> & { workflowId: string },
    limitPerDay: number,
  ): Promise<StoredEvent | null>;
  /** `limit` is at most 1000, which is also the default. */
  readStream(stream: string, options?: StreamRange): Promise<StoredEvent[]>;
  /** In the order of positions: of the project, or of a track or a release of it. */
  readAll(options: EventLogRange): Promise<StoredEvent[]>;
  /** The last position of all; 0 without events. */
  head(): Promise<number>;
  /**
   * Calls `listener` with the last position after each commit, and once after each reconnect. Calls prove nothing: read
   * from your cursor.
   */
  onAppended(listener: (position: number) => void): Promise<Unsubscribe>;
}

export function createEventStore(
  prisma: PrismaClient,
  pool: pg.Pool,
  notifications: Notifications,
  applyEvent: ApplyEvent,
): EventStore {
  const writer = createEventWriter(applyEvent);
  return {
    append: (events) => append(pool, applyEvent, events),
    appendNext: (event) => inTransaction(pool, (client) => writer.appendNext(client, event)),
    appendNextOnce: (event, limitPerDay) => appendNextOnce(pool, writer, event, limitPerDay),
    readStream: (stream, options) => readStream(pool, stream, options),
    readAll: (options) => readAll(pool, options),
    head: () => readHead(prisma),
    onAppended: (listener) =>
      notifications.on('fermata_event', (payload) => {
        if (payload !== '') return listener(Number(payload));
        // After a reconnect. If this read fails, so does the connection, and the next reconnect repeats it.
        readHead(prisma).then(listener, () => {});
      }),
  };
}
