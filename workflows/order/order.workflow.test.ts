import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { type OrderState, SIGNALS, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const harness = await harnessOfFile();

const RUN = `${process.pid}-${Date.now()}`;
const stateOf = (fields: Partial<OrderState>): OrderState => ({
  ...{ orderId: 'order-1', trackId: null, start: null, answers: [], reason: 'as it is' },
  ...{ final: false, lateInMs: null, awaits: null },
  ...fields,
});

/** An order whose states a test sets, and the answers that the partner has got. */
function prepare(name: string, first: OrderState) {
  const webhookId = `${name}-${RUN}`;
  const id = workflowIds.partnerMessage('shop', webhookId);
  const told: string[] = [];
  let state = first;
  harness.script(id, {
    considerOrder: () => Promise.resolve(state),
    answerOrder: ({ answer }) => {
      told.push(answer);
      return Promise.resolve({ answer });
    },
  });
  return {
    ...{ id, told, webhookId },
    start: () => harness.start(WORKFLOWS.order, id, { partner: 'shop', webhookId }),
    set: (next: Partial<OrderState>) => {
      state = { ...state, ...next };
    },
  };
}

it('a refused order is answered, and ends without a track', async () => {
  const { start, told } = prepare('refused', stateOf({ answers: ['refused'], final: true }));
  const handle = await start();
  expect(await handle.result()).toEqual({ orderId: 'order-1', answer: 'refused' });
  expect(told).toEqual(['refused']);
});

it('an accepted order starts its track, whose stages wake it, and answers each turn once', async () => {
  const order = {
    ...{ partner: 'shop', orderId: 'order-1', webhookId: `accepted-${RUN}` },
    deadline: '2030-03-01T08:00:00.000Z',
  };
  const { token: _token, ...input } = sampleTrack({ order });
  const { trackId } = input;
  const { set, start, told } = prepare(
    'accepted',
    stateOf({ trackId, start: input, answers: ['accepted'], lateInMs: 60_000 }),
  );
  const handle = await start();
  const stream = workflowIds.track(trackId);
  expect((await harness.event(stream, 'track.accepted')).data.order).toEqual(order);
  set({ start: null });
  await harness.event(stream, 'review.opened');
  set({ answers: ['accepted', 'in-review'] });
  await harness.until('the review is told', () => (told.includes('in-review') ? true : undefined));
  set({ answers: ['accepted', 'in-review', 'ended'], final: true });
  // The track signals its end: the order does not wait for its next poll.
  await harness.client.workflow.getHandle(stream).cancel();
  expect(await handle.result()).toEqual({ orderId: 'order-1', answer: 'ended' });
  expect(told).toEqual(['accepted', 'in-review', 'ended']);
});

it('a late order is found by the role that must act, until it has ended', async () => {
  const { set, start, told } = prepare('late', stateOf({ answers: ['accepted'], lateInMs: 1 }));
  const handle = await start();
  const role = async () =>
    (await handle.describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);
  set({ answers: ['accepted', 'late'], lateInMs: null, awaits: 'operations' });
  await harness.until('a wait for operations', async () =>
    (await role()) === 'operations' ? true : undefined,
  );
  set({ answers: ['accepted', 'late', 'ended'], awaits: null, final: true });
  await handle.result();
  expect(await role()).toBeUndefined();
  expect(told).toEqual(['accepted', 'late', 'ended']);
});

it('an answer that the partner does not take is sent again, and keeps no later one back', async () => {
  const { id, start, set } = prepare('deaf', stateOf({ answers: ['accepted', 'in-review'] }));
  const tried: string[] = [];
  let takesAll = false;
  harness.script(id, {
    answerOrder: ({ answer }) => {
      tried.push(answer);
      return answer === 'accepted' && !takesAll
        ? Promise.reject(ApplicationFailure.nonRetryable('refused', 'PartnerRefusedError'))
        : Promise.resolve({ answer });
    },
  });
  const handle = await start();
  const role = async () =>
    (await handle.describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);
  await harness.until(
    'a wait for operations',
    async () => (await role()) === 'operations' || undefined,
  );
  set({ answers: ['accepted', 'in-review', 'ended'], final: true });
  await harness.until('the last answer', () => tried.includes('ended') || undefined);
  takesAll = true;
  expect(await handle.result()).toEqual({ orderId: 'order-1', answer: 'ended' });
  const others = tried.filter((answer) => answer !== 'accepted');
  expect(others).toEqual(['in-review', 'ended']);
  expect(tried.filter((answer) => answer === 'accepted').length).toBeGreaterThan(2);
});

it('an answer that the partner does not take for too long is shown in the inbox at the end of the order', async () => {
  const { id, set, webhookId } = prepare('given-up', stateOf({ answers: ['accepted'] }));
  const tried: string[] = [];
  const aside: unknown[] = [];
  let takesAll = false;
  harness.script(id, {
    answerOrder: ({ answer }) => {
      tried.push(answer);
      return answer === 'accepted' && !takesAll
        ? Promise.reject(ApplicationFailure.nonRetryable('refused', 'PartnerRefusedError'))
        : Promise.resolve({ answer });
    },
    setMessageAside: (message) => {
      aside.push(message);
      return Promise.resolve();
    },
  });
  const input = { partner: 'shop', webhookId, giveUpSeconds: 0.5 };
  const handle = await harness.start(WORKFLOWS.order, id, input);
  await harness.until('two attempts', () => tried.length > 1 || undefined);
  set({ answers: ['accepted', 'ended'], final: true });
  await handle.signal(SIGNALS.requestAnswered);
  await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
  expect(tried).toEqual(['accepted', 'accepted', 'ended']);
  const reason = 'shop has not taken the answer accepted for 0.5 s';
  expect(aside).toEqual([{ partner: 'shop', webhookId, reason }]);
  // A replay of the message starts it again, which repeats all answers.
  takesAll = true;
  const again = await harness.start(WORKFLOWS.order, id, input);
  expect(await again.result()).toEqual({ orderId: 'order-1', answer: 'ended' });
  expect(tried.slice(3)).toEqual(['accepted', 'ended']);
});
