import { existsSync } from 'node:fs';
import type { DataConverter } from '@temporalio/common';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { createActivities } from '@fermata/activities';
import type { TaskQueue } from '@fermata/contracts/temporal';
import type { Tracing } from '@fermata/temporal-config/tracing';
import type { WorkerConfig } from './worker-config.ts';
import { workflowBundlePath } from './workflow-bundle-path.ts';

export interface WorkersOptions {
  readonly config: WorkerConfig;
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly converter: DataConverter | undefined;
  readonly activities: ReturnType<typeof createActivities>;
  readonly tracing: Tracing;
  /** Threads of the sound engine: as many computing activities are taken at once, so that none waits with its heartbeat running. */
  readonly threads: number;
}

/** One Temporal worker for each task queue that this process serves; only `control` carries workflow code. */
export async function createWorkers(options: WorkersOptions): Promise<Map<TaskQueue, Worker>> {
  const { config, activities, threads } = options;
  assertUniqueHandlers(activities);
  const slots: Record<TaskQueue, number> = {
    control: 40,
    inference: threads,
    audio: threads,
    integration: 10,
  };
  const workers = new Map<TaskQueue, Worker>();
  for (const queue of config.FERMATA_WORKER_QUEUES) {
    workers.set(
      queue,
      await Worker.create({
        connection: options.connection,
        namespace: options.namespace,
        taskQueue: queue,
        activities: activities[queue],
        maxConcurrentActivityTaskExecutions: slots[queue],
        shutdownGraceTime: '10 seconds',
        shutdownForceTime: '20 seconds',
        ...(options.converter ? { dataConverter: options.converter } : {}),
        ...(queue === 'control' ? workflowOptions() : {}),
        sinks: options.tracing.sinks,
        interceptors: { activity: options.tracing.activityInterceptors },
        ...versioning(config),
      }),
    );
  }
  return workers;
}

function workflowOptions(): Pick<
  WorkerOptions,
  'workflowBundle' | 'maxCachedWorkflows' | 'stickyQueueScheduleToStartTimeout'
> & { isolateExecutionTimeout: '10 seconds' } {
  if (!existsSync(workflowBundlePath))
    throw new Error(`the workflow bundle ${workflowBundlePath} is missing: run npm run build`);
  // Short: after a crash nobody serves the dead worker's own queue, and its workflows wait this long.
  // As long as the server waits for a workflow task: with the usual 5 s a first run on a crowded machine is thrown away and begun again, for nothing.
  // A workflow kept in memory takes about 2 MB, and tracks wait in review for days: those beyond a hundred are replayed when somebody speaks to them.
  return {
    workflowBundle: { codePath: workflowBundlePath },
    maxCachedWorkflows: 100,
    stickyQueueScheduleToStartTimeout: '3 seconds',
    isolateExecutionTimeout: '10 seconds',
  };
}

/** Off in the embedded default, where a new build must take over all tracks at once. */
function versioning({
  FERMATA_WORKER_VERSIONING,
  FERMATA_BUILD_ID,
}: WorkerConfig): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (FERMATA_WORKER_VERSIONING === 'off') return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: 'fermata', buildId: FERMATA_BUILD_ID },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}

/** The compiler holds that every call has a handler on its queue; two handlers of one name it cannot see. */
function assertUniqueHandlers(activities: Record<TaskQueue, object>): void {
  const names = Object.values(activities).flatMap((handlers) => Object.keys(handlers));
  const duplicates = names.filter((name, index) => names.indexOf(name) !== index);
  if (duplicates.length > 0)
    throw new Error(`activities with two handlers: ${duplicates.join(', ')}`);
}
