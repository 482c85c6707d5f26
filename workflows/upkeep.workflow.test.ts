import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { WorkflowHarness } from './testing/workflow-harness.ts';

let harness: WorkflowHarness;

beforeAll(async () => {
  harness = await WorkflowHarness.open();
});
afterAll(() => harness.close());

it('caches are evicted, and the result says what was freed', async () => {
  const handle = await harness.start(WORKFLOWS.evictCaches, `evict-${Date.now()}`, {});
  expect(await handle.result()).toEqual({ results: 2, assets: 3, freedBytes: 4 });
});

it('each run of the history export begins where the run before ended', async () => {
  const scheduleId = `export-${Date.now()}`;
  const schedule = await harness.client.schedule.create({
    scheduleId,
    spec: {},
    state: { paused: true },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOWS.exportHistories,
      workflowId: scheduleId,
      taskQueue: TASK_QUEUES.control,
      args: [],
    },
  });
  const exports = () =>
    harness.calls.filter(
      ({ activity, workflowId }) =>
        activity === 'exportClosedHistories' && workflowId.startsWith(scheduleId),
    );
  for (const run of [1, 2]) {
    // A schedule names its workflows by the second.
    await setTimeout(1100);
    await schedule.trigger();
    await harness.until(`export ${run}`, () => (exports().length === run ? true : undefined));
    await harness.until('the end of the run', async () => {
      const { info } = await schedule.describe();
      return info.runningActions.length === 0 && info.numActionsTaken === run ? true : undefined;
    });
  }
  const [first, second] = exports().map(
    ({ input }) => input as { from: string | null; until: string },
  );
  expect(first?.from).toBeNull();
  expect(Date.parse(second?.from ?? '')).toBeLessThan(Date.parse(first?.until ?? ''));
  expect(Date.parse(second?.from ?? '')).toBeGreaterThan(Date.parse(first?.until ?? '') - 180_000);
  await schedule.delete();
});
