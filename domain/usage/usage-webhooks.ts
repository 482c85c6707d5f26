import { sha256Hex } from '@fermata/contracts/values';

/** As many as a webhook may have. */
const MAX_LINES = 100;
/** Bytes of the body without its lines. */
const MAX_ENVELOPE_BYTES = 1024;
/** Bytes of a line; one of the contract has some hundred. */
export const USAGE_LINE_MAX_BYTES = 4096;

/** A webhook that reports usage, as if the partner had sent it. */
export interface UsageWebhook {
  readonly webhookId: string;
  readonly body: string;
}

/**
 * The usage of a period about one reservation as webhooks of at most `maxBytes`, so that they are checked and kept like
 * reported usage. The same lines have the same id. A line that is too large is replaced by its size, in a webhook of
 * its own, so that it does not block others.
 */
export function usageWebhooks(
  { partnerReference, lines }: { partnerReference: string; lines: readonly unknown[] },
  { period, timestamp, maxBytes }: { period: string; timestamp: string; maxBytes: number },
): UsageWebhook[] {
  return groupsOf(lines, maxBytes - MAX_ENVELOPE_BYTES).map((group) => {
    const data = { reference: partnerReference, lines: group };
    return {
      webhookId: `usage-${sha256Hex(JSON.stringify([period, data])).slice(0, 32)}`,
      body: JSON.stringify({ type: 'usage.reported', timestamp, data }),
    };
  });
}

function groupsOf(lines: readonly unknown[], maxBytes: number): unknown[][] {
  const groups: unknown[][] = [];
  let group: unknown[] = [];
  let bytes = 0;
  for (const line of lines) {
    const text = JSON.stringify(line);
    // With the comma.
    const size = byteLength(text) + 1;
    if (size > USAGE_LINE_MAX_BYTES) {
      groups.push([{ tooLarge: `${size} bytes`, sha256: sha256Hex(text) }]);
      continue;
    }
    if (group.length === 0 || group.length === MAX_LINES || bytes + size > maxBytes) {
      group = [];
      bytes = 0;
      groups.push(group);
    }
    group.push(line);
    bytes += size;
  }
  return groups;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).byteLength;
