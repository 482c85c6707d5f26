import { z } from 'zod';
import { OrderRequest } from './partner-order.ts';
import { PartnerRequestId, ReleaseRequest } from './partner-request.ts';
import { foreignText } from './plain-text.ts';
import { UsageLines } from './usage.ts';

/** The header `webhook-id`. */
export const WebhookId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');

/** A partner's own id of a reservation. */
export const PartnerReference = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must have 1 to 100 of A-Z a-z 0-9 . _ -');

/** The corrections that a partner asks for before it decides. */
export const FixFields = z
  .array(z.object({ field: foreignText(60), reason: foreignText(500) }))
  .min(1)
  .max(20);

const ABOUT_OFFERS = [
  z.object({
    type: z.literal('delivery.accepted'),
    timestamp: z.iso.datetime(),
    data: z.object({ reference: PartnerReference, url: foreignText(500).optional() }),
  }),
  z.object({
    type: z.literal('delivery.rejected'),
    timestamp: z.iso.datetime(),
    data: z.object({
      reference: PartnerReference,
      code: foreignText(60),
      reason: foreignText(500),
    }),
  }),
  z.object({
    type: z.literal('delivery.needs-fix'),
    timestamp: z.iso.datetime(),
    data: z.object({ reference: PartnerReference, fields: FixFields }),
  }),
  z.object({
    type: z.literal('takedown.confirmed'),
    timestamp: z.iso.datetime(),
    data: z.object({ reference: PartnerReference }),
  }),
] as const;

export const ReleaseRequestedWebhook = z.object({
  type: z.literal('release.requested'),
  timestamp: z.iso.datetime(),
  data: ReleaseRequest,
});

/** A partner requests a takedown of the release with this reference. */
export const TakedownRequest = z.object({
  requestId: PartnerRequestId,
  reference: PartnerReference,
  reason: foreignText(500),
});
export type TakedownRequest = z.infer<typeof TakedownRequest>;

export const TakedownRequestedWebhook = z.object({
  type: z.literal('takedown.requested'),
  timestamp: z.iso.datetime(),
  data: TakedownRequest,
});
export type TakedownRequestedWebhook = z.infer<typeof TakedownRequestedWebhook>;

/** A webhook about a reservation. */
export const OfferWebhook = z.discriminatedUnion('type', [
  ...ABOUT_OFFERS,
  TakedownRequestedWebhook,
]);
export type OfferWebhook = z.infer<typeof OfferWebhook>;

export const OrderRequestedWebhook = z.object({
  type: z.literal('order.requested'),
  timestamp: z.iso.datetime(),
  data: OrderRequest,
});

/** A misspelt field is refused, as a line counts for ever. */
export const UsageReportedWebhook = z.object({
  type: z.literal('usage.reported'),
  timestamp: z.iso.datetime(),
  data: z.strictObject({ reference: PartnerReference, lines: UsageLines }),
});

/** A test of the address and the signature, which has no effect. */
export const PingWebhook = z.object({
  type: z.literal('ping'),
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** A partner's webhook, after its signature was checked. docs/partner-api.md is the contract. */
export const PartnerWebhook = z.discriminatedUnion('type', [
  ...ABOUT_OFFERS,
  ReleaseRequestedWebhook,
  TakedownRequestedWebhook,
  OrderRequestedWebhook,
  UsageReportedWebhook,
  PingWebhook,
]);
export type PartnerWebhook = z.infer<typeof PartnerWebhook>;
/** Largest difference in seconds between a webhook's timestamp and our clock. */
export const WEBHOOK_TOLERANCE_SECONDS = 300;
