import { Context } from '@temporalio/activity';
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { WORKFLOWS } from '@fermata/contracts/temporal';
import type { AssetStore } from '@fermata/storage';

export interface HistoryDeps {
  readonly assets: AssetStore;
  readonly workflows: WorkflowClient;
}

/** Exports histories before Temporal's retention deletes them. */
export function createHistoryActivities({ assets, workflows }: HistoryDeps) {
  return {
    /**
     * Copies each history closed between `from` (null: always) and `until` to S3; returns their
     * number.
     */
    async exportClosedHistories(input: { from: string | null; until: string }): Promise<number> {
      const context = Context.current();
      const query = [
        `ExecutionStatus != "Running"`,
        // Maintenance workflows run every few minutes and store their results in the bucket, so they are not exported.
        `WorkflowType != "${WORKFLOWS.writeCheckpoint}"`,
        `CloseTime <= "${input.until}"`,
        ...(input.from ? [`CloseTime >= "${input.from}"`] : []),
      ].join(' AND ');
      let exported = 0;
      for await (const { workflowId, runId } of workflows.list({ query })) {
        context.cancellationSignal.throwIfAborted();
        try {
          const history = await workflows.getHandle(workflowId, runId).fetchHistory();
          await assets.putHistory(
            workflowId,
            runId,
            new TextEncoder().encode(historyToJSON(history)),
          );
          exported += 1;
        } catch (error) {
          // The history may be deleted between the list and the read.
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        }
        context.heartbeat({ exported });
      }
      return exported;
    },
  };
}

export type HistoryActivities = ReturnType<typeof createHistoryActivities>;
