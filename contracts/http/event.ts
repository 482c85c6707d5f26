import { z } from 'zod';
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
