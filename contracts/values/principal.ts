import { z } from 'zod';
import { Role } from './access.ts';
import { ActorId, PartnerName, ProjectId } from './ids.ts';

/** The authenticated person or machine, its project and its roles there. */
export const Principal = z.object({
  actor: ActorId,
  projectId: ProjectId,
  roles: z.array(Role).readonly(),
  /** The partner to which the key belongs. */
  partner: PartnerName.optional(),
});

export type Principal = Readonly<z.infer<typeof Principal>>;
