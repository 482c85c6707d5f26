import type { PartnerWebhook } from '@fermata/contracts/values';

/** The subject of a webhook, which identifies its project. An order has none: only an added partner may order. */
export function webhookSubject(webhook: PartnerWebhook): {
  partnerReference: string | null;
  trackId: string | null;
} {
  if (webhook.type === 'order.requested') return { partnerReference: null, trackId: null };
  return webhook.type === 'release.requested'
    ? { partnerReference: null, trackId: webhook.data.trackId ?? null }
    : { partnerReference: webhook.data.reference, trackId: null };
}
