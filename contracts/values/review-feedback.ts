import { z } from 'zod';
import { TextReaders } from './brief.ts';
import { Edits } from './edit.ts';
import { ActorId, DecisionId } from './ids.ts';
import { Understanding } from './understanding.ts';

/** The decision that asked for a version: why the version before it was sent back, as the reviewer wrote it. */
export const ReviewFeedback = z.object({
  decisionId: DecisionId,
  reviewer: ActorId,
  /** Empty: the decision has edits only. */
  note: z.string(),
  /** The edits that were decided. */
  edits: Edits.optional(),
  /** Every wish of the note and its outcome, as the reviewer's decision contains them. */
  understanding: Understanding.optional(),
  /** The models that read the note. Absent: only the grammar has read it. */
  readers: TextReaders.optional(),
});

export type ReviewFeedback = z.infer<typeof ReviewFeedback>;
