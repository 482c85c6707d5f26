import type pg from 'pg';
import type { EventData, EventType } from '@fermata/contracts/events';
import { appendNextWithin } from './append.ts';

/** Appends an event about a row, as the last statement of the transaction that writes the row. */
export async function appendRowEvent<T extends EventType>(
  client: pg.PoolClient,
  { stream, projectId, actor }: Record<'stream' | 'projectId' | 'actor', string>,
  type: T,
  data: EventData<T>,
): Promise<void> {
  const event = {
    ...{ stream, projectId, actor, type, data },
    occurredAt: new Date().toISOString(),
    workflowId: null,
    runId: null,
  };
  // `type` and `data` belong together by T; TypeScript loses that for a union.
  await appendNextWithin(client, event as Parameters<typeof appendNextWithin>[1]);
}
