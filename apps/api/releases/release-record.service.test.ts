import { afterAll, beforeAll, expect, it } from 'vitest';
import { EventPage, ReleaseMessages } from '@fermata/contracts/http';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

const ORDER = {
  ...{ partner: 'sandbox', orderId: 'ord_1', webhookId: 'msg_order' },
  deadline: '2026-12-01T12:00:00.000Z',
};
const ordered = sampleTrack('ordered');
const other = sampleTrack('other');
const reservedAs = { partner: 'sandbox', partnerReference: 'prt_1' };
const message = (type: string) => JSON.stringify({ type, data: { reference: 'prt_1' } });
const about = ({ releaseId }: { releaseId: string }) => `/v1/releases/${releaseId}`;

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
  const { events, inbox, offerAddresses, usage } = harness.catalogue;
  for (const life of [ordered, other])
    for (const event of life.events.slice(0, life.until.published)) {
      const isOrder = life === ordered && event.type === 'track.accepted';
      await events.append([isOrder ? { ...event, data: { ...event.data, order: ORDER } } : event]);
    }
  const { trackId, releaseId } = ordered;
  const project = { projectId: 'default', stream: 'project/default', actor: 'act_otto' };
  const now = { occurredAt: '2026-11-29T12:00:00.000Z', workflowId: null, runId: null };
  await events.appendNext({ ...project, ...now, type: 'budget.cleared', data: {} });
  await events.appendNext({ ...project, ...now, type: 'order.requested', data: ORDER });
  await events.appendNext({
    ...{ ...project, ...now, type: 'project.held' as const },
    data: { reason: 'a doubt about a licence' },
  });
  await offerAddresses.register({
    ...{ projectId: 'default', workflowId: `release/${releaseId}/sandbox`, trackId, releaseId },
    ...reservedAs,
  });
  const receive = (webhookId: string, body: string, partnerReference?: string) =>
    inbox.receive({
      partner: 'sandbox',
      webhookId,
      body,
      partnerReference: partnerReference ?? null,
    });
  await receive('msg_order', message('order.requested'));
  await receive('msg_yes', message('delivery.accepted'), 'prt_1');
  await receive('msg_other', message('delivery.accepted'), 'prt_2');
  await receive('msg_usage', message('usage.reported'), 'prt_1');
  await usage.record({
    ...{ projectId: 'default', trackId, releaseId, webhookId: 'msg_usage', ...reservedAs },
    lines: [
      {
        ...{ lineId: 'line_1', territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
        ...{ units: 12, revenueMinor: 840, currency: 'EUR' },
      },
    ],
  });
});
afterAll(() => harness.stop());

it('the events of a release are those of its tracks and offers, and those of the project about it', async () => {
  const { body } = await harness.ask('GET', `${about(ordered)}/events?limit=100`, {
    key: KEYS.ada,
  });
  const { items, nextCursor } = EventPage.parse(body);
  expect(nextCursor).toBeNull();
  const ofProject = items.filter(({ stream }) => stream.startsWith('project/'));
  expect(ofProject.map(({ type }) => type)).toEqual([
    ...['order.requested', 'project.held', 'usage.reported'],
  ]);
  const streams = new Set(items.map(({ stream }) => stream));
  const { trackId, releaseId } = ordered;
  expect([...streams].toSorted()).toEqual(
    [
      ...['project/default', `track/${trackId}`],
      ...[`release/${releaseId}`, `release/${releaseId}/sandbox`],
    ].toSorted(),
  );
});

it('the messages of partners about a release have the signed text, newest first, in pages', async () => {
  const path = `${about(ordered)}/messages`;
  const page = async (query: string) =>
    ReleaseMessages.parse((await harness.ask('GET', `${path}?${query}`, { key: KEYS.otto })).body);
  const first = await page('limit=2');
  expect(first.items).toMatchObject([
    { webhookId: 'msg_usage', body: message('usage.reported') },
    { webhookId: 'msg_yes', body: message('delivery.accepted') },
  ]);
  const { items, nextCursor } = await page(`limit=2&cursor=${first.nextCursor ?? ''}`);
  expect([items.map(({ webhookId }) => webhookId), nextCursor]).toEqual([['msg_order'], null]);
  const ofOther = await harness.ask('GET', `${about(other)}/messages`, { key: KEYS.otto });
  expect(ReleaseMessages.parse(ofOther.body).items).toEqual([]);
});

it('another project finds neither, and messages are for operations', async () => {
  for (const path of ['events', 'messages'])
    expect(
      (await harness.ask('GET', `${about(ordered)}/${path}`, { key: KEYS.stranger })).status,
    ).toBe(404);
  const byCreator = await harness.ask('GET', `${about(ordered)}/messages`, { key: KEYS.ada });
  expect(byCreator.status).toBe(403);
});
