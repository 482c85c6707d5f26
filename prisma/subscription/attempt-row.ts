import { z } from 'zod';
import { DeliveryAttempt } from '@fermata/contracts/http';
import { fromColumns, Instant } from '../database/row.ts';

/** A row of `subscription_attempt`, from `pg`. */
export const AttemptRow = fromColumns(
  z.object({
    id: z.coerce.number().int(),
    position: z.coerce.number().int(),
    type: z.string(),
    stream: z.string(),
    attempt: z.number().int(),
    replay: z.boolean(),
    outcome: DeliveryAttempt.shape.outcome,
    httpStatus: z.number().int().nullable(),
    detail: z.string(),
    at: Instant,
    durationMs: z.number().int(),
    nextAttemptAt: Instant.nullable(),
  }),
);

export type AttemptRecord = z.infer<typeof AttemptRow>;
