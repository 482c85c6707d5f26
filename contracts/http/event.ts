import { z } from 'zod';
import { CloudEvent, EVENT_TYPES, EventId, type EventType } from '../events/index.ts';
import { ActorId, Sha256 } from '../values/ids.ts';
import { page, PageLimit } from './page.ts';

export const EventView = z
  .object({
    position: z.number().int(),
    stream: z.string(),
    sequence: z.number().int(),
    type: z.string(),
    occurredAt: z.iso.datetime(),
    actor: ActorId,
    workflowId: z.string().nullable(),
    runId: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    hash: Sha256,
  })
  .meta({ id: 'Event' });

export type EventView = z.infer<typeof EventView>;

export const EventPage = page(EventView).meta({ id: 'EventPage' });

export const EventQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});

/** `after`: the id of an event, or 0 for the beginning; the answer is then CloudEvents. */
export const EventListQuery = EventQuery.extend({
  after: z.union([z.literal('0'), EventId], 'must be the id of an event, or 0').optional(),
}).refine(
  ({ cursor, after }) => cursor === undefined || after === undefined,
  'send either cursor or after',
);

export const CloudEventBatch = z.array(CloudEvent);

export const EventTypeParameter = z.enum(EVENT_TYPES as [EventType, ...EventType[]]);

/** JSON Schema 2020-12 of the data of an event type. */
export const EventSchema = z.record(z.string(), z.unknown());

export const EventSchemas = z.record(z.string(), EventSchema);
