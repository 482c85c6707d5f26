import { z } from 'zod';

/** How much of a track AI made, as it is said of it. */
export const AiDisclosure = z.enum(['all', 'partly', 'none']);
export type AiDisclosure = z.infer<typeof AiDisclosure>;
