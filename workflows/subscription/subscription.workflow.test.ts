import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { SIGNALS, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';

const harness = await harnessOfFile();

type Plan = Awaited<ReturnType<AllActivities['planMessages']>>;
const idle: Plan = { status: 'active', streams: [], replays: [], waiting: 0, nextDueInMs: null };

/** A subscription whose catalogue answers these plans, and then that it was removed. */
async function startSubscription(plans: Partial<Plan>[], input: object = {}) {
  const subscriptionId = `sub_${randomBytes(12).toString('hex')}`;
  const workflowId = workflowIds.subscription(subscriptionId);
  const sent: unknown[] = [];
  let planned = 0;
  harness.script(workflowId, {
    planMessages: () => {
      const plan = plans[planned] ?? { status: 'removed' };
      planned += 1;
      return Promise.resolve({ ...idle, ...plan });
    },
    sendMessages: (what) => {
      sent.push(what);
      return Promise.resolve({ sent: 1 });
    },
  });
  const handle = await harness.start(WORKFLOWS.subscription, workflowId, {
    subscriptionId,
    ...input,
  });
  return { handle, workflowId, sent, planned: () => planned };
}

it('sends what is due, looks again, and waits for a signal', async () => {
  const { handle, sent, planned } = await startSubscription([
    { streams: ['track/a', 'track/b', 'track/c'], replays: [7] },
    {},
    { streams: ['track/a'] },
  ]);
  await harness.until('the second plan', () => (planned() === 2 ? true : undefined));
  expect(sent).toEqual(
    expect.arrayContaining([
      { stream: 'track/a' },
      { stream: 'track/b' },
      { stream: 'track/c' },
      { replay: 7 },
    ]),
  );
  expect(sent).toHaveLength(4);
  await handle.signal(SIGNALS.wake);
  await handle.result();
  expect(sent.slice(4)).toEqual([{ stream: 'track/a' }]);
});

it('looks again by itself when the next message is due', async () => {
  const { handle, sent } = await startSubscription([
    { waiting: 1, nextDueInMs: 100 },
    { streams: ['track/a'] },
  ]);
  await handle.result();
  expect(sent).toEqual([{ stream: 'track/a' }]);
});

it('a paused subscription waits for a signal; one that has ended ends', async () => {
  const { handle, planned, sent } = await startSubscription([
    { status: 'paused' },
    { status: 'ended' },
  ]);
  await harness.until('the first plan', () => (planned() === 1 ? true : undefined));
  await handle.signal(SIGNALS.wake);
  await handle.result();
  expect([planned(), sent]).toEqual([2, []]);
});

it('continues as new after many events', async () => {
  const rounds = Array.from({ length: 6 }, () => ({ streams: ['track/a'] }));
  const { handle, workflowId, sent } = await startSubscription(rounds, { maxEvents: 20 });
  await handle.result();
  expect(sent).toHaveLength(6);
  expect((await harness.runs(workflowId)).length).toBeGreaterThan(1);
});
