import { z } from 'zod';

/**
 * How often a release may be offered to one partner. Each attempt can make a reservation there, and a partner lists at
 * most this number for one release.
 */
export const MAX_ATTEMPTS = 20;

/**
 * The state of the last request to redeliver a release to one partner, after the release has ended. `withdrawn`:
 * a withdrawal that was requested later ends it.
 */
export const RedeliveryState = z.enum(['requested', 'withdrawn', 'ended']);

export type RedeliveryState = z.infer<typeof RedeliveryState>;
