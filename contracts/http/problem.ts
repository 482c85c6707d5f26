import { z } from 'zod';
import { RefusalReason } from '../values/command-answer.ts';

/** RFC 9457 problem details. `errors` names each wrong field: what, where, what is allowed. */
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
    /** What was spent of which budget (hundredths of a euro), and when new work is taken again (status 402). */
    budget: z
      .object({
        dayMinor: z.number(),
        spentMinor: z.number(),
        currency: z.literal('EUR'),
        opensAt: z.iso.datetime(),
      })
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
