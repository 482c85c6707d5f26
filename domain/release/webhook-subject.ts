import type { PartnerWebhook } from '@fermata/contracts/values';

/** The subject of a webhook, which identifies its project. */
export const webhookSubject = (
  webhook: PartnerWebhook,
): { partnerReference: string | null; trackId: string | null } =>
  webhook.type === 'release.requested'
    ? { partnerReference: null, trackId: webhook.data.trackId ?? null }
    : { partnerReference: webhook.data.reference, trackId: null };
