import { z } from 'zod';
import { ActorId, DecisionId } from './ids.ts';
import { Verdict } from './review.ts';
import { Remake } from './take.ts';

/** An open review. Times are milliseconds since 1970. */
export const ReviewRoundSnapshot = z.object({
  openedAt: z.number(),
  state: z.enum(['open', 'grace']),
  decisions: z.array(
    z.object({
      decisionId: DecisionId,
      reviewer: ActorId,
      verdict: Verdict,
      note: z.string().optional(),
      remake: Remake.optional(),
      undone: z.boolean(),
    }),
  ),
  reminderDue: z.boolean(),
  escalated: z.boolean(),
  graceUntil: z.number().nullable(),
  pendingVerdict: Verdict.nullable(),
  heldSince: z.number().nullable(),
});

export type ReviewRoundSnapshot = z.infer<typeof ReviewRoundSnapshot>;
