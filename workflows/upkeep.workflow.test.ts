import { expect, it } from 'vitest';
import { TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { harnessOfFile } from './testing/harness-of-file.ts';

const harness = await harnessOfFile();

it('evicts caches and returns the freed bytes', async () => {
  const handle = await harness.start(WORKFLOWS.evictCaches, `evict-${Date.now()}`, {});
  expect(await handle.result()).toEqual({ results: 2, assets: 3, freedBytes: 4 });
});

it('writes a checkpoint and returns the position that it confirms', async () => {
  const handle = await harness.start(WORKFLOWS.writeCheckpoint, `checkpoint-${Date.now()}`, {});
  expect(await handle.result()).toEqual({ number: 3, position: 40, written: true });
});

it('starts each history export where the previous run ended', async () => {
  const workflowId = `export-${Date.now()}`;
  const handle = await harness.client.workflow.start(WORKFLOWS.exportHistories, {
    taskQueue: TASK_QUEUES.control,
    workflowId,
    args: [],
    cronSchedule: '@every 1s',
  });
  const [first, second] = await harness.until('second export', () => {
    const exports = harness.calls.filter((call) => call.workflowId === workflowId);
    return exports.length >= 2
      ? exports.map(({ input }) => input as { from: string | null; until: string })
      : undefined;
  });
  await handle.terminate();
  expect(first?.from).toBeNull();
  const overlapMs = Date.parse(first?.until ?? '') - Date.parse(second?.from ?? '');
  expect(overlapMs).toBe(120_000);
});
