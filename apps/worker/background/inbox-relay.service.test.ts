import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { pino } from 'pino';
import { Counter } from 'prom-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { openCatalogue } from '@fermata/prisma';
import { startTemporal } from '@fermata/stack/services';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { connectTo } from '../../../prisma/testing/fresh-catalogue.ts';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { freshDatabase } from '../../../test/fresh-database.ts';
import { InboxRelay } from './inbox-relay.ts';

const REFERENCE = 'prt_1';
/** Temporal does not answer for this workflow. */
const HANGING_WORKFLOW = 'release/hangs';
/** The database refuses to look it up. */
const POISON = 'prt_poison';
const Signal = z.object({ webhookId: z.string(), partner: z.string() });

/** A workflow that waits for its partner. No worker runs, so its signals stay in its history. */
async function openRelayHarness() {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-relay-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { databaseUrl, ownerUrl } = await freshDatabase();
  const catalogue = await openCatalogue({ databaseUrl });
  onTestFinished(() => catalogue.close());
  const temporal = await startTemporal({ folder });
  onTestFinished(() => temporal.stop());
  const connection = await Connection.connect({ address: temporal.address });
  onTestFinished(() => connection.close());
  const client = new Client({ connection, namespace: temporal.namespace });
  const { events, trackId, releaseId, until } = sampleTrack('one');
  await catalogue.events.append(events.slice(0, 1));
  const workflowId = `release/${releaseId}`;
  const handle = await client.workflow.start('release', {
    workflowId,
    taskQueue: 'control',
    args: [],
  });
  await catalogue.offerAddresses.register({
    projectId: 'default',
    partner: 'sandbox',
    partnerReference: REFERENCE,
    workflowId,
    trackId,
    releaseId,
  });
  await catalogue.offerAddresses.register({
    ...{ projectId: 'default', partner: 'slow-shop', partnerReference: REFERENCE },
    ...{ workflowId: HANGING_WORKFLOW, trackId, releaseId },
  });
  return {
    inbox: catalogue.inbox,
    client,
    /** Stores a webhook, as the API does once its signature is verified. */
    receive: (webhookId: string, reference = REFERENCE) =>
      catalogue.inbox.receive({
        partner: 'sandbox',
        webhookId,
        body: JSON.stringify({
          type: 'delivery.accepted',
          timestamp: '2026-11-22T12:00:05.000Z',
          data: { reference },
        }),
      }),
    /** As `receive`, of a partner whose workflow takes no signal. */
    receiveHanging: (webhookId: string) =>
      catalogue.inbox.receive({
        ...{ partner: 'slow-shop', webhookId },
        body: JSON.stringify({
          type: 'delivery.accepted',
          timestamp: '2026-11-22T12:00:05.000Z',
          data: { reference: REFERENCE },
        }),
      }),
    receiveText: (webhookId: string, body: string) =>
      catalogue.inbox.receive({ partner: 'sandbox', webhookId, body }),
    /** As `receive`, of a partner that asked for a takedown some minutes ago. */
    async receiveRequest(webhookId: string, reference: string, minutes: number) {
      const body = JSON.stringify({
        type: 'takedown.requested',
        timestamp: '2026-11-22T12:00:05.000Z',
        data: { requestId: webhookId, reference, reason: 'a claim' },
      });
      await catalogue.inbox.receive({ partner: 'sandbox', webhookId, body });
      const owner = await connectTo(ownerUrl);
      const age = [webhookId, `${minutes} minutes`];
      await owner.query(
        'UPDATE inbox SET received_at = now() - $2::interval WHERE webhook_id = $1',
        age,
      );
    },
    placeOrder: (webhookId: string) =>
      catalogue.inbox.receive({
        ...{ partner: 'sandbox', webhookId },
        body: JSON.stringify({
          type: 'order.requested',
          timestamp: '2026-11-22T12:00:05.000Z',
          data: {
            ...{ orderId: 'order-1', deadline: '2026-12-01T12:00:00.000Z' },
            brief: { text: 'a bed for a trailer' },
          },
        }),
      }),
    /** The release goes on sale, and the workflows of its track and of its own end. */
    async endOnSale() {
      for (const event of events.slice(1, until.published)) await catalogue.events.append([event]);
      await handle.terminate('it has ended');
    },
    receiveRejection: (webhookId: string) =>
      catalogue.inbox.receive({
        ...{ partner: 'sandbox', webhookId },
        body: JSON.stringify({
          type: 'delivery.rejected',
          timestamp: '2026-11-22T12:00:05.000Z',
          data: { reference: REFERENCE, code: 'editorial', reason: 'a complaint' },
        }),
      }),
    /** The workflow that follows the sale of the release. */
    sale: client.workflow.getHandle(workflowId),
    request: (webhookId: string) => client.workflow.getHandle(`request/sandbox/${webhookId}`),
    /** The relay of a worker that starts now. */
    startRelay: async (relayClient = client): Promise<InboxRelay> => {
      const undeliverable = new Counter({
        name: 'undeliverable',
        help: 'Webhooks without a workflow',
        labelNames: ['partner'],
        registers: [],
      });
      const log = pino({ level: 'silent' });
      const offerAddresses: typeof catalogue.offerAddresses = {
        ...catalogue.offerAddresses,
        findByReference: (partner, reference) =>
          reference === POISON
            ? Promise.reject(
                Object.assign(new Error('invalid byte sequence for encoding "UTF8"'), {
                  code: '22021',
                }),
              )
            : catalogue.offerAddresses.findByReference(partner, reference),
      };
      const relay = new InboxRelay({
        catalogue: { ...catalogue, offerAddresses },
        client: relayClient,
        log,
        undeliverable,
      });
      await relay.start();
      return relay;
    },
    signals: async (of: Pick<WorkflowHandle, 'fetchHistory'> = handle): Promise<string[]> => {
      const history = await of.fetchHistory();
      return (history.events ?? [])
        .flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? [])
        .map(({ input }) => {
          const [payload] = input?.payloads ?? [];
          return Signal.parse(payload && defaultPayloadConverter.fromPayload(payload)).webhookId;
        });
    },
  };
}

