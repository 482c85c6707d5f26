import type { InboxWebhook, InboxWebhookDetails } from '@fermata/contracts/http';
import { parseWebhook } from '@fermata/domain/inbox';
import type { InboxEntry } from '@fermata/prisma';

export const presentWebhook = ({ id: _id, body, ...entry }: InboxEntry): InboxWebhook => ({
  ...entry,
  webhook: parseWebhook(body),
});

/** With the text that the partner signed. */
export const presentSignedWebhook = (entry: InboxEntry): InboxWebhookDetails => ({
  ...presentWebhook(entry),
  body: entry.body,
});
