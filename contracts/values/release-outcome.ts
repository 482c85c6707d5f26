import { z } from 'zod';

/** How a release, or its offer to one partner, has ended. */
export const ReleaseOutcome = z.enum(['live', 'rejected', 'timed-out', 'cancelled', 'failed']);

export type ReleaseOutcome = z.infer<typeof ReleaseOutcome>;
