import {
  condition,
  continueAsNew,
  defineSignal,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { SIGNALS, SubscriptionWorkflowInput } from '@fermata/contracts/temporal';
import { call } from '../call.ts';
import { parseInput } from '../parse-input.ts';
import { subscriber } from '../proxies.ts';
import { describeSubscription } from './describe-subscription.ts';

/** Calls that send at the same time; partners use the same task queue. */
const CONCURRENCY = 2;
/** Few events keep a replay short. */
const MAX_EVENTS = 2000;

/**
 * Sends the events of a subscription, each stream's in order. The catalogue has its state: which
 * messages wait, and until when. A stream whose message failed waits; the others continue.
 */
export async function subscriptionWorkflow(input: SubscriptionWorkflowInput): Promise<void> {
  const subscription = parseInput('subscription', SubscriptionWorkflowInput, input);
  const { maxEvents = MAX_EVENTS } = subscription;
  let woken = false;
  setHandler(defineSignal(SIGNALS.wake), () => {
    woken = true;
  });
  while (workflowInfo().historyLength < maxEvents) {
    woken = false;
    const plan = await call(subscriber.planMessages, 'Find messages that are due', {});
    setCurrentDetails(describeSubscription(plan));
    if (plan.status === 'removed' || plan.status === 'ended') return;
    const due = [
      ...plan.streams.map((stream) => ({ stream })),
      ...plan.replays.map((replay) => ({ replay })),
    ];
    await sendAll(due);
    if (due.length > 0) continue;
    if (plan.nextDueInMs === null) await condition(() => woken);
    else
      await condition(() => woken, plan.nextDueInMs, { summary: 'Next attempt to send a message' });
  }
  return continueAsNew<typeof subscriptionWorkflow>(subscription);
}

type Due = { stream: string } | { replay: number };

async function sendAll(due: Due[]): Promise<void> {
  const waiting = [...due];
  const sendNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      await call(subscriber.sendMessages, summaryOf(next), next);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sendNext));
}

const summaryOf = (due: Due): string =>
  'stream' in due ? `Send messages about ${due.stream}` : `Send evt_${due.replay} again`;
