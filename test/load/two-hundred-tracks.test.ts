import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdmissionStatus, QUERIES } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import {
  countProduced,
  decideReviews,
  readWorkflowTasks,
  requestTracks,
  workerMegabytes,
} from '../testing/under-load.ts';

const REQUESTED = 200;
/**
 * Enough to check the order of production and concurrent decisions without waiting for all tracks.
 */
const PRODUCED = 24;

/** So that all are requested before the first ones are produced, even on a fast machine. */
const UNLIMITED_REQUESTS = { FERMATA_COMMANDS_PER_MINUTE: '10000', FERMATA_WORKER_NICE: '0' };

/** Each process of the engine has its own memory, so a limit of memory needs a number of them. */
const ENGINES = { FERMATA_AUDIO_PROCESSES: '2' };
/** Of both workers and their engines. NaN, where the system does not report it, is not greater. */
const MAX_MEGABYTES = 1600;

/** The server's limit for a workflow task: one that takes longer is lost. */
const TASK_LIMIT_SECONDS = 10;

let own: OwnStack;
beforeAll(async () => {
  own = await startOwnStack({ pollMs: 1000, env: { ...UNLIMITED_REQUESTS, ...ENGINES } });
});
afterAll(() => own.close());

it('200 tracks at once: depth first, no workflow task lost, decisions and an urgent track go first', async () => {
  const { testStack } = own;
  const client = await testStack.temporal();
  const slots = () =>
    client.workflow.getHandle(workflowIds.admission).query<AdmissionStatus>(QUERIES.status);
  let isOver = false;
  const start = performance.now();
  const decisions = decideReviews(own, () => isOver);
  const trackIds = await requestTracks(own, REQUESTED, 40_000);

  const { limit, holding } = await testStack.until('100 tracks that wait for a slot', async () => {
    const status = await slots();
    return status.waiting > 100 ? status : undefined;
  });
  expect(holding.length).toBeLessThanOrEqual(limit);
  const urgent = await testStack.create({
    candidates: 2,
    pick: { by: 'person', limitSeconds: 3600 },
    brief: { text: 'lo-fi', durationSeconds: 5, seed: 49_000 },
  });
  await testStack.stage(urgent, 'picking');
  expect((await slots()).waiting, 'the urgent track was not behind the others').toBeGreaterThan(50);

  await testStack.until('the first versions', async () =>
    (await countProduced(own)) >= PRODUCED ? true : undefined,
  );
  const secondsPerTrack = (performance.now() - start) / 1000 / PRODUCED;
  isOver = true;
  const decided = await decisions;
  // Depth first: the first tracks are produced before the last ones have started.
  expect((await slots()).waiting).toBeGreaterThan(0);
  expect((await testStack.track(trackIds.at(-1) ?? '')).stage).toBe('accepted');
  expect(decided.length).toBeGreaterThan(0);
  expect(decided.filter(({ isAccepted }) => !isAccepted)).toEqual([]);
  const seconds = decided.map((decision) => decision.seconds).sort((a, b) => a - b);
  // More than 50 tracks wait all the time: a decision that queued behind them would take as long
  // as their production. The limit is relative, since machines differ in speed.
  expect(seconds[Math.floor(seconds.length / 2)]).toBeLessThan(5 * secondsPerTrack);
  expect(seconds.at(-1), 'the slowest decision').toBeLessThan(20 * secondsPerTrack);
  expect(await workerMegabytes(own)).not.toBeGreaterThan(MAX_MEGABYTES);
  const { count, maxSeconds, timedOut, failed } = await readWorkflowTasks(own);
  expect({ timedOut, failed }).toEqual({ timedOut: 0, failed: 0 });
  // Each produced track has had a task for each of its stages.
  expect(count).toBeGreaterThan(REQUESTED + 10 * PRODUCED);
  expect(maxSeconds, 'the longest workflow task').toBeLessThan(TASK_LIMIT_SECONDS / 2);
}, 900_000);
