import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import { isCreatedByPerson, saleFollower } from '@fermata/domain/release';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { setMessageAside } from '../partner/set-message-aside.ts';
import { reasonOf } from '../reason-of.ts';
import { closeJournalDespiteRefusals } from '../record-outcome.ts';
import { startSale } from '../sale/start-sale.ts';
import { answerOf } from './answer-of.ts';
import type { OfferRun } from './offer-run.ts';

/**
 * Rejections and removals that arrived while the end was recorded go to the workflow that follows the release on sale,
 * and so do those that arrive until nothing is left to forward.
 */
export async function forwardLate(run: OfferRun): Promise<void> {
  while (run.late.length > 0) {
    for (const message of run.late.splice(0)) await forwardOrRecord(run, message);
    await closeJournalDespiteRefusals(run.journal);
  }
}

async function forwardOrRecord(run: OfferRun, message: PartnerAnswerMessage): Promise<void> {
  try {
    await forward(run, message);
  } catch (error) {
    const { partner, webhookId } = message;
    const reason = reasonOf(error);
    log.error('cannot forward a late message', { partner, webhookId, reason });
    run.recordIgnored(webhookId, answerOf(message.webhook), 'no workflow follows the release');
    await setMessageAside({ partner, webhookId, reason });
  }
}

async function forward({ input }: OfferRun, message: PartnerAnswerMessage): Promise<void> {
  const { projectId, trackId, releaseId, version } = input;
  const createdByPerson = isCreatedByPerson(version);
  try {
    const follower = saleFollower({ releaseId, trackId, createdByPerson });
    await getExternalWorkflowHandle(follower).signal(partnerAnswerSignal, message);
  } catch (error) {
    if (!createdByPerson) throw error;
    // None runs until a partner sends a message.
    await startSale({ projectId, releaseId, title: version.title }, message);
  }
}
