import type pg from 'pg';
import type { NewEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import { appendIfFree } from '../events/append-if-free.ts';
import type { EventStore } from '../events/event-store.ts';
import type { EventWriter } from '../events/event-writer.ts';
import { LOCK_EVENTS } from '../events/lock-events.ts';
import { readLastSequence } from '../events/read-last-sequence.ts';
import type { PrismaClient } from '../generated/client.ts';

export type RedeliveryRequested = Extract<NewEvent, { type: 'redelivery.requested' }>;

/** The last events of the catalogue before the facts of a request were read. */
export interface RedeliveryBasis {
  /** Of the last event of the offer's stream; 0 without any. */
  readonly sequence: number;
  /** Of the last event of all. */
  readonly position: number;
}

/** Requests to redeliver a release to one partner. */
export interface RedeliveryRepository {
  /** Call this before reading the facts, so that a later change is detected. */
  basis(offer: { projectId: string; releaseId: string; partner: string }): Promise<RedeliveryBasis>;
  /**
   * Writes the request. False: the stream of the offer has another event there, or a withdrawal from the partner was
   * requested since the basis.
   */
  request(event: RedeliveryRequested, basis: Pick<RedeliveryBasis, 'position'>): Promise<boolean>;
}

// Raw: within the transaction that holds the lock of the events.
const WITHDRAWN_SINCE = `
  SELECT FROM public.event
  WHERE position > $1 AND project_id = $2 AND type = 'withdrawal.requested'
    AND data->>'releaseId' = $3 AND data->'partners' ? $4
  LIMIT 1`;

export function createRedeliveryRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  events: Pick<EventStore, 'head'>,
  writer: Pick<EventWriter, 'append'>,
): RedeliveryRepository {
  return {
    async basis({ projectId, releaseId, partner }) {
      const position = await events.head();
      const stream = workflowIds.offer(releaseId, partner);
      return { position, sequence: await readLastSequence(prisma, { projectId, stream }) };
    },

    request: (event, { position }) =>
      inTransaction(pool, async (client) => {
        const { projectId, data } = event;
        await client.query(LOCK_EVENTS);
        const { rowCount } = await client.query(WITHDRAWN_SINCE, [
          ...[position, projectId, data.releaseId, data.partner],
        ]);
        if (rowCount !== 0) return false;
        return appendIfFree({ append: (values) => writer.append(client, values) }, event);
      }),
  };
}
