import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CloudEvent } from '@fermata/contracts/events';
import { CloudEventBatch, SubscriptionView, SubscriptionWithSecret } from '@fermata/contracts/http';
import { NOT_AUTHORISED, TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

const received: { id: string; event: CloudEvent; verified: boolean }[] = [];
let secret = '';
let status = 204;
const subscriber = createServer((request, response) => {
  void text(request).then((body) => {
    const event = CloudEvent.parse(JSON.parse(body));
    const { headers } = request;
    const signed = {
      'webhook-id': String(headers['webhook-id']),
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    };
    const verified = new Webhook(secret).verify(body, signed) !== undefined;
    received.push({ id: signed['webhook-id'], event, verified });
    response.writeHead(status).end();
  });
});

let own: OwnStack;
let url = '';
let subscriptionId = '';
beforeAll(async () => {
  subscriber.listen(0, '127.0.0.1');
  await once(subscriber, 'listening');
  const { port } = subscriber.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/fermata`;
  own = await startOwnStack({ env: { FERMATA_SUBSCRIBER_HOSTS: `127.0.0.1:${port}` } });
});
afterAll(async () => {
  await own.close();
  subscriber.closeAllConnections();
  subscriber.close();
});

const run = (...args: string[]) => fermata(['subscription', ...args], own.testStack.env);

/** The events that the API gives to those who pull. */
async function pulled(): Promise<CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.id ?? '0';
    const batch = await own.testStack
      .as('otto')
      .get('/v1/events', CloudEventBatch, { after, limit: 100 });
    if (batch.length === 0) return events;
    events.push(...batch);
  }
}

it('a subscriber gets every event in order, though both workers are killed', async () => {
  const { testStack, stack } = own;
  const added = await run('add', url, '--name', 'CRM', '--after', '0', '--json');
  expect(added.code, added.stderr).toBe(0);
  ({ secret, subscriptionId } = SubscriptionWithSecret.parse(added.json()));
  const trackId = await testStack.create({
    brief: { text: 'lo-fi', durationSeconds: 5, seed: 41 },
  });
  for (const stage of ['stems', 'mastering']) {
    await testStack.event(trackId, 'track.stage-entered', ({ data }) => data['stage'] === stage);
    await Promise.all(
      (['worker', 'worker-audio'] as const).map((name) => stack.service(name).kill('SIGKILL')),
    );
  }
  await testStack.stage(trackId, 'review');
  const events = await pulled();
  await testStack.until('all messages', async () =>
    events.every(({ id }) => received.some((message) => message.id === id)) ? true : undefined,
  );
  expect(received.every(({ id, event, verified }) => verified && id === event.id)).toBe(true);
  const seen = new Set<string>();
  const first = received.filter(({ id }) => !seen.has(id) && seen.add(id));
  const byId = new Map(first.map(({ id, event }) => [id, event]));
  expect(events.map(({ id }) => byId.get(id))).toEqual(events);
  for (const subject of new Set(events.map((event) => event.subject))) {
    const events = first.filter(({ event }) => event.subject === subject);
    expect(events.map(({ event }) => event.sequence)).toEqual(
      events.map(({ event }) => event.sequence).toSorted(),
    );
  }
});

it('a workflow that somebody starts by hand sends nothing', async () => {
  const client = await own.testStack.temporal();
  const before = received.length;
  const start = (workflowId: string) =>
    client.workflow.execute(WORKFLOWS.subscription, {
      workflowId,
      taskQueue: TASK_QUEUES.control,
      args: [{ subscriptionId }],
    });
  const failure: unknown = await start('evil').catch((error: unknown) => error);
  if (!(failure instanceof WorkflowFailedError)) throw new Error('it did not fail');
  const cause = failure.cause?.cause;
  expect(cause instanceof ApplicationFailure && cause.type).toBe(NOT_AUTHORISED);
  await start(workflowIds.subscription(`sub_${'9'.repeat(24)}`));
  expect(received).toHaveLength(before);
});

it('a message is sent again on request, and 410 ends the subscription', async () => {
  const [first] = received;
  if (!first) throw new Error('nothing was received');
  const before = received.length;
  const replayed = await run('replay', subscriptionId, first.id);
  expect(replayed.code, replayed.stderr).toBe(0);
  await own.testStack.until('the replay', async () =>
    received.slice(before).some(({ id }) => id === first.id) ? true : undefined,
  );
  const log = await run('attempts', subscriptionId);
  expect(log.stdout).toContain('replay');
  status = 410;
  expect((await run('replay', subscriptionId, first.id)).code).toBe(0);
  await own.testStack.until('the end', async () => {
    const shown = SubscriptionView.parse((await run('show', subscriptionId, '--json')).json());
    return shown.status === 'ended' ? true : undefined;
  });
  const handle = (await own.testStack.temporal()).workflow.getHandle(
    workflowIds.subscription(subscriptionId),
  );
  await handle.result();
  expect((await run('resume', subscriptionId)).code).toBe(4);
  expect((await run('list')).stdout).toContain('ended');
  expect((await run('remove', subscriptionId)).code).toBe(0);
});
