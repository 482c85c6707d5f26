import type pg from 'pg';
import type { NewEvent, StoredEvent } from '@fermata/contracts/events';
import { inTransaction } from '../database/in-transaction.ts';
import { storedEvent } from './event-row.ts';
import type { EventWriter, Unsequenced } from './event-writer.ts';
import { LOCK_EVENTS } from './lock-events.ts';

// Raw: in the transaction that holds the lock and appends the event.
const OF_WORKFLOW = `
  SELECT * FROM public.event WHERE stream = $1 AND type = $2 AND workflow_id = $3 ORDER BY sequence LIMIT 1`;
const OF_LAST_DAY = `
  SELECT count(*)::int AS count FROM public.event
  WHERE stream = $1 AND type = $2 AND occurred_at > now() - interval '1 day'`;

/** See EventStore.appendNextOnce. */
export async function appendNextOnce(
  pool: pg.Pool,
  writer: EventWriter,
  event: Unsequenced<NewEvent> & { workflowId: string },
  limitPerDay: number,
): Promise<StoredEvent | null> {
  const { stream, type, workflowId } = event;
  return inTransaction(pool, async (client) => {
    await client.query(LOCK_EVENTS);
    const { rows } = await client.query(OF_WORKFLOW, [stream, type, workflowId]);
    const [first] = rows.map(storedEvent);
    if (first) return first;
    const today = await client.query<{ count: number }>(OF_LAST_DAY, [stream, type]);
    if ((today.rows[0]?.count ?? 0) >= limitPerDay) return null;
    return writer.appendNext(client, event);
  });
}
