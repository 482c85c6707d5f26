import { setTimeout as pause } from 'node:timers/promises';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import {
  countProduced,
  decideReviews,
  readWorkflowTasks,
  requestTracks,
  workerMegabytes,
  type WorkflowTasks,
} from '../testing/under-load.ts';
import type { BenchOptions } from './bench-options.ts';
import { percentile } from './statistics.ts';
import { table } from './table.ts';

/** The size of the run with which the larger one is compared. */
const FEW = 20;
const POLL_MS = 1000;

interface RequestedRun {
  readonly requested: number;
  readonly acceptedSeconds: number;
  readonly halfSeconds: number;
  readonly wallSeconds: number;
  readonly tracksAnHour: number;
  readonly decisions: number;
  readonly refusedDecisions: number;
  readonly decisionP50: number;
  readonly decisionP99: number;
  readonly workerMegabytes: number;
  readonly eventsPerTrack: number;
  readonly workflowTasks: WorkflowTasks;
}

/**
 * Compares many short tracks requested at once, while a reviewer decides, with few of them, each run
 * on a separate stack.
 */
export async function benchRequested(requested: number, options: BenchOptions): Promise<object> {
  const { log } = options;
  const few = await runRequested(Math.min(FEW, requested), options);
  const many = await runRequested(requested, options);
  const runs = [few, many];
  log(
    table(
      ['', ...runs.map((run) => `${run.requested} requested`)],
      [
        ['accepted after s', ...runs.map((run) => run.acceptedSeconds)],
        ['half of the tracks produced after s', ...runs.map((run) => run.halfSeconds)],
        ['all produced after s', ...runs.map((run) => run.wallSeconds)],
        ['tracks an hour', ...runs.map((run) => run.tracksAnHour)],
        ['decisions', ...runs.map((run) => run.decisions)],
        ['decisions not accepted', ...runs.map((run) => run.refusedDecisions)],
        ['decision p50 s', ...runs.map((run) => run.decisionP50)],
        ['decision p99 s', ...runs.map((run) => run.decisionP99)],
        ['longest workflow task s', ...runs.map((run) => run.workflowTasks.maxSeconds)],
        ['workflow tasks lost', ...runs.map((run) => run.workflowTasks.timedOut)],
        ['workflow tasks failed', ...runs.map((run) => run.workflowTasks.failed)],
        ['events per track', ...runs.map((run) => run.eventsPerTrack)],
        ['workers and engines, max MB', ...runs.map((run) => run.workerMegabytes)],
      ],
    ),
  );
  return { few, many, throughputRatio: many.tracksAnHour / few.tracksAnHour };
}

async function runRequested(count: number, { services, log }: BenchOptions): Promise<RequestedRun> {
  log(`${count} tracks of 5 s requested at once. Starting a separate stack …`);
  const own = await services.start((signal) =>
    startOwnStack({
      signal,
      pollMs: 1000,
      env: { FERMATA_COMMANDS_PER_MINUTE: '100000' },
    }),
  );
  try {
    // A warm engine; this track counts as produced.
    await own.testStack.stage(
      await own.testStack.create({ brief: { text: 'lo-fi', durationSeconds: 5, seed: 90 } }),
      'review',
    );
    const start = performance.now();
    const seconds = (): number => (performance.now() - start) / 1000;
    let isOver = false;
    const decisions = decideReviews(own, () => isOver);
    const progress = followProgress(own, count, seconds, log);
    await requestTracks(own, count, 10_000);
    const acceptedSeconds = seconds();
    const { halfSeconds, wallSeconds, megabytes } = await progress;
    isOver = true;
    const decided = await decisions;
    const latencies = decided.map((decision) => decision.seconds);
    const workflowTasks = await readWorkflowTasks(own);
    return {
      requested: count,
      acceptedSeconds,
      halfSeconds,
      wallSeconds,
      tracksAnHour: (3600 * count) / wallSeconds,
      decisions: decided.length,
      refusedDecisions: decided.filter(({ isAccepted }) => !isAccepted).length,
      decisionP50: percentile(latencies, 0.5),
      decisionP99: percentile(latencies, 0.99),
      workerMegabytes: megabytes,
      eventsPerTrack: workflowTasks.trackEvents / (count + 1),
      workflowTasks,
    };
  } finally {
    await own.close();
  }
}

/** Until all tracks are produced. The warm-up track is not counted. */
async function followProgress(
  own: OwnStack,
  count: number,
  seconds: () => number,
  log: (line: string) => void,
): Promise<{ halfSeconds: number; wallSeconds: number; megabytes: number }> {
  let halfSeconds = Number.NaN;
  let megabytes = 0;
  for (let report = 1; ; await pause(POLL_MS)) {
    const produced = (await countProduced(own)) - 1;
    megabytes = Math.max(megabytes, await workerMegabytes(own));
    if (Number.isNaN(halfSeconds) && 2 * produced >= count) halfSeconds = seconds();
    if (produced >= count) return { halfSeconds, wallSeconds: seconds(), megabytes };
    if (seconds() > 60 * report) {
      report += 1;
      log(
        `${seconds().toFixed(0)} s: ${produced} of ${count} produced, workers ${megabytes.toFixed(0)} MB`,
      );
    }
  }
}
