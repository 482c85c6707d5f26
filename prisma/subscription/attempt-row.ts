import { z } from 'zod';
import { MessageAttempt } from '@fermata/contracts/http';
import { Instant } from '../database/row.ts';

/** An attempt to send a message, from the client. */
export const Attempt = MessageAttempt.omit({ eventId: true, subject: true }).extend({
  id: z.coerce.number().int(),
  position: z.coerce.number().int(),
  stream: z.string(),
  at: Instant,
  nextAttemptAt: Instant.nullable(),
});

export type AttemptRecord = z.infer<typeof Attempt>;
