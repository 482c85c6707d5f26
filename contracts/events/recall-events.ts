import { z } from 'zod';
import { RecallId } from '../values/ids.ts';
import { RecallSubject } from '../values/recall.ts';

/** Stream `recall/<recallId>`: written by the API, and by the activity that verifies the completion. */
export const RECALL_EVENTS = {
  /** Its actor is the person who has started it. `expectedTracks`: offered to partners, or about to be. */
  'recall.started': z.object({
    recallId: RecallId,
    subject: RecallSubject,
    reason: z.string(),
    expectedTracks: z.number().int().min(0),
  }),
  /** No partner has any of these tracks. `withdrawn`: since the start. */
  'recall.completed': z.object({
    recallId: RecallId,
    tracks: z.number().int().min(0),
    withdrawn: z.number().int().min(0),
  }),
  /** Refusals because of it end. */
  'recall.lifted': z.object({ recallId: RecallId, reason: z.string() }),
} as const;
