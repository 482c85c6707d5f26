import { existsSync } from 'node:fs';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { createActivities } from '@fermata/activities';
import type { TaskQueue } from '@fermata/contracts/temporal';
import type { Tracing } from '@fermata/temporal-config/tracing';
import { failFinalErrors } from './fail-final-errors.ts';
import type { WorkerConfig } from './worker-config.ts';
import { workflowBundlePath } from './workflow-bundle-path.ts';

export interface WorkersOptions {
  readonly config: WorkerConfig;
  readonly temporal: Pick<WorkerOptions, 'connection' | 'namespace' | 'dataConverter'>;
  readonly activities: ReturnType<typeof createActivities>;
  readonly tracing: Tracing;
  /**
   * Processes of the sound engine, and the limit of concurrent computing activities: none waits for a
   * process while its heartbeat runs.
   */
  readonly processes: number;
  /** Tracks in production at once: the workflow cache has room for all of them. */
  readonly tracksInFlight: number;
}

/** One Temporal worker for each task queue of this process; only `control` has workflow code. */
export async function createWorkers(options: WorkersOptions): Promise<Map<TaskQueue, Worker>> {
  const { config, activities, processes } = options;
  assertUniqueHandlers(activities);
  const slots: Record<TaskQueue, number> = {
    control: 40,
    inference: processes,
    audio: processes,
    integration: 10,
  };
  const workers = new Map<TaskQueue, Worker>();
  for (const queue of config.FERMATA_WORKER_QUEUES) {
    workers.set(
      queue,
      await Worker.create({
        ...options.temporal,
        taskQueue: queue,
        activities: activities[queue],
        maxConcurrentActivityTaskExecutions: slots[queue],
        // More pollers than slots only cost connections.
        maxConcurrentActivityTaskPolls: Math.min(slots[queue], 5),
        shutdownGraceTime: '10 seconds',
        shutdownForceTime: '20 seconds',
        ...(queue === 'control' ? workflowOptions(options.tracksInFlight) : {}),
        sinks: options.tracing.sinks,
        interceptors: { activity: [failFinalErrors, ...options.tracing.activityInterceptors] },
        ...versioning(config),
      }),
    );
  }
  return workers;
}

function workflowOptions(tracksInFlight: number) {
  if (!existsSync(workflowBundlePath))
    throw new Error(`the workflow bundle ${workflowBundlePath} is missing: run npm run build`);
  return {
    workflowBundle: { codePath: workflowBundlePath },
    // One thread runs all workflow code. With the SDK default of 40 tasks at once, each waited for
    // the others until all exceeded the server limit of 10 s.
    maxConcurrentWorkflowTaskExecutions: 8,
    // As many pollers as tasks that can run, some of them for workflows that are not cached here.
    maxConcurrentWorkflowTaskPolls: 8,
    // All tracks in production with their releases, and the open reviews. A track that waits longer
    // is replayed when it gets a message.
    maxCachedWorkflows: 2 * tracksInFlight + 100,
    // Short: after a crash no process serves the sticky queue of the dead worker, and its workflows
    // wait this long.
    stickyQueueScheduleToStartTimeout: '3 seconds',
    // The server limit for a workflow task. With the SDK default of 5 s the first run on a busy
    // machine is discarded and repeated.
    isolateExecutionTimeout: '10 seconds',
  } satisfies Partial<WorkerOptions> & { isolateExecutionTimeout: string };
}

/** Off by default in the embedded stack, where a new build must take over all tracks at once. */
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

/**
 * The compiler checks that every activity has a handler on its queue, but not that handler names
 * are unique.
 */
function assertUniqueHandlers(activities: Record<TaskQueue, object>): void {
  const names = Object.values(activities).flatMap((handlers) => Object.keys(handlers));
  const duplicates = names.filter((name, index) => names.indexOf(name) !== index);
  if (duplicates.length > 0)
    throw new Error(`activities with two handlers: ${duplicates.join(', ')}`);
}
