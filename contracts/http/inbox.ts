import { z } from 'zod';
import { PartnerName } from '../values/ids.ts';
import { PartnerWebhook } from '../values/partner-webhook.ts';
import { plainText } from '../values/plain-text.ts';
import { page, PageLimit } from './page.ts';

/** `undeliverable`: no workflow gets it. `unreadable`: the same, as it does not match the contract. */
export const InboxState = z.enum(['waiting', 'undeliverable', 'unreadable', 'relayed']);

export const InboxQuery = z.strictObject({
  state: InboxState.exclude(['relayed']).optional(),
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});

export type InboxQuery = z.infer<typeof InboxQuery>;

const webhook = {
  partner: PartnerName,
  webhookId: z.string(),
  receivedAt: z.iso.datetime(),
  state: InboxState,
  /** Why it is undeliverable or unreadable, or why the last attempt to relay it failed. */
  reason: z.string().nullable(),
  /** Failed attempts to relay it. */
  attempts: z.number().int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  /** The workflow that got it. */
  workflowId: z.string().nullable(),
  /** Null for a message that does not match the contract. */
  webhook: PartnerWebhook.nullable(),
};

export const InboxWebhook = z.object(webhook).meta({ id: 'InboxWebhook' });

export type InboxWebhook = z.infer<typeof InboxWebhook>;

export const InboxPage = page(InboxWebhook).meta({ id: 'InboxWebhooks' });

export const InboxWebhookDetails = z
  .object({
    ...webhook,
    /** The text that the partner signed. A message that was fetched has the equivalent webhook. */
    body: z.string(),
  })
  .meta({ id: 'InboxWebhookDetails' });

export type InboxWebhookDetails = z.infer<typeof InboxWebhookDetails>;

/** The messages of partners about a release, with the signed texts. */
export const ReleaseMessages = page(InboxWebhookDetails).meta({ id: 'ReleaseMessages' });

export const MessagesQuery = InboxQuery.omit({ state: true });

/** The partner gets the reason. */
export const DeclineRequest = z.strictObject({ reason: plainText(500).max(500) });
