import { z } from 'zod';

export const RefusalReason = z.enum([
  'late',
  'stale',
  'twice',
  'not-allowed',
  'bad-token',
  'not-now',
  'unknown',
  'recalled',
]);

export type RefusalReason = z.infer<typeof RefusalReason>;

/** A workflow's result of a command. A refusal is also an event. */
export const CommandResult = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('accepted'),
    detail: z.string(),
    effectiveAt: z.iso.datetime().optional(),
    /** The command may still come too late: see the track's stage. */
    outcomeOpen: z.literal(true).optional(),
  }),
  z.object({ outcome: z.literal('refused'), reason: RefusalReason, detail: z.string() }),
]);

export type CommandResult = z.infer<typeof CommandResult>;
