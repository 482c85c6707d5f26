import { z } from 'zod';
import { Principal } from '../values/principal.ts';

export const HealthView = z
  .object({
    status: z.enum(['ok', 'failing']),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'Health' });

export const PrincipalView = Principal.extend({ name: z.string().nullable() }).meta({
  id: 'WhoAmI',
});
