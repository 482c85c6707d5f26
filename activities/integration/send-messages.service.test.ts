import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { CloudEvent, type NewEvent } from '@fermata/contracts/events';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import { connectTo, freshCatalogue } from '../../prisma/testing/fresh-catalogue.ts';
import { sampleTrack } from '../../prisma/testing/sample-track.ts';
import { createSubscriptionActivities } from './create-subscription-activities.ts';

const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const NEXT_SECRET = `whsec_${Buffer.alloc(32, 4).toString('base64')}`;
const projectId = 'default';
const subscriptionId = `sub_${'1'.repeat(24)}`;
const address = { projectId, subscriptionId, actor: 'act_otto' };
const box = openSecretBox('ab'.repeat(32));

interface Received {
  readonly event: CloudEvent;
  readonly id: string;
  readonly signatures: string;
  readonly timestamp: string;
  readonly body: string;
}

/** A subscriber and its subscription. `answer`: the status of each message. */
async function openSubscription(options: { types?: string[]; after?: number | null } = {}) {
  const { catalogue, database } = await freshCatalogue();
  const received: Received[] = [];
  let answer: (event: CloudEvent) => number | 'lost' = () => 204;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const event = CloudEvent.parse(JSON.parse(body));
      received.push({
        event,
        body,
        id: String(request.headers['webhook-id']),
        signatures: String(request.headers['webhook-signature']),
        timestamp: String(request.headers['webhook-timestamp']),
      });
      const status = answer(event);
      if (status === 'lost') response.destroy();
      else response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const created = await catalogue.subscriptions.create(
    {
      ...address,
      url: `http://127.0.0.1:${port}/events`,
      types: options.types ?? ['track.stage-entered', 'track.held', 'track.resumed'],
      name: null,
      secret: box.seal(SECRET, subscriptionId),
      after: options.after ?? null,
    },
    50,
  );
  expect(created).toBe('created');
  const activities = createSubscriptionActivities({
    catalogue,
    secrets: box,
    subscriberHosts: [`127.0.0.1:${port}`],
    sending: { timeoutMs: 3_000 },
  });
  const within = <T>(workflowId: string, work: () => Promise<T>): Promise<T> =>
    new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(work);
  const as = `subscription/${subscriptionId}`;
  const owner = await connectTo(database.adminUrl);
  return {
    catalogue,
    received,
    ids: () => received.map(({ id }) => id),
    answer: (next: typeof answer) => {
      answer = next;
    },
    plan: (workflowId = as) => within(workflowId, () => activities.planMessages({})),
    send: (what: { stream: string } | { replay: number }, workflowId = as) =>
      within(workflowId, () => activities.sendMessages(what)),
    /** Runs the steps of the workflow until nothing is due. */
    async work(): Promise<void> {
      for (;;) {
        const plan = await this.plan();
        for (const stream of plan.streams) await this.send({ stream });
        for (const replay of plan.replays) await this.send({ replay });
        if (plan.streams.length + plan.replays.length === 0) return;
      }
    },
    /** As if this time had passed. */
    async pass(days: number): Promise<void> {
      for (const [table, column] of [
        ['subscription_message', 'next_attempt_at'],
        ['subscription_message', 'first_failed_at'],
        ['subscription', 'failing_since'],
      ])
        await owner.query(`UPDATE ${table} SET ${column} = ${column} - interval '${days} days'`);
    },
    attempts: async () =>
      (await catalogue.subscriptions.attempts(subscriptionId, { limit: 50 })).items.toReversed(),
    state: async () => catalogue.subscriptions.find(projectId, subscriptionId),
    notices: async () =>
      (await catalogue.events.readStream(as)).map(({ type, actor }) => [type, actor]),
  };
}

/** A track with this many events: accepted, then stages. */
function track(name: string, count: number): { stream: string; events: NewEvent[] } {
  const life = sampleTrack(name);
  const [opening] = life.events;
  if (opening?.type !== 'track.accepted') throw new Error('the sample begins with another event');
  const rest = Array.from({ length: count - 1 }, (_, index): NewEvent => {
    const { data: _data, type: _type, ...envelope } = opening;
    return { ...envelope, sequence: index + 2, type: 'track.held', data: { reason: `${index}` } };
  });
  return { stream: life.streams.track, events: [opening, ...rest] };
}

test('events arrive signed, in order, with the ids of the pulled ones', async () => {
  const subscription = await openSubscription();
  const { catalogue, received } = subscription;
  const { events, stream } = track('signed', 4);
  const stored = await catalogue.events.append(events);
  await subscription.work();
  expect(subscription.ids()).toEqual(stored.slice(1).map(({ position }) => `evt_${position}`));
  for (const { id, body, signatures, timestamp, event } of received) {
    expect(event).toMatchObject({ id, subject: stream, type: 'track.held' });
    const headers = {
      'webhook-id': id,
      'webhook-signature': signatures,
      'webhook-timestamp': timestamp,
    };
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(event);
  }
  expect(await subscription.attempts()).toMatchObject(
    stored.slice(1).map(({ position }) => ({
      position,
      attempt: 1,
      outcome: 'arrived',
      httpStatus: 204,
      nextAttemptAt: null,
    })),
  );
});

