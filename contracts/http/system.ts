import { z } from 'zod';
import { Role } from '../values/access.ts';
import { ActorId } from '../values/ids.ts';

export const HealthView = z
  .object({
    status: z.enum(['ok', 'failing']),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'Health' });

export const PrincipalView = z
  .object({
    actor: ActorId,
    name: z.string().nullable(),
    projectId: z.string(),
    roles: z.array(Role),
  })
  .meta({ id: 'WhoAmI' });
