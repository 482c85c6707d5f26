import type { PartnerWebhook } from '@fermata/contracts/values';
import { readWebhook } from './read-webhook.ts';

/** A stored webhook body, or null if it does not match the contract. */
export function parseWebhook(body: string): PartnerWebhook | null {
  const read = readWebhook(body);
  return 'webhook' in read ? read.webhook : null;
}
