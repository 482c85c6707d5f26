import { z } from 'zod';
import { ActorId } from './ids.ts';

/** The hold of a project's releases: nothing of the project is reserved, delivered or confirmed. */
export const ProjectHold = z.object({
  reason: z.string(),
  heldBy: ActorId,
  heldAt: z.iso.datetime(),
});

export type ProjectHold = z.infer<typeof ProjectHold>;
