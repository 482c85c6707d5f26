import type { z } from 'zod';
import { EVENT_DATA, type EventData, type EventType } from '@fermata/contracts/events';
import type { Evidence } from './evidence.ts';

/** The events of one type, with their data parsed. */
export function eventsOf<T extends EventType>(
  { events }: Evidence,
  type: T,
): { stream: string; occurredAt: string; actor: string; data: EventData<T> }[] {
  // TypeScript does not follow the key through the table; the schema of T parses the data of T.
  const schema = EVENT_DATA[type] as unknown as z.ZodType<EventData<T>>;
  return events.flatMap(({ event }) => {
    if (event?.type !== type) return [];
    const { stream, occurredAt, actor } = event;
    return [{ stream, occurredAt, actor, data: schema.parse(event.data) }];
  });
}