test('only events after its creation, of its types and of its project', async () => {
  const subscription = await openSubscription();
  const { catalogue } = subscription;
  const other = track('other project', 3);
  await catalogue.events.append(other.events.map((event) => ({ ...event, projectId: 'other' })));
  await subscription.work();
  expect(subscription.received).toEqual([]);
  await catalogue.events.append(track('typed', 3).events);
  await subscription.work();
  expect(subscription.received.map(({ event }) => event.type)).toEqual([
    'track.held',
    'track.held',
  ]);
});

test('with no types and after 0 it gets all events, its own creation too', async () => {
  const subscription = await openSubscription({ types: [], after: 0 });
  await subscription.catalogue.events.append(track('all', 2).events);
  await subscription.work();
  expect(subscription.received.map(({ event }) => event.type)).toEqual([
    'subscription.created',
    'track.accepted',
    'track.held',
  ]);
});

test('a message whose answer was lost comes again with the same id, before the next of its stream', async () => {
  const subscription = await openSubscription();
  await subscription.catalogue.events.append(track('lost', 3).events);
  subscription.answer(() => 'lost');
  await subscription.work();
  expect(subscription.ids()).toHaveLength(1);
  expect(await subscription.attempts()).toMatchObject([
    { attempt: 1, outcome: 'failed', httpStatus: null, nextAttemptAt: expect.any(String) },
  ]);
  const plan = await subscription.plan();
  expect(plan).toMatchObject({ streams: [], waiting: 2 });
  expect(plan.nextDueInMs).toBeGreaterThan(2_000);
  subscription.answer(() => 200);
  await subscription.pass(1);
  await subscription.work();
  const [first, second, third] = subscription.ids();
  expect(first).toBe(second);
  expect(third).not.toBe(first);
  expect(await subscription.plan()).toMatchObject({ waiting: 0, nextDueInMs: null });
});

test('a stream that is blocked does not hold up others', async () => {
  const subscription = await openSubscription();
  const [poison, healthy] = [track('poison', 3), track('healthy', 3)];
  await subscription.catalogue.events.append(poison.events);
  await subscription.catalogue.events.append(healthy.events);
  subscription.answer(({ subject }) => (subject === poison.stream ? 500 : 200));
  await subscription.work();
  const arrived = subscription.received.map(({ event }) => event.subject);
  expect(arrived.filter((subject) => subject === healthy.stream)).toHaveLength(2);
  expect(arrived.filter((subject) => subject === poison.stream)).toHaveLength(1);
  // After three days it is given up, because others have arrived, and the next of its stream is tried.
  await subscription.pass(4);
  await subscription.work();
  const attempts = await subscription.attempts();
  expect(
    attempts
      .filter(({ stream }) => stream === poison.stream)
      .map(({ position, outcome }) => [position, outcome]),
  ).toEqual([
    [3, 'failed'],
    [3, 'given-up'],
    [4, 'failed'],
  ]);
  expect(await subscription.state()).toMatchObject({ status: 'active' });
});

test('410 ends the subscription, which then sends nothing', async () => {
  const subscription = await openSubscription();
  await subscription.catalogue.events.append(track('gone', 3).events);
  subscription.answer(() => 410);
  await subscription.work();
  expect(subscription.ids()).toHaveLength(1);
  expect(await subscription.state()).toMatchObject({ status: 'ended', detail: 'answered 410' });
  expect(await subscription.plan()).toMatchObject({ status: 'ended', streams: [] });
  expect(await subscription.notices()).toEqual([
    ['subscription.created', 'act_otto'],
    ['subscription.ended', 'act_fermata'],
  ]);
  const { subscriptions } = subscription.catalogue;
  expect(await subscriptions.change(address, { status: 'active' })).toBe('ended');
  expect(await subscriptions.replay(address, 3)).toBe('ended');
});

test('after five days of failures it is disabled with a notice, and a person resumes it without a loss', async () => {
  const subscription = await openSubscription();
  const { catalogue } = subscription;
  const { events } = track('long failure', 4);
  await catalogue.events.append(events.slice(0, 3));
  subscription.answer(() => 503);
  await subscription.work();
  await subscription.pass(4);
  await subscription.work();
  expect(await subscription.state()).toMatchObject({ status: 'active' });
  await subscription.pass(2);
  await subscription.work();
  expect(await subscription.state()).toMatchObject({
    status: 'disabled',
    detail: 'answered 503',
    failingSince: expect.any(String),
  });
  expect((await subscription.notices()).at(-1)).toEqual(['subscription.disabled', 'act_fermata']);
  await catalogue.events.append(events.slice(3));
  await subscription.work();
  const before = subscription.ids().length;
  subscription.answer(() => 200);
  expect(await catalogue.subscriptions.change(address, { status: 'active' })).toBe('changed');
  await subscription.work();
  expect(subscription.ids().slice(before)).toEqual(['evt_3', 'evt_4', 'evt_6']);
  expect(await subscription.state()).toMatchObject({ status: 'active', failingSince: null });
});

