import { pino } from 'pino';
import { expect, test } from 'vitest';
import { SubscriptionWaker } from './subscription-waker.ts';

const subscriptions = ['sub_a', 'sub_b', 'sub_c'].map((subscriptionId) => ({
  ...{ subscriptionId, projectId: 'atlas' },
}));

test('a subscription that cannot be woken does not block others', async () => {
  const woken: string[] = [];
  const started: string[] = [];
  const refuseFirst =
    (list: string[]) => async (_type: unknown, options: { workflowId: string }) => {
      if (options.workflowId === 'subscription/sub_a') throw new Error('refused');
      list.push(options.workflowId);
    };
  const waker = new SubscriptionWaker({
    catalogue: {
      events: { head: async () => 7, onAppended: async () => async () => {} },
      outbox: {
        concerned: async () => subscriptions,
        active: async () => subscriptions,
        trimLog: async () => 0,
      },
    },
    client: {
      workflow: { start: refuseFirst(started), signalWithStart: refuseFirst(woken) } as never,
    },
    log: pino({ level: 'silent' }),
  });
  await waker.start();
  await expect.poll(() => started).toEqual(['subscription/sub_b', 'subscription/sub_c']);
  await waker.close();
  expect(woken).toEqual(['subscription/sub_b', 'subscription/sub_c']);
});

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
