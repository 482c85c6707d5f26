import { defineSignal, getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** A hint without proof: its receiver asks the catalogue. */
export const releaseChangedSignal = defineSignal(SIGNALS.releaseChanged);

/** A workflow that has ended needs no hint. */
export async function hintAt(workflowId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(releaseChangedSignal);
  } catch (error) {
    log.info('no workflow takes the hint', { workflowId, reason: String(error) });
  }
}
