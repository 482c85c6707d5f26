import { z } from 'zod';
import { Intent } from './brief.ts';

/** Why the preview service made no preview. `intent`: the interpreted prompt, if it got that far. */
export const PreviewRefusal = z.object({
  reason: z.enum(['overloaded', 'deadline', 'failed', 'invalid']),
  detail: z.string(),
  retryAfterMs: z.number().min(0),
  intent: Intent.optional(),
});

export type PreviewRefusal = z.infer<typeof PreviewRefusal>;
