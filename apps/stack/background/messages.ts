import { z } from 'zod';

/** Messages from a background supervisor to the command that started it. */
export const SupervisorMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('step'),
    step: z.object({
      name: z.string(),
      state: z.enum(['started', 'working', 'done', 'failed']),
      seconds: z.number(),
      detail: z.string().exactOptional(),
    }),
  }),
  z.object({ type: z.literal('running') }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type SupervisorMessage = z.infer<typeof SupervisorMessage>;
