import { pino } from 'pino';
import { expect, test } from 'vitest';
import { SubscriptionWaker } from './subscription-waker.ts';

test('starts and wakes the workflow of a subscription with its project as fairness key', async () => {
  const started: unknown[] = [];
  const woken: unknown[] = [];
  let onAppended = (_position: number): void => {};
  let afterWake = (): void => {};
  const wake = new Promise<void>((resolve) => {
    afterWake = resolve;
  });
  const waker = new SubscriptionWaker({
    catalogue: {
      events: {
        head: async () => 7,
        onAppended: async (listener) => {
          onAppended = listener;
          return async () => {};
        },
      },
      outbox: {
        concerned: async () => [{ subscriptionId: 'sub_b', projectId: 'boreas' }],
        active: async () => [{ subscriptionId: 'sub_a', projectId: 'atlas' }],
        trimLog: async () => 0,
      },
    },
    client: {
      workflow: {
        start: async (_type: unknown, options: unknown) => {
          started.push(options);
        },
        signalWithStart: async (_type: unknown, options: unknown) => {
          woken.push(options);
          if (woken.length === 2) afterWake();
        },
      } as never,
    },
    log: pino({ level: 'silent' }),
  });
  await waker.start();
  onAppended(7);
  await wake;
  await waker.close();
  expect(started).toMatchObject([
    { workflowId: 'subscription/sub_a', priority: { fairnessKey: 'atlas' } },
  ]);
  expect(woken).toMatchObject([
    { workflowId: 'subscription/sub_b', priority: { fairnessKey: 'boreas' } },
    { workflowId: 'subscription/sub_b', priority: { fairnessKey: 'boreas' } },
  ]);
});
