import type { PartnerAnswerMessage, SetAsideMessage } from '@fermata/contracts/temporal';
import { canonicalJson, cleanText, workflowIds } from '@fermata/contracts/values';
import { parseWebhook, webhookSubject } from '@fermata/domain/inbox';
import type { Catalogue } from '@fermata/prisma';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';

export interface PartnerMessageDeps {
  readonly catalogue: {
    readonly inbox: Pick<Catalogue['inbox'], 'find' | 'isRecorded' | 'setAside'>;
    readonly offerAddresses: Pick<Catalogue['offerAddresses'], 'findByReference'>;
  };
}

/** Task queue `control`: the messages of partners that workflows receive. Only the inbox proves one. */
export function createPartnerMessageActivities({ catalogue }: PartnerMessageDeps) {
  const { inbox, offerAddresses } = catalogue;
  return {
    /** Whether the partner has sent this webhook: its signature was checked before the inbox took it. */
    async verifyAnswer({ partner, webhookId, webhook }: PartnerAnswerMessage): Promise<boolean> {
      const body = await inbox.find(partner, webhookId);
      const sent = body === null ? null : parseWebhook(body);
      return sent !== null && canonicalJson(sent) === canonicalJson(webhook);
    },

    /** Whether a message about a release on sale had its effect before: the release, or its track, has an event. */
    isMessageRecorded: (message: {
      projectId: string;
      trackId: string;
      releaseId: string;
      partner: string;
      webhookId: string;
    }): Promise<boolean> => {
      const { projectId, trackId, releaseId, partner, webhookId } = message;
      const streams = [workflowIds.release(releaseId), workflowIds.track(trackId)];
      return inbox.isRecorded({ projectId, streams, partner, webhookId });
    },

    /**
     * Shows a message in the inbox that the calling workflow cannot handle, or whose answer the partner does not take.
     * Throws NotAuthorisedError unless the message is about its release, or has started it.
     */
    async setMessageAside({ partner, webhookId, reason }: SetAsideMessage): Promise<void> {
      const webhook = parseWebhook((await inbox.find(partner, webhookId)) ?? '');
      const reference = webhook === null ? null : webhookSubject(webhook).partnerReference;
      const address =
        reference === null ? null : await offerAddresses.findByReference(partner, reference);
      const { workflowId } = callingWorkflow();
      const isAnswerer = workflowId === workflowIds.partnerMessage(partner, webhookId);
      const receivers =
        address === null
          ? []
          : [
              workflowIds.release(address.releaseId),
              workflowIds.track(address.trackId),
              workflowIds.offer(address.releaseId, partner),
            ];
      if (webhook === null || !(isAnswerer || receivers.includes(workflowId)))
        throw notAuthorised(`${workflowId} does not receive ${webhookId} of ${partner}`);
      await inbox.setAside({
        ...{ partner, webhookId },
        reason: cleanText(isAnswerer ? reason : `it cannot be handled: ${reason}`, 500),
      });
    },
  };
}

export type PartnerMessageActivities = ReturnType<typeof createPartnerMessageActivities>;
