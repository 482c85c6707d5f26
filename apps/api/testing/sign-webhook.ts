import { createHmac } from 'node:crypto';

/** The headers of a webhook, signed according to the standard, without a library. */
export function signWebhook(
  id: string,
  body: string,
  secret: string,
  timestamp = Math.floor(Date.now() / 1000),
) {
  const mac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${mac}`,
  };
}
