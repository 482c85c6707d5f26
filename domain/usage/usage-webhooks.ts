import { sha256Hex } from '@fermata/contracts/values';

/** As many as a webhook may have. */
const MAX_LINES = 100;

/** A webhook that reports usage, as if the partner had sent it. */
export interface UsageWebhook {
  readonly webhookId: string;
  readonly body: string;
}

/**
 * The sales of a period about one reservation as webhooks, so that they are checked and kept like reported usage. The
 * same lines have the same id.
 */
export function usageWebhooks(
  { partnerReference, lines }: { partnerReference: string; lines: readonly unknown[] },
  { period, timestamp }: { period: string; timestamp: string },
): UsageWebhook[] {
  const webhooks: UsageWebhook[] = [];
  for (let start = 0; start < lines.length; start += MAX_LINES) {
    const data = { reference: partnerReference, lines: lines.slice(start, start + MAX_LINES) };
    webhooks.push({
      webhookId: `sales-${sha256Hex(JSON.stringify([period, data])).slice(0, 32)}`,
      body: JSON.stringify({ type: 'usage.reported', timestamp, data }),
    });
  }
  return webhooks;
}
