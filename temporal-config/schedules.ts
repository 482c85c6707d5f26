import {
  ScheduleAlreadyRunning,
  type ScheduleClient,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';

/** Often enough to export a history before its 30 days of retention end, even after a long outage. */
export const HISTORY_EXPORT = { scheduleId: 'export-histories', every: '1 hour' } as const;

/** Keeps a cache near its budget. */
const CACHE_EVICTION = { scheduleId: 'evict-caches', every: '1 hour' } as const;

/** How long the end of the event log may be unconfirmed by a signature outside the database. */
const CHECKPOINT = { scheduleId: 'write-checkpoint', every: '5 minutes' } as const;

/** Creates missing schedules; a schedule that operations changed stays as it is. */
export async function ensureSchedules(schedules: ScheduleClient): Promise<void> {
  await ensure(schedules, HISTORY_EXPORT, WORKFLOWS.exportHistories);
  await ensure(schedules, CACHE_EVICTION, WORKFLOWS.evictCaches);
  await ensure(schedules, CHECKPOINT, WORKFLOWS.writeCheckpoint);
}

/** Writes a checkpoint now, or right after the one that is being written. */
export const requestCheckpoint = (schedules: ScheduleClient): Promise<void> =>
  schedules.getHandle(CHECKPOINT.scheduleId).trigger(ScheduleOverlapPolicy.BUFFER_ONE);

async function ensure(
  schedules: ScheduleClient,
  { scheduleId, every }: typeof HISTORY_EXPORT | typeof CACHE_EVICTION | typeof CHECKPOINT,
  workflowType: string,
): Promise<void> {
  try {
    await schedules.create({
      scheduleId,
      spec: { intervals: [{ every }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      action: {
        type: 'startWorkflow',
        workflowType,
        workflowId: scheduleId,
        taskQueue: TASK_QUEUES.control,
        args: [],
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
