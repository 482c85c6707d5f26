import { z } from 'zod';

/**
 * `disabled`: no message arrived for days. `ended`: the subscriber answered 410. Both get nothing
 * more; a disabled one can be made active again.
 */
export const SubscriptionStatus = z.enum(['active', 'paused', 'disabled', 'ended']);

export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

/** Of an attempt to send a message. */
export const AttemptOutcome = z.enum(['arrived', 'failed', 'given-up']);

export type AttemptOutcome = z.infer<typeof AttemptOutcome>;
