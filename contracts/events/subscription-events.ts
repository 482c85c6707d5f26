import { z } from 'zod';
import { SubscriptionId } from '../values/ids.ts';

/** The URL itself may contain a secret, so only its origin is recorded. No types: all of them. */
const Target = z.object({
  subscriptionId: SubscriptionId,
  origin: z.string(),
  types: z.array(z.string()),
});

/**
 * Stream `subscription/<subscriptionId>`: written with the row that it is about, by the API for a person, and by the
 * activity that sends messages when a subscriber does not answer.
 */
export const SUBSCRIPTION_EVENTS = {
  'subscription.created': Target,
  'subscription.changed': Target,
  'subscription.paused': z.object({}),
  'subscription.resumed': z.object({}),
  'subscription.secret-rotated': z.object({ previousValidUntil: z.iso.datetime() }),
  /** A person had a message sent again. */
  'subscription.replayed': z.object({ eventId: z.string() }),
  /** No message has arrived for days. */
  'subscription.disabled': z.object({ failingSince: z.iso.datetime(), detail: z.string() }),
  'subscription.ended': z.object({ reason: z.enum(['gone', 'removed']), detail: z.string() }),
} as const;
