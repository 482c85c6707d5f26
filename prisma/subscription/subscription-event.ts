import type pg from 'pg';
import type { EventData, NewEvent } from '@fermata/contracts/events';
import type { EventWriter } from '../events/event-writer.ts';

export type SubscriptionEventType = Extract<NewEvent['type'], `subscription.${string}`>;

/** Appends an event of a subscription's stream, as the last statement of the transaction of its row. */
export const appendSubscriptionEvent = <T extends SubscriptionEventType>(
  writer: EventWriter,
  client: pg.PoolClient,
  { subscriptionId, projectId, actor }: Record<'subscriptionId' | 'projectId' | 'actor', string>,
  type: T,
  data: EventData<T>,
): Promise<void> =>
  writer.appendRowEvent(
    client,
    { stream: `subscription/${subscriptionId}`, projectId, actor },
    type,
    data,
  );
