import type { PartnerWebhook } from '@fermata/contracts/values';
import type { ReadWebhook } from './read-webhook.ts';
import { unreadableSubject } from './unreadable-subject.ts';

/** What a message names; it identifies its project. */
interface WebhookSubject {
  readonly partnerReference: string | null;
  readonly trackId: string | null;
}

/** The subject of the text of a webhook, also of one that cannot be read. */
export const subjectOfText = (text: string, read: ReadWebhook): WebhookSubject =>
  'webhook' in read ? webhookSubject(read.webhook) : unreadableSubject(text);

/** The subject of a webhook. An order has none: only an added partner may order. */
export function webhookSubject(webhook: PartnerWebhook): WebhookSubject {
  if (webhook.type === 'order.requested') return { partnerReference: null, trackId: null };
  return webhook.type === 'release.requested'
    ? { partnerReference: null, trackId: webhook.data.trackId ?? null }
    : { partnerReference: webhook.data.reference, trackId: null };
}
