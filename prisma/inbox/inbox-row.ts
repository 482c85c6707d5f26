import { z } from 'zod';
import { fromColumns, Instant } from '../database/row.ts';

/**
 * A webhook of a partner. `body`: the text that the partner signed, not parsed. `traceparent`: the W3C trace of its
 * request, continued when it is relayed. `attempts`: failed attempts to relay it.
 */
export const InboxRow = fromColumns(
  z.object({
    id: z.coerce.number().int(),
    partner: z.string(),
    webhookId: z.string(),
    body: z.string(),
    traceparent: z.string().nullable(),
    receivedAt: Instant,
    relayedAt: Instant.nullable(),
    workflowId: z.string().nullable(),
    undeliverable: z.string().nullable(),
    isUnreadable: z.boolean(),
    attempts: z.number().int(),
    lastFailure: z.string().nullable(),
    nextAttemptAt: Instant,
  }),
);
export type InboxRow = z.infer<typeof InboxRow>;
