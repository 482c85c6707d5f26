import { TASK_QUEUES, WORKFLOWS } from '@fermata/contracts';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleClient } from '@temporalio/client';

/** Often enough that the 30 days of retention can never end first, even after a long outage. */
export const HISTORY_EXPORT = { scheduleId: 'export-histories', every: '1 hour' } as const;

/** Makes the platform's schedules where they do not exist; a changed one is left as operations set it. */
export async function ensureSchedules(schedules: ScheduleClient): Promise<void> {
  try {
    await schedules.create({
      scheduleId: HISTORY_EXPORT.scheduleId,
      spec: { intervals: [{ every: HISTORY_EXPORT.every }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      action: { type: 'startWorkflow', workflowType: WORKFLOWS.exportHistories, workflowId: HISTORY_EXPORT.scheduleId, taskQueue: TASK_QUEUES.control, args: [] },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
