import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { workflowIds } from '@fermata/contracts/values';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import type { OfferRun } from './offer-run.ts';

/** Rejections that arrived while the end was recorded go to the workflow that follows the release on sale. */
export async function forwardLate({ late, input }: OfferRun): Promise<void> {
  const { trackId, releaseId, version } = input;
  const follower =
    version.recordings === undefined ? workflowIds.track(trackId) : workflowIds.release(releaseId);
  for (const message of late) {
    try {
      await getExternalWorkflowHandle(follower).signal(partnerAnswerSignal, message);
    } catch (error) {
      const { partner, webhookId } = message;
      log.error('no workflow takes a late rejection', { partner, webhookId, error: String(error) });
    }
  }
}
