import type { PartnerWebhook } from '@fermata/contracts/values';
import type { ReadWebhook } from './read-webhook.ts';
import { unreadableSubject, type WebhookSubject } from './unreadable-subject.ts';

/** The subject of the text of a webhook, also of one that cannot be read. */
export const subjectOfText = (text: string, read: ReadWebhook): WebhookSubject =>
  'webhook' in read ? webhookSubject(read.webhook) : unreadableSubject(text);

/** The subject of a webhook. An order has none, as only an added partner may order, and a ping is about nothing. */
export function webhookSubject(webhook: PartnerWebhook): WebhookSubject {
  const none = { partnerReference: null, trackId: null, releaseId: null };
  if (webhook.type === 'order.requested' || webhook.type === 'ping') return none;
  if (webhook.type !== 'release.requested')
    return { ...none, partnerReference: webhook.data.reference };
  const { trackId = null, releaseId = null } = webhook.data;
  return { ...none, trackId, releaseId };
}
