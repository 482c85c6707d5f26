import type pg from 'pg';
import type { EventData, NewEvent } from '@fermata/contracts/events';
import { appendNextWithin } from '../events/append.ts';

export type SubscriptionEventType = Extract<NewEvent['type'], `subscription.${string}`>;

/** Appends an event of a subscription's stream, as the last statement of the transaction of its row. */
export async function appendSubscriptionEvent<T extends SubscriptionEventType>(
  client: pg.PoolClient,
  { subscriptionId, projectId, actor }: Record<'subscriptionId' | 'projectId' | 'actor', string>,
  type: T,
  data: EventData<T>,
): Promise<void> {
  const event = {
    projectId,
    actor,
    type,
    data,
    stream: `subscription/${subscriptionId}`,
    occurredAt: new Date().toISOString(),
    workflowId: null,
    runId: null,
  };
  // `type` and `data` belong together by T; TypeScript loses that for a union.
  await appendNextWithin(client, event as Parameters<typeof appendNextWithin>[1]);
}
