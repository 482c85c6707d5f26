import { defineSignal, getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** A notification without proof: its receiver asks the catalogue. */
export const releaseChangedSignal = defineSignal(SIGNALS.releaseChanged);

/** A workflow that has ended needs no notification. */
export async function notifyAt(workflowId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(releaseChangedSignal);
  } catch (error) {
    log.info('no workflow takes the notification', { workflowId, reason: String(error) });
  }
}
