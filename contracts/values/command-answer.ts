import { z } from 'zod';

export const RefusalReason = z.enum([
  'late',
  'stale',
  'twice',
  'not-allowed',
  'bad-token',
  'not-now',
  'unknown',
]);

export type RefusalReason = z.infer<typeof RefusalReason>;

/** How the workflow answers a command: done, or refused in words. A refusal is an event as well. */
export const CommandAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('accepted'),
    detail: z.string(),
    effectiveAt: z.iso.datetime().optional(),
  }),
  z.object({ outcome: z.literal('refused'), reason: RefusalReason, detail: z.string() }),
]);

export type CommandAnswer = z.infer<typeof CommandAnswer>;