test('a paused subscription keeps its place', async () => {
  const subscription = await openSubscription();
  const { catalogue } = subscription;
  await catalogue.subscriptions.change(address, { status: 'paused' });
  await catalogue.events.append(track('paused', 3).events);
  await subscription.work();
  expect(subscription.received).toEqual([]);
  await catalogue.subscriptions.change(address, { status: 'active' });
  await subscription.work();
  expect(subscription.ids()).toHaveLength(2);
});

test('a replay has the same id and is sent once, whatever its outcome', async () => {
  const subscription = await openSubscription();
  await subscription.catalogue.events.append(track('replay', 3).events);
  await subscription.work();
  const [first = ''] = subscription.ids();
  const position = Number(first.slice(4));
  for (const status of [200, 500]) {
    subscription.answer(() => status);
    expect(await subscription.catalogue.subscriptions.replay(address, position)).toBe('queued');
    await subscription.work();
  }
  expect(subscription.ids().slice(2)).toEqual([first, first]);
  expect((await subscription.attempts()).slice(2)).toMatchObject([
    { position, replay: true, outcome: 'arrived' },
    { position, replay: true, outcome: 'failed', nextAttemptAt: null },
  ]);
  expect(await subscription.plan()).toMatchObject({ waiting: 0 });
  expect(await subscription.catalogue.subscriptions.replay(address, 9_999)).toBe('unknown');
});

test('after a rotation both secrets sign, until the previous one has expired', async () => {
  const subscription = await openSubscription();
  const { catalogue } = subscription;
  const { events } = track('rotation', 3);
  const rotate = (seconds: number) =>
    catalogue.subscriptions.rotateSecret(address, box.seal(NEXT_SECRET, subscriptionId), seconds);
  await rotate(3600);
  await catalogue.events.append(events.slice(0, 2));
  await subscription.work();
  const verifies = (secret: string, { id, body, signatures, timestamp }: Received): boolean => {
    const headers = {
      'webhook-id': id,
      'webhook-signature': signatures,
      'webhook-timestamp': timestamp,
    };
    try {
      return new Webhook(secret).verify(body, headers) !== undefined;
    } catch {
      return false;
    }
  };
  const [during] = subscription.received;
  if (!during) throw new Error('nothing was received');
  expect([verifies(SECRET, during), verifies(NEXT_SECRET, during)]).toEqual([true, true]);
  await rotate(0);
  await catalogue.events.append(events.slice(2));
  await subscription.work();
  const after = subscription.received.at(-1);
  if (!after) throw new Error('nothing was received');
  expect(after.signatures.split(' ')).toHaveLength(1);
  expect([verifies(SECRET, after), verifies(NEXT_SECRET, after)]).toEqual([false, true]);
});

test('another workflow sends nothing, whatever it asks for', async () => {
  const subscription = await openSubscription();
  const { stream, events } = track('forged', 2);
  await subscription.catalogue.events.append(events);
  await subscription.plan();
  await expect(subscription.send({ stream }, 'evil')).rejects.toMatchObject({
    type: 'NotAuthorisedError',
    message: 'not authorised: evil must not send messages: it is no subscriptionWorkflow',
  });
  await expect(subscription.plan(`track/${subscriptionId}`)).rejects.toMatchObject({
    type: 'NotAuthorisedError',
  });
  const unknown = `subscription/sub_${'9'.repeat(24)}`;
  expect(await subscription.plan(unknown)).toMatchObject({ status: 'removed', streams: [] });
  expect(await subscription.send({ stream }, unknown)).toEqual({ sent: 0 });
  // Its own workflow, asked by hand for what is not due.
  expect(await subscription.send({ stream: 'track/other' })).toEqual({ sent: 0 });
  expect(await subscription.send({ replay: 2 })).toEqual({ sent: 0 });
  expect(subscription.received).toEqual([]);
});

test('a removed subscription leaves nothing to send, and a repeated call of a sent message sends nothing', async () => {
  const subscription = await openSubscription();
  const { stream, events } = track('removed', 3);
  await subscription.catalogue.events.append(events);
  await subscription.plan();
  await subscription.send({ stream });
  expect(await subscription.send({ stream })).toEqual({ sent: 0 });
  expect(subscription.ids()).toHaveLength(2);
  expect(await subscription.catalogue.subscriptions.remove(address)).toBe('removed');
  expect(await subscription.plan()).toMatchObject({ status: 'removed' });
  expect(await subscription.state()).toBeNull();
});