test('a webhook that comes while no worker runs reaches its workflow once, when one starts', async () => {
  const { inbox, receive, startRelay, signals } = await openRelayHarness();
  const relayed = () => expect.poll(() => inbox.nextDueIn(), { timeout: 10_000 }).toBeNull();
  expect([await receive('first'), await receive('first')]).toEqual(['new', 'seen']);
  const first = await startRelay();
  await relayed();
  await first.close();
  expect(await signals()).toEqual(['first']);

  expect(await receive('second')).toBe('new');
  expect(await inbox.due(10)).toMatchObject([{ webhookId: 'second' }]);
  const second = await startRelay();
  await relayed();
  await second.close();
  expect(await signals()).toEqual(['first', 'second']);
});

test('a replay starts a request again whose workflow has failed, and no other one', async () => {
  const { inbox, receiveRequest, startRelay, request } = await openRelayHarness();
  const message = { partner: 'sandbox', webhookId: 'asked' };
  const key = { ...message, projectId: 'default', actor: 'act_otto' };
  await receiveRequest('asked', REFERENCE, 0);
  const relay = await startRelay();
  onTestFinished(() => relay.close());
  const relayed = () =>
    expect
      .poll(async () => (await inbox.findEntry(key))?.state, { timeout: 10_000 })
      .toBe('relayed');
  const replayed = async (): Promise<string> => {
    await inbox.setAside({ ...message, reason: 'sandbox has not taken the answer' });
    expect(await inbox.replay(key)).toMatchObject({ state: 'waiting' });
    await relayed();
    return (await request('asked').describe()).runId;
  };
  await relayed();
  const { runId } = await request('asked').describe();
  expect(await replayed(), 'it runs').toBe(runId);
  await request('asked').terminate('as if it had failed');
  expect(await replayed()).not.toBe(runId);
});

test('a request for a takedown starts its workflow: at once, or late for an unknown reference', async () => {
  const { inbox, receiveRequest, startRelay, request } = await openRelayHarness();
  await receiveRequest('known', REFERENCE, 0);
  await receiveRequest('late', 'prt_unknown', 11);
  await receiveRequest('early', 'prt_unknown', 9);
  const relay = await startRelay();
  await expect
    .poll(async () => (await inbox.list('default', { state: 'waiting', limit: 10 })).items, {
      timeout: 10_000,
    })
    .toMatchObject([{ webhookId: 'early', attempts: 1 }]);
  await relay.close();
  const titleOf = async (webhookId: string) =>
    (await request(webhookId).describe()).typedSearchAttributes.get(searchAttributes.trackTitle);
  expect(await titleOf('known')).toContain('warm lo-fi bed');
  expect(await titleOf('late')).toBeUndefined();
  await expect(request('early').describe()).rejects.toThrow('not found');
});

test('a webhook that does not match the contract is unreadable, with the field and the rule', async () => {
  const { inbox, receive, receiveText, startRelay, signals } = await openRelayHarness();
  await receiveText('strange', '{"type":"strange","data":{}}');
  await receive('good');
  const relay = await startRelay();
  await expect.poll(() => inbox.nextDueIn(), { timeout: 10_000 }).toBeNull();
  await relay.close();
  expect(await signals()).toEqual(['good']);
  expect((await inbox.list('default', { state: 'unreadable', limit: 10 })).items).toMatchObject([
    {
      ...{ webhookId: 'strange', state: 'unreadable' },
      reason: expect.stringMatching(/^body\.type: must be one of delivery\.accepted, /),
    },
  ]);
});

