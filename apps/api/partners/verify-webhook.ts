import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { WEBHOOK_TOLERANCE_SECONDS, WebhookId } from '@fermata/contracts/values';

export type WebhookHeaders = {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
};
export type WebhookCheck =
  { ok: true; webhookId: string } | { ok: false; failure: 'forged' | 'stale'; detail: string };

const MAX_SIGNATURES = 5;

/**
 * Standard Webhooks, signed with any of the keys. The signature is checked before the time, so that only the
 * partner learns about our clock.
 */
export function verifyWebhook(
  keys: readonly KeyObject[],
  { id, timestamp, signature }: WebhookHeaders,
  body: Buffer,
  nowSeconds: number,
): WebhookCheck {
  if (id === undefined || !WebhookId.safeParse(id).success)
    return forged('the header webhook-id must be 1 to 100 of A-Z, a-z, 0-9, ".", "_" and "-"');
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp))
    return forged('the header webhook-timestamp must be Unix seconds');
  const expected = keys.map((key) =>
    Buffer.from(
      `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`,
    ),
  );
  const given = (signature ?? '')
    .split(' ')
    .slice(0, MAX_SIGNATURES)
    .map((one) => Buffer.from(one));
  const isExpected = (one: Buffer): boolean =>
    expected.some((each) => one.length === each.length && timingSafeEqual(one, each));
  if (!given.some(isExpected))
    return forged('the header webhook-signature does not match the body');
  const difference = Math.abs(nowSeconds - Number(timestamp));
  if (difference > WEBHOOK_TOLERANCE_SECONDS)
    return {
      ok: false,
      failure: 'stale',
      detail:
        `webhook-timestamp differs by ${difference} seconds from our clock; ` +
        `at most ${WEBHOOK_TOLERANCE_SECONDS} are allowed`,
    };
  return { ok: true, webhookId: id };
}

const forged = (detail: string): WebhookCheck => ({ ok: false, failure: 'forged', detail });
