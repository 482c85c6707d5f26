import { z } from 'zod';

/**
 * How far the last request is to deliver a release once more to one partner, after the release has ended. `withdrawn`:
 * a withdrawal that was requested later ends it.
 */
export const RedeliveryState = z.enum(['requested', 'withdrawn', 'ended']);

export type RedeliveryState = z.infer<typeof RedeliveryState>;
