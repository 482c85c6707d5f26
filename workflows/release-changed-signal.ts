import { defineSignal, getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** A notification without proof: its receiver asks the catalogue. */
export const releaseChangedSignal = defineSignal(SIGNALS.releaseChanged);

/** Whether a workflow with this id takes it. One that has ended needs no notification. */
export async function notifyAt(workflowId: string): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(releaseChangedSignal);
    return true;
  } catch (error) {
    log.info('no workflow takes the notification', { workflowId, reason: String(error) });
    return false;
  }
}
