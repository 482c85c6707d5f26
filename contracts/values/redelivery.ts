import { z } from 'zod';

/**
 * How far the last order is to deliver a release once more to one partner, after the release has ended. `withdrawn`: a
 * withdrawal that was ordered later ends it.
 */
export const RedeliveryState = z.enum(['ordered', 'withdrawn', 'ended']);

export type RedeliveryState = z.infer<typeof RedeliveryState>;
