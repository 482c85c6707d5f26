import { instant } from '@fermata/clients/words';
import type { InboxWebhook } from '@fermata/contracts/http';
import { pairs } from '../render/table.ts';

/** A webhook for people, without its text. */
export const inboxText = (view: InboxWebhook): string =>
  pairs([
    ['partner', view.partner],
    ['webhook', view.webhookId],
    ['received', instant(view.receivedAt)],
    ['type', view.webhook?.type ?? 'not a message of the contract'],
    ['about', subjectText(view)],
    ['state', view.state],
    ['reason', reasonText(view)],
    ...(view.nextAttemptAt === null
      ? []
      : [
          ['failed attempts', String(view.attempts)] as const,
          ['next attempt', instant(view.nextAttemptAt)] as const,
        ]),
    ...(view.workflowId === null ? [] : [['workflow', view.workflowId] as const]),
  ]);

/** The partner's own id of the subject of the webhook. */
export function subjectText({ webhook }: InboxWebhook): string {
  if (webhook === null || webhook.type === 'ping') return '–';
  if (webhook.type === 'order.requested') return webhook.data.orderId;
  return 'requestId' in webhook.data ? webhook.data.requestId : webhook.data.reference;
}

export const reasonText = ({ state, reason }: InboxWebhook): string =>
  reason ?? (state === 'waiting' ? 'not tried yet' : '–');
