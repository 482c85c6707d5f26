import { z } from 'zod';
import { TextReaders } from './brief.ts';
import { Edits } from './edit.ts';
import { ActorId, DecisionId } from './ids.ts';
import { Verdict } from './review.ts';
import { Understanding } from './understanding.ts';
import { ReviewedVersion } from './version.ts';

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
      understanding: Understanding.optional(),
      readers: TextReaders.optional(),
      ...ReviewedVersion.shape,
      undone: z.boolean(),
    }),
  ),
  reminderDue: z.boolean(),
  escalated: z.boolean(),
  graceUntil: z.number().nullable(),
  heldSince: z.number().nullable(),
});

export type ReviewRoundSnapshot = z.infer<typeof ReviewRoundSnapshot>;
