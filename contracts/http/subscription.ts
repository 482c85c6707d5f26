import { z } from 'zod';
import { EventId } from '../events/index.ts';
import { ActorId, SubscriptionId } from '../values/ids.ts';
import { plainLine } from '../values/plain-text.ts';
import { AttemptOutcome, SubscriptionStatus } from '../values/subscription-status.ts';
import { EventTypeParameter } from './event.ts';
import { page, PageLimit } from './page.ts';

const TargetUrl = z.url('must be an address such as https://crm.example/events').max(2000);

/** Empty: all types, those of later versions too. */
const Types = z.array(EventTypeParameter).max(100);

const Name = plainLine(100);

/**
 * `after`: the id of an event, or 0 for all of the project; the subscriber gets those after it.
 * Without it, those from now on.
 */
export const SubscriptionRequest = z
  .strictObject({
    url: TargetUrl,
    types: Types.default([]),
    name: Name.optional(),
    after: z.union([z.literal('0'), EventId], 'must be the id of an event, or 0').optional(),
  })
  .meta({ id: 'SubscriptionRequest' });

export type SubscriptionRequest = z.infer<typeof SubscriptionRequest>;

/** `active` also ends a state `disabled` and sends waiting messages at once. */
export const SubscriptionChange = z
  .strictObject({
    url: TargetUrl.optional(),
    types: Types.optional(),
    name: Name.optional(),
    status: z.enum(['active', 'paused']).optional(),
  })
  .meta({ id: 'SubscriptionChange' });

export type SubscriptionChange = z.infer<typeof SubscriptionChange>;

export const SubscriptionView = z
  .object({
    subscriptionId: SubscriptionId,
    url: z.string(),
    types: z.array(z.string()),
    name: z.string().nullable(),
    status: SubscriptionStatus,
    /** Why it is disabled or has ended. */
    detail: z.string().nullable(),
    /** Every attempt since then has failed. */
    failingSince: z.iso.datetime().nullable(),
    /** The previous secret signs, too, until then. */
    previousSecretUntil: z.iso.datetime().nullable(),
    /** Messages that wait for their next attempt. */
    waiting: z.number().int(),
    createdBy: ActorId,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Subscription' });

export type SubscriptionView = z.infer<typeof SubscriptionView>;

export const SubscriptionList = z
  .object({ items: z.array(SubscriptionView) })
  .meta({ id: 'Subscriptions' });

/** The secret is shown only here. */
export const SubscriptionWithSecret = SubscriptionView.extend({ secret: z.string() }).meta({
  id: 'SubscriptionWithSecret',
});

export const SubscriptionRemoved = z
  .object({ subscriptionId: SubscriptionId })
  .meta({ id: 'SubscriptionRemoved' });

/** One attempt to send a message. */
export const MessageAttempt = z
  .object({
    eventId: EventId,
    type: z.string(),
    subject: z.string(),
    /** From 1 for each message. */
    attempt: z.number().int(),
    /** A person asked for this one. */
    replay: z.boolean(),
    outcome: AttemptOutcome,
    /** Null if there was no answer. */
    httpStatus: z.number().int().nullable(),
    detail: z.string(),
    at: z.iso.datetime(),
    durationMs: z.number().int(),
    nextAttemptAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'MessageAttempt' });

export type MessageAttempt = z.infer<typeof MessageAttempt>;

export const MessageAttemptPage = page(MessageAttempt).meta({ id: 'MessageAttempts' });

export const MessageAttemptQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});

export const ReplayAccepted = z
  .object({ subscriptionId: SubscriptionId, eventId: EventId })
  .meta({ id: 'ReplayAccepted' });
