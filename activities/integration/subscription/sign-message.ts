import { Webhook } from 'standardwebhooks';
import { CLOUD_EVENT_MEDIA_TYPE, type StoredEvent, toCloudEvent } from '@fermata/contracts/events';
import type { OutgoingMessage } from './send-message.ts';

/** An event as a signed message (Standard Webhooks): one signature for each secret, the newest first. */
export function signMessage(
  url: string,
  event: StoredEvent,
  secrets: readonly string[],
  at: Date,
): OutgoingMessage {
  const message = toCloudEvent(event);
  const body = JSON.stringify(message);
  return {
    url,
    body,
    headers: {
      'content-type': CLOUD_EVENT_MEDIA_TYPE,
      'user-agent': 'Fermata',
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': secrets
        .map((secret) => new Webhook(secret).sign(message.id, at, body))
        .join(' '),
    },
  };
}
