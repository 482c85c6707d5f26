import { getExternalWorkflowHandle, log, TemporalFailure } from '@temporalio/workflow';
import { type RequestRef, workflowIds } from '@fermata/contracts/values';
import { requestAnsweredSignal } from './request-signals.ts';

/** A request or an order that misses the signal polls. */
export async function notifyRequest({ partner, webhookId }: RequestRef): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowIds.partnerMessage(partner, webhookId)).signal(
      requestAnsweredSignal,
    );
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.info('a request was not notified', { partner, webhookId });
  }
}
