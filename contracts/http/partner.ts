import { z } from 'zod';
import { PartnerName } from '../values/ids.ts';
import { PartnerWebhook } from '../values/partner-webhook.ts';
import { page } from './page.ts';

/** `seen`: a repeated webhook, without further effect. */
export const WebhookReceived = z
  .object({ received: z.enum(['new', 'seen']) })
  .meta({ id: 'WebhookReceived' });

export const UndeliverableQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const Undeliverable = z
  .object({
    partner: PartnerName,
    webhookId: z.string(),
    receivedAt: z.iso.datetime(),
    /** Why no workflow got it. */
    reason: z.string(),
    /** Null for a message that does not match the contract. */
    webhook: PartnerWebhook.nullable(),
  })
  .meta({ id: 'UndeliverableWebhook' });

export const UndeliverablePage = page(Undeliverable).meta({ id: 'UndeliverableWebhooks' });
