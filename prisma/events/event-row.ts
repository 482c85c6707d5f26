import { z } from 'zod';
import { type NewEvent, parseNewEvent, type StoredEvent } from '@fermata/contracts/events';
import { fromColumns, Instant } from '../database/row.ts';

/** A row of `event`, from `pg`; `data` is not yet parsed. */
export const EventRow = fromColumns(
  z.object({
    position: z.coerce.number().int(),
    projectId: z.string(),
    stream: z.string(),
    sequence: z.number().int(),
    type: z.string(),
    occurredAt: Instant,
    actor: z.string(),
    workflowId: z.string().nullable(),
    runId: z.string().nullable(),
    data: z.unknown(),
    contentSha256: z.string(),
    prevHash: z.string(),
    logPrevHash: z.string(),
    hash: z.string(),
  }),
);
export type RawEvent = z.infer<typeof EventRow>;

/**
 * Throws a ZodError for a type unknown to this code. Ignores fields that a newer writer has added; writing is strict.
 */
export function storedEvent(row: unknown): StoredEvent {
  const { position, contentSha256, prevHash, logPrevHash, hash, ...event } = EventRow.parse(row);
  return { ...parseKnown(event), position, contentSha256, prevHash, logPrevHash, hash };
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
