import { z } from 'zod';

export const SubscriptionStatus = z.enum(['active', 'paused', 'disabled', 'ended']);

export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

/** Of an attempt to send a message. */
export const AttemptOutcome = z.enum(['delivered', 'failed', 'given-up']);
