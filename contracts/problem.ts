import { z } from 'zod';
import { RefusalReason } from './review.ts';

/** RFC 9457 problem details. `errors` names each wrong field: what, where, what is allowed. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Why the workflow refused a command (status 409). */
  reason: RefusalReason.optional(),
}).meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
