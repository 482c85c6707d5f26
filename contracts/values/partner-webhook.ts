import { z } from 'zod';

/** A partner's webhook, after its signature was checked. docs/partner-api.md is the contract. */
export const PartnerWebhook = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('delivery.accepted'),
    timestamp: z.iso.datetime(),
    data: z.object({ reference: z.string().min(1).max(100), url: z.string().max(500).optional() }),
  }),
  z.object({
    type: z.literal('delivery.rejected'),
    timestamp: z.iso.datetime(),
    data: z.object({
      reference: z.string().min(1).max(100),
      code: z.string().max(60),
      reason: z.string().max(500),
    }),
  }),
  z.object({
    type: z.literal('takedown.confirmed'),
    timestamp: z.iso.datetime(),
    data: z.object({ reference: z.string().min(1).max(100) }),
  }),
]);
export type PartnerWebhook = z.infer<typeof PartnerWebhook>;
/** Largest difference in seconds between a webhook's timestamp and our clock. */
export const WEBHOOK_TOLERANCE_SECONDS = 300;
