import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowExecutionInfo } from '@temporalio/client';
import proto from '@temporalio/proto';
import { ReviewPage } from '@fermata/contracts/http';
import { WORKFLOWS } from '@fermata/contracts/temporal';
import type { OwnStack } from './own-stack.ts';

const { EventType, TimeoutType, WorkflowTaskFailedCause } = proto.temporal.api.enums.v1;

/** Concurrent requests, and concurrent reads of histories. */
const LANES = 8;

/** Runs `work` for 0 to `count` - 1, with at most `lanes` at once. */
export async function inLanes<T>(
  count: number,
  work: (i: number) => Promise<T>,
  lanes = LANES,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) results[i] = await work(i);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane));
  return results;
}

/**
 * Requests short tracks that differ by their seeds; returns their ids. Repeats requests that the rate
 * limit refused.
 */
export function requestTracks(
  { testStack }: OwnStack,
  count: number,
  firstSeed: number,
): Promise<string[]> {
  return inLanes(count, (i) =>
    testStack.until(
      `the acceptance of track ${i}`,
      () =>
        testStack
          .create(
            { brief: { text: 'lo-fi', durationSeconds: 5, seed: firstSeed + i } },
            `request-${firstSeed + i}`,
          )
          .catch(() => undefined),
      1200,
    ),
  );
}

export interface Decision {
  readonly seconds: number;
  readonly isAccepted: boolean;
}

/**
 * Approves open reviews one after another, oldest first, until `isOver`. Returns the duration of
 * each decision.
 */
export async function decideReviews(
  { testStack }: OwnStack,
  isOver: () => boolean,
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  const reviewer = testStack.as('rita');
  const decided = new Set<string>();
  while (!isOver()) {
    const { items } = await reviewer
      .get('/v1/reviews', ReviewPage, { limit: 10 })
      .catch(() => ({ items: [] }));
    for (const { reviewId } of items.filter((review) => !decided.has(review.reviewId))) {
      const start = performance.now();
      const answer = await reviewer
        .command(`/v1/reviews/${reviewId}/approve`, {})
        .catch(() => undefined);
      decisions.push({
        seconds: (performance.now() - start) / 1000,
        isAccepted: answer?.outcome === 'accepted',
      });
      if (answer) decided.add(reviewId);
      if (isOver()) break;
    }
    await pause(500);
  }
  return decisions;
}

/** The number of tracks that have completed production. */
export async function countProduced({ testStack }: OwnStack): Promise<number> {
  const client = await testStack.temporal();
  const stages = ['review', 'publishing', 'published', 'archived'];
  const { count } = await client.workflow.count(
    `WorkflowType = 'trackWorkflow' AND (${stages.map((stage) => `TrackStage = '${stage}'`).join(' OR ')})`,
  );
  return count;
}

export interface WorkflowTasks {
  readonly count: number;
  readonly maxSeconds: number;
  readonly timedOut: number;
  readonly failed: number;
  /** In the histories of tracks. */
  readonly trackEvents: number;
}

/**
 * From the histories of all runs of all workflows: the longest workflow task, and how many exceeded the
 * server's time limit or failed.
 */
export async function readWorkflowTasks({ testStack }: OwnStack): Promise<WorkflowTasks> {
  const client = await testStack.temporal();
  const runs: WorkflowExecutionInfo[] = [];
  for await (const run of client.workflow.list()) runs.push(run);
  const tasks = { count: 0, maxSeconds: 0, timedOut: 0, failed: 0, trackEvents: 0 };
  await inLanes(runs.length, async (i) => {
    const run = runs[i];
    if (!run) return;
    const { events } = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    if (run.type === WORKFLOWS.track) tasks.trackEvents += events?.length ?? 0;
    countTasks(events ?? [], tasks);
  });
  return tasks;
}

function countTasks(
  events: readonly proto.temporal.api.history.v1.IHistoryEvent[],
  tasks: { -readonly [K in keyof WorkflowTasks]: WorkflowTasks[K] },
): void {
  const started = new Map<string, number>();
  for (const event of events) {
    const at = 1000 * Number(event.eventTime?.seconds ?? 0) + (event.eventTime?.nanos ?? 0) / 1e6;
    if (event.eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED)
      started.set(String(event.eventId), at);
    else if (event.eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
      const { startedEventId } = event.workflowTaskCompletedEventAttributes ?? {};
      const seconds = (at - (started.get(String(startedEventId)) ?? at)) / 1000;
      tasks.count += 1;
      tasks.maxSeconds = Math.max(tasks.maxSeconds, seconds);
    } else if (
      // A task that times out in the sticky queue of a dead worker was never started, so nothing
      // is lost.
      event.eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT &&
      event.workflowTaskTimedOutEventAttributes?.timeoutType ===
        TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE
    )
      tasks.timedOut += 1;
    else if (
      event.eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED &&
      // A new signal arrived before the completion, which is normal in Temporal.
      event.workflowTaskFailedEventAttributes?.cause !==
        WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND
    )
      tasks.failed += 1;
  }
}

/** Memory of both workers with their engines; NaN if the system does not report it. */
export async function workerMegabytes({ stack }: OwnStack): Promise<number> {
  const each = await Promise.all(
    (['worker', 'worker-audio'] as const).map((name) => treeMegabytes(stack.service(name).pid)),
  );
  return each.reduce((sum, megabytes) => sum + megabytes, 0);
}

/** A process and its descendants. A page that several processes share counts once (Pss). */
async function treeMegabytes(pid: number | null): Promise<number> {
  const rollup = await readProcess(pid, 'smaps_rollup');
  const own = Number(/^Pss:\s+(\d+) kB/mu.exec(rollup)?.[1] ?? Number.NaN) / 1024;
  const children = (await readProcess(pid, `task/${pid}/children`)).split(' ').filter(Boolean);
  const each = await Promise.all(children.map((child) => treeMegabytes(Number(child))));
  // A child may have ended since.
  return each.filter((megabytes) => !Number.isNaN(megabytes)).reduce((sum, mb) => sum + mb, own);
}

const readProcess = (pid: number | null, file: string): Promise<string> =>
  readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
