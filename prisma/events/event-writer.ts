import type pg from 'pg';
import type { EventData, EventType, NewEvent, StoredEvent } from '@fermata/contracts/events';
import type { ApplyEvent } from '../projection/projection.ts';
import { append } from './append.ts';
import { checkEvent } from './check-event.ts';
import { insertEvents } from './insert-events.ts';
import { LOCK_EVENTS } from './lock-events.ts';
import { readLastEvent, readStreamState } from './read-stream-state.ts';

/** An event whose sequence the store chooses. */
export type Unsequenced<T> = T extends unknown ? Omit<T, 'sequence'> : never;

/**
 * Appends events within the caller's transaction, as its last statements: other writers wait for its end. All methods
 * throw InvalidEventError, and ZodError for an unknown type or invalid data.
 */
export interface EventWriter {
  /** See EventStore.append. The caller has locked the events. */
  append(client: pg.PoolClient, events: readonly NewEvent[]): Promise<StoredEvent[]>;
  /** Chooses the next sequence of the stream. Not idempotent. */
  appendNext(client: pg.PoolClient, event: Unsequenced<NewEvent>): Promise<StoredEvent>;
  /** For the transaction that changes a row outside the projections: an event of now, without a workflow. */
  appendRowEvent<T extends EventType>(
    client: pg.PoolClient,
    by: Record<'stream' | 'projectId' | 'actor', string>,
    type: T,
    data: EventData<T>,
  ): Promise<void>;
}

export function createEventWriter(applyEvent: ApplyEvent): EventWriter {
  async function appendNext(
    client: pg.PoolClient,
    event: Unsequenced<NewEvent>,
  ): Promise<StoredEvent> {
    await client.query(LOCK_EVENTS);
    const last = await readLastEvent(client, event.stream);
    const next = checkEvent({ ...event, sequence: (last?.sequence ?? 0) + 1 });
    const { opening = next } = await readStreamState(client, next.stream, next.sequence, 1);
    const [added] = await insertEvents(client, applyEvent, [next], { opening, before: last });
    if (added === undefined)
      throw new Error(`the database did not return the event of stream ${next.stream}`);
    return added;
  }

  return {
    append: (client, events) => append(client, applyEvent, events),
    appendNext,

    async appendRowEvent(client, { stream, projectId, actor }, type, data) {
      const event = {
        ...{ stream, projectId, actor, type, data },
        occurredAt: new Date().toISOString(),
        workflowId: null,
        runId: null,
      };
      // `type` and `data` belong together by T; TypeScript loses that for a union.
      await appendNext(client, event as Unsequenced<NewEvent>);
    },
  };
}
