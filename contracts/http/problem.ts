import { z } from 'zod';
import { RefusalReason } from '../values/command-result.ts';
import { Money } from '../values/money.ts';
import { Understanding } from '../values/understanding.ts';

/** RFC 9457 problem details. `errors` has the path and the message of each invalid field. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Why the workflow refused a command (status 409). */
    reason: RefusalReason.optional(),
    /** The exhausted budget, and when new work is accepted again (status 402). */
    budget: z
      .object({
        perDay: Money,
        spent: Money,
        opensAt: z.iso.datetime(),
      })
      .optional(),
    /** Every wish of a brief that is refused, with its outcome. */
    understanding: Understanding.optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
