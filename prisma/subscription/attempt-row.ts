import { z } from 'zod';
import { AttemptOutcome } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';

/** An attempt to send a message, from the client. */
export const Attempt = z.object({
  id: z.coerce.number().int(),
  position: z.coerce.number().int(),
  type: z.string(),
  stream: z.string(),
  attempt: z.number().int(),
  replay: z.boolean(),
  outcome: AttemptOutcome,
  httpStatus: z.number().int().nullable(),
  detail: z.string(),
  at: Instant,
  durationMs: z.number().int(),
  nextAttemptAt: Instant.nullable(),
});

export type AttemptRecord = z.infer<typeof Attempt>;
