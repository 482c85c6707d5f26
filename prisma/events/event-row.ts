import { z } from 'zod';
import { type NewEvent, parseNewEvent, type StoredEvent } from '@fermata/contracts/events';

/** A row of `event` as `pg` gives it; `data` is not yet parsed. */
export const EventRow = z
  .object({
    position: z.coerce.number().int(),
    project_id: z.string(),
    stream: z.string(),
    sequence: z.number().int(),
    type: z.string(),
    occurred_at: z.date(),
    actor: z.string(),
    workflow_id: z.string().nullable(),
    run_id: z.string().nullable(),
    data: z.unknown(),
    prev_hash: z.string(),
    hash: z.string(),
  })
  .transform((row) => ({
    position: row.position,
    projectId: row.project_id,
    stream: row.stream,
    sequence: row.sequence,
    type: row.type,
    occurredAt: row.occurred_at.toISOString(),
    actor: row.actor,
    workflowId: row.workflow_id,
    runId: row.run_id,
    data: row.data,
    prevHash: row.prev_hash,
    hash: row.hash,
  }));
export type RawEvent = z.infer<typeof EventRow>;

/** Throws a ZodError for a type that this code does not know. Fields that a newer writer has added are left out; what is written is read strictly. */
export function storedEvent(row: unknown): StoredEvent {
  const { position, prevHash, hash, ...event } = EventRow.parse(row);
  return { ...parseKnown(event), position, prevHash, hash };
}

function parseKnown(event: { data: unknown }): NewEvent {
  try {
    return parseNewEvent(event);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const added = error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? [issue] : [],
    );
    if (added.length < error.issues.length) throw error;
    const data: unknown = structuredClone(event.data);
    for (const { path, keys } of added) {
      const holder = path.reduce<unknown>(
        (value, key) =>
          typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
        data,
      );
      if (typeof holder === 'object' && holder !== null)
        for (const key of keys) Reflect.deleteProperty(holder, key);
    }
    return parseNewEvent({ ...event, data });
  }
}
