import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FetchedSales } from '@fermata/contracts/http';
import { sampleTrack } from '../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

const PARTNER = 'seller';
const PATH = `/v1/partners/${PARTNER}/sales`;

let harness: ApiHarness;
let shop: Server;
/** The answers of the shop by cursor; another one is a 500. */
let pages: Record<string, unknown> = {};
let asked: string[] = [];
beforeAll(async () => {
  shop = createServer(({ url = '' }, response) => {
    const query = new URL(url, 'http://shop.test').searchParams;
    const cursor = query.get('cursor') ?? '';
    asked.push(`${query.get('period')} ${cursor}`);
    const page = pages[cursor];
    response.writeHead(page === undefined ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(page ?? { detail: 'no page' }));
  });
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const host = `127.0.0.1:${(shop.address() as AddressInfo).port}`;
  harness = await startApiHarness({ env: { FERMATA_PARTNER_HOSTS: host } });
  const added = await harness.ask('POST', '/v1/partners', {
    key: KEYS.otto,
    body: {
      partner: PARTNER,
      url: `http://${host}/`,
      apiKey: 'key-at-the-shop',
      requestsPerSecond: 1000,
    },
  });
  expect(added.status).toBe(201);
});
afterAll(async () => {
  await harness.stop();
  shop.close();
});
beforeEach(() => {
  asked = [];
});

const line = (lineId: string, fields: object = {}) => ({
  ...{ lineId, territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
  ...{ units: 10, revenueMinor: 700, currency: 'EUR', ...fields },
});

const fetchSales = async (body: object) =>
  FetchedSales.parse((await harness.ask('POST', PATH, { key: KEYS.otto, body })).body);

/** A release on sale at the shop. Returns its usage as the API shows it. */
async function onSale(reference: string) {
  const { events, until, trackId, releaseId } = sampleTrack(reference);
  for (const event of events.slice(0, until.published))
    await harness.catalogue.events.append([event]);
  await harness.catalogue.offerAddresses.register({
    ...{ projectId: 'default', partner: PARTNER, partnerReference: reference },
    ...{ workflowId: `release/${releaseId}`, trackId, releaseId },
  });
  return async () =>
    (await harness.ask('GET', `/v1/releases/${releaseId}/usage`, { key: KEYS.otto })).body;
}

it('sales of a month are kept like reported usage, each line once, also if they are fetched again', async () => {
  const [ofOne, ofTwo] = [await onSale('prt_one'), await onSale('prt_two')];
  pages = {
    '': {
      reports: [
        { reference: 'prt_one', lines: [line('one-1'), line('one-2')] },
        { reference: 'prt_two', lines: [line('two-1')] },
      ],
      nextCursor: 'next',
    },
    next: { reports: [{ reference: 'prt_two', lines: [line('two-2')] }], nextCursor: null },
  };
  const counts = { period: '2026-11', reports: 3, lines: 4, failure: null, nextCursor: null };
  expect(await fetchSales({ period: '2026-11' })).toEqual({
    partner: PARTNER,
    ...counts,
    added: 3,
  });
  expect(asked).toEqual(['2026-11 ', '2026-11 next']);
  await expect.poll(ofOne).toMatchObject({ totals: [{ partner: PARTNER, lines: 2, units: 20 }] });
  await expect.poll(ofTwo).toMatchObject({ totals: [{ lines: 2, units: 20 }] });
  expect(await fetchSales({ period: '2026-11' })).toMatchObject({ ...counts, added: 0 });
  expect(await ofOne()).toMatchObject({ totals: [{ lines: 2 }] });
  const events = await harness.catalogue.events.readStream('project/default');
  expect(events.filter(({ type }) => type === 'partner.sales-fetched')).toMatchObject([
    { actor: 'act_otto', data: { partner: PARTNER, lines: 4, added: 3, failure: null } },
    { data: { added: 0 } },
  ]);
});

it('a line that breaks the contract is kept in the inbox, and keeps back no other report', async () => {
  const usage = await onSale('prt_half');
  pages = {
    '': {
      reports: [
        { reference: 'prt_half', lines: [line('half-1', { units: 'many' })] },
        { reference: 'prt_half', lines: [line('half-2')] },
      ],
      nextCursor: null,
    },
  };
  expect(await fetchSales({ period: '2026-11-05' })).toMatchObject({ lines: 2, failure: null });
  await expect.poll(usage).toMatchObject({ items: [{ lineId: 'half-2' }] });
  const unreadable = () => harness.ask('GET', '/v1/inbox?state=unreadable', { key: KEYS.otto });
  await expect
    .poll(async () => (await unreadable()).body)
    .toMatchObject({
      items: [{ partner: PARTNER, reason: 'body.data.lines.0.units: must be a number' }],
    });
});

it('a shop that fails is a result with the reason; the cursor goes on from there', async () => {
  const usage = await onSale('prt_later');
  const report = { reference: 'prt_later', lines: [line('later-1')] };
  pages = { '': { reports: [], nextCursor: 'broken' } };
  expect(await fetchSales({ period: '2026-10' })).toMatchObject({
    ...{ lines: 0, failure: 'the partner answers 500: no page', nextCursor: 'broken' },
  });
  pages = { broken: { reports: [report], nextCursor: 'broken' } };
  expect(await fetchSales({ period: '2026-10', cursor: 'broken' })).toMatchObject({
    ...{ lines: 1, added: 1, failure: expect.stringContaining('the same page again') },
  });
  await expect.poll(usage).toMatchObject({ items: [{ lineId: 'later-1' }] });
});

it.each([{ period: '2026-13' }, { period: 'november' }, { period: '2026-11-31' }, {}])(
  'the period %j is refused',
  async (body) => {
    expect((await harness.ask('POST', PATH, { key: KEYS.otto, body })).status).toBe(400);
    expect(asked).toEqual([]);
  },
);

it('only operations of the project may fetch its sales', async () => {
  const body = { period: '2026-11' };
  expect((await harness.ask('POST', PATH, { key: KEYS.ada, body })).status).toBe(403);
  expect((await harness.ask('POST', PATH, { key: KEYS.stranger, body })).status).toBe(404);
});
