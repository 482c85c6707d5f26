import { type Client, WorkflowIdConflictPolicy } from '@temporalio/client';
import type { Logger } from 'pino';
import { ADMISSION_SIGNALS, TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';

/**
 * While the workflow does not run, for example after a person terminated it, waiting tracks ask
 * again every few seconds.
 */
const CHECK_MS = 15_000;

/**
 * Starts the admission workflow with this limit of tracks in production, and restarts it when it
 * does not run. Resolves once it runs.
 */
export async function keepAdmissionRunning(
  client: Client,
  { limit, log }: { readonly limit: number; readonly log: Logger },
): Promise<{ stop: () => void }> {
  const options = {
    workflowId: workflowIds.admission,
    taskQueue: TASK_QUEUES.control,
    args: [{ limit }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: 'Bounds how many tracks are in production at once',
  };
  // The signal passes the limit of this process to a running workflow.
  await client.workflow.signalWithStart(WORKFLOWS.admission, {
    ...options,
    signal: ADMISSION_SIGNALS.resize,
    signalArgs: [{ limit }],
  });
  const timer = setInterval(() => {
    client.workflow
      .start(WORKFLOWS.admission, options)
      .catch((error: unknown) => log.warn({ err: error }, 'cannot start the admission workflow'));
  }, CHECK_MS);
  return { stop: () => clearInterval(timer) };
}
