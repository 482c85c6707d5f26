import { z } from 'zod';
import { Role } from './access.ts';
import { ActorId, ProjectId } from './ids.ts';

/** The authenticated person or machine, its project and its roles there. */
export const Principal = z.object({
  actor: ActorId,
  projectId: ProjectId,
  roles: z.array(Role).readonly(),
});

export type Principal = Readonly<z.infer<typeof Principal>>;
