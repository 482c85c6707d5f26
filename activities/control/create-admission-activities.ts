import { Context } from '@temporalio/activity';
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { SLOT_SIGNALS, WORKFLOWS } from '@fermata/contracts/temporal';
import { ON_SALE_STAGES, workflowIds } from '@fermata/contracts/values';

export interface AdmissionDeps {
  readonly workflows: WorkflowClient;
}

/** Task queue `control`: lists the running tracks for the admission workflow. */
export function createAdmissionActivities({ workflows }: AdmissionDeps) {
  return {
    /** Of these tracks, those that no longer run: ended, terminated or deleted. */
    async findEndedTracks({
      trackIds,
    }: {
      trackIds: readonly string[];
    }): Promise<{ ended: string[] }> {
      const context = Context.current();
      const ended: string[] = [];
      for (const trackId of trackIds) {
        context.heartbeat();
        if (!(await isRunning(workflows, workflowIds.track(trackId)))) ended.push(trackId);
      }
      return { ended };
    },

    /**
     * Makes every running track repeat its request, for an admission workflow that has lost its
     * queue.
     */
    async askTracksForSlots(_input: object): Promise<{ asked: number }> {
      const context = Context.current();
      // A track on sale keeps running but uses no production slot.
      const query =
        `WorkflowType = '${WORKFLOWS.track}' AND ExecutionStatus = 'Running' ` +
        `AND TrackStage NOT IN (${ON_SALE_STAGES.map((stage) => `'${stage}'`).join(', ')})`;
      let asked = 0;
      for await (const { workflowId } of workflows.list({ query })) {
        context.heartbeat();
        try {
          await workflows.getHandle(workflowId).signal(SLOT_SIGNALS.reportSlot);
          asked += 1;
        } catch (error) {
          // It has ended since.
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        }
      }
      return { asked };
    },
  };
}

export type AdmissionActivities = ReturnType<typeof createAdmissionActivities>;

async function isRunning(workflows: WorkflowClient, workflowId: string): Promise<boolean> {
  try {
    const { status } = await workflows.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