test('a rejection of a release on sale that no workflow follows starts one, which gets the next one', async () => {
  const { inbox, receiveRejection, endOnSale, startRelay, signals, sale } =
    await openRelayHarness();
  await endOnSale();
  for (const webhookId of ['first', 'second']) await receiveRejection(webhookId);
  const relay = await startRelay();
  await expect.poll(() => inbox.nextDueIn(), { timeout: 10_000 }).toBeNull();
  await relay.close();
  const { type, status, typedSearchAttributes } = await sale.describe();
  expect([type, status.name]).toEqual(['saleWorkflow', 'RUNNING']);
  expect(typedSearchAttributes.get(searchAttributes.trackTitle)).toBe('Rain 2');
  expect(await signals(sale)).toEqual(['first', 'second']);
});

test('a workflow that does not take its webhook delays no other partner, and no relay repeats it', async () => {
  const { client, inbox, startRelay, receive, receiveHanging, signals } = await openRelayHarness();
  const sent: string[] = [];
  const taken = Promise.withResolvers<void>();
  const hanging = {
    async signal(_name: unknown, message: unknown): Promise<void> {
      sent.push(Signal.parse(message).webhookId);
      await taken.promise;
    },
  };
  const workflow = new Proxy(client.workflow, {
    get: (target, name, receiver) =>
      name === 'getHandle'
        ? (id: string) => (id === HANGING_WORKFLOW ? hanging : target.getHandle(id))
        : (Reflect.get(target, name, receiver) as unknown),
  });
  const slow = new Proxy(client, {
    get: (target, name, receiver) =>
      name === 'workflow' ? workflow : (Reflect.get(target, name, receiver) as unknown),
  });
  await receiveHanging('slow-1');
  await receiveHanging('slow-2');
  const relays = [await startRelay(slow), await startRelay(slow)];
  onTestFinished(async () => void (await Promise.all(relays.map((relay) => relay.close()))));
  // In the meantime another relay may take the second one.
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBeGreaterThan(0);
  await receive('first');
  await expect.poll(() => signals(), { timeout: 10_000 }).toEqual(['first']);
  await receive('second');
  await expect.poll(() => signals(), { timeout: 10_000 }).toEqual(['first', 'second']);
  taken.resolve();
  await expect.poll(() => inbox.nextDueIn(), { timeout: 10_000 }).toBeNull();
  expect(sent.toSorted()).toEqual(['slow-1', 'slow-2']);
});

test('a webhook is claimed for longer than all its receivers together may take', async () => {
  const { inbox, client, receiveRejection, endOnSale, startRelay } = await openRelayHarness();
  await endOnSale();
  await receiveRejection('first');
  const claim = vi.spyOn(inbox, 'claim');
  const send = vi.spyOn(client, 'withDeadline');
  const started = Date.now();
  const relay = await startRelay();
  await expect.poll(() => inbox.nextDueIn(), { timeout: 10_000 }).toBeNull();
  await relay.close();
  const limits = send.mock.calls.map(([deadline]) => Number(deadline) - started);
  expect(limits, 'the offer, the track, the sale').toHaveLength(3);
  const attemptMs = limits.reduce((sum, limit) => sum + limit, 0);
  expect(claim.mock.calls[0]?.[1]).toBeGreaterThan(attemptMs);
});

test('an order starts its workflow, once for each webhook', async () => {
  const { inbox, placeOrder, startRelay, request } = await openRelayHarness();
  await placeOrder('order');
  const relay = await startRelay();
  await expect.poll(() => inbox.nextDueIn(), { timeout: 10_000 }).toBeNull();
  await relay.close();
  const { type, typedSearchAttributes } = await request('order').describe();
  expect(type).toBe('orderWorkflow');
  expect(typedSearchAttributes.get(searchAttributes.trackTitle)).toBe('a bed for a trailer');
});

test('a webhook that can never be relayed is undeliverable at once, with its reason, and delays no other', async () => {
  const { inbox, receive, startRelay, signals } = await openRelayHarness();
  await receive('poison', POISON);
  await receive('good');
  const relay = await startRelay();
  await expect.poll(() => inbox.nextDueIn(), { timeout: 10_000 }).toBeNull();
  await relay.close();
  expect(await signals()).toEqual(['good']);
  expect((await inbox.list('default', { limit: 10 })).items).toMatchObject([
    {
      webhookId: 'poison',
      attempts: 0,
      reason: 'it cannot be relayed: invalid byte sequence for encoding "UTF8"',
    },
  ]);
});
