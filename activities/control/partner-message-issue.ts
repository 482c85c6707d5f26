import type { PartnerWebhook } from '@fermata/contracts/values';
import { parseWebhook, webhookSubject } from '@fermata/domain/inbox';
import type { Catalogue } from '@fermata/prisma';

export interface MessageSource {
  readonly inbox: Pick<Catalogue['inbox'], 'find'>;
  readonly offerAddresses: Pick<Catalogue['offerAddresses'], 'findByReference'>;
}

/** A message of a partner about a release, which an event names as its cause. */
interface ClaimedMessage {
  readonly projectId: string;
  readonly releaseId: string;
  readonly partner: string;
  readonly webhookId: string;
  /** Each of them may be the cause. */
  readonly types: readonly PartnerWebhook['type'][];
}

/** Why the message is no cause of the event, or null: only the inbox proves that the partner has sent it. */
export async function partnerMessageIssue(
  { inbox, offerAddresses }: MessageSource,
  { projectId, releaseId, partner, webhookId, types }: ClaimedMessage,
): Promise<string | null> {
  const webhook = parseWebhook((await inbox.find(partner, webhookId)) ?? '');
  if (webhook === null || !types.includes(webhook.type))
    return `${partner} has not sent ${types.join(' or ')} as ${webhookId}`;
  const { partnerReference } = webhookSubject(webhook);
  const address =
    partnerReference === null
      ? null
      : await offerAddresses.findByReference(partner, partnerReference);
  return address?.projectId === projectId && address.releaseId === releaseId
    ? null
    : `${webhookId} of ${partner} is not about ${releaseId}`;
}
