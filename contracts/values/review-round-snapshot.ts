import { z } from 'zod';
import { Edits } from './edit.ts';
import { ActorId, DecisionId } from './ids.ts';
import { Verdict } from './review.ts';

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
      edits: Edits.optional(),
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
