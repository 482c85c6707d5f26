import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FetchedUsage } from '@fermata/contracts/http';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

const PARTNER = 'seller';
const PATH = `/v1/partners/${PARTNER}/usage`;

let harness: ApiHarness;
let shop: Server;
/** The answers of the shop by cursor. */
let pages: Record<string, unknown> = {};
/** Of a page that the shop does not have. */
let status = 500;
let asked: string[] = [];
beforeAll(async () => {
  shop = createServer(({ url = '' }, response) => {
    const query = new URL(url, 'http://shop.test').searchParams;
    const cursor = query.get('cursor') ?? '';
    asked.push(`${query.get('period')} ${cursor}`);
    const page = pages[cursor];
    response.writeHead(page === undefined ? status : 200, { 'content-type': 'application/json' });
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
  status = 500;
  asked = [];
});

const line = (lineId: string, fields: object = {}) => ({
  ...{ lineId, territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
  ...{ units: 10, revenueMinor: 700, currency: 'EUR', ...fields },
});

const fetchUsage = async (body: object) =>
  FetchedUsage.parse((await harness.ask('POST', PATH, { key: KEYS.otto, body })).body);

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

it('usage of a month is kept like reported usage, each line once, also if it is fetched again', async () => {
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
  const counts = {
    ...{ period: '2026-11', pages: 2, reports: 3, lines: 4, unread: 0 },
    ...{ failure: null, finished: true },
  };
  expect(await fetchUsage({ period: '2026-11' })).toEqual({
    partner: PARTNER,
    ...counts,
    added: 3,
  });
  expect(asked).toEqual(['2026-11 ', '2026-11 next']);
  await expect.poll(ofOne).toMatchObject({ totals: [{ partner: PARTNER, lines: 2, units: 20 }] });
  await expect.poll(ofTwo).toMatchObject({ totals: [{ lines: 2, units: 20 }] });
  expect(await fetchUsage({ period: '2026-11' })).toMatchObject({ ...counts, added: 0 });
  expect(await ofOne()).toMatchObject({ totals: [{ lines: 2 }] });
  const events = await harness.catalogue.events.readStream('project/default');
  expect(events.filter(({ type }) => type === 'partner.usage-fetched')).toMatchObject([
    { actor: 'act_otto', data: { partner: PARTNER, lines: 4, added: 3, failure: null } },
    { data: { added: 0 } },
  ]);
});

it('a line that breaks the contract is stored in the inbox, and does not block other reports', async () => {
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
  expect(await fetchUsage({ period: '2026-11-05' })).toMatchObject({ lines: 2, failure: null });
  await expect.poll(usage, { timeout: 10_000 }).toMatchObject({ items: [{ lineId: 'half-2' }] });
  const unreadable = () => harness.ask('GET', '/v1/inbox?state=unreadable', { key: KEYS.otto });
  await expect
    .poll(async () => (await unreadable()).body)
    .toMatchObject({
      items: [{ partner: PARTNER, reason: 'body.data.lines.0.units: must be a number' }],
    });
});

it('a shop that fails is a result with the reason; the same request continues there', async () => {
  const usage = await onSale('prt_later');
  pages = {
    '': { reports: [{ reference: 'prt_later', lines: [line('first-1')] }], nextCursor: 'broken' },
  };
  expect(await fetchUsage({ period: '2026-10' })).toMatchObject({
    ...{ pages: 1, lines: 1, added: 1, finished: false },
    failure: 'the partner answers 500: no page',
  });
  asked = [];
  const report = { reference: 'prt_later', lines: [line('later-1')] };
  pages = { broken: { reports: [report], nextCursor: null } };
  expect(await fetchUsage({ period: '2026-10' })).toMatchObject({
    ...{ pages: 2, lines: 2, added: 2, finished: true, failure: null },
  });
  expect(asked).toEqual(['2026-10 broken']);
  await expect
    .poll(usage, { timeout: 10_000 })
    .toMatchObject({ totals: [{ lines: 2, units: 20 }] });
});

it('a page that was kept before a crash is read again, and no line of it counts twice', async () => {
  const usage = await onSale('prt_crash');
  const report = { reference: 'prt_crash', lines: [line('crash-1')] };
  pages = { '': { reports: [report], nextCursor: 'gone' } };
  // The crash: the page is kept, and its progress is not.
  await fetchUsage({ period: '2026-09' });
  const key = { projectId: 'default', partner: PARTNER, period: '2026-09' };
  const progress = await harness.catalogue.usageProgress.find(key);
  if (progress) await harness.catalogue.usageProgress.clear(key, progress);
  pages = { '': { reports: [report], nextCursor: null } };
  expect(await fetchUsage({ period: '2026-09' })).toMatchObject({
    ...{ pages: 1, lines: 1, added: 0, finished: true },
  });
  await expect
    .poll(usage, { timeout: 10_000 })
    .toMatchObject({ totals: [{ lines: 1, units: 10 }] });
});

it('a page larger than a webhook may be does not block later pages', async () => {
  const usage = await onSale('prt_large');
  const lines = Array.from({ length: 100 }, (_, index) =>
    line(`large-${index}`, { remark: 'x'.repeat(1000) }),
  );
  const huge = line('huge', { remark: 'x'.repeat(100_000) });
  pages = {
    '': { reports: [{ reference: 'prt_large', lines: [...lines, huge] }], nextCursor: 'next' },
    next: { reports: [{ reference: 'prt_large', lines: [line('large-next')] }], nextCursor: null },
  };
  expect(await fetchUsage({ period: '2026-08' })).toMatchObject({
    ...{ pages: 2, lines: 102, finished: true, failure: null },
  });
  await expect
    .poll(usage, { timeout: 10_000 })
    .toMatchObject({ items: [{ lineId: 'large-next' }] });
});

it('a report that breaks the contract is shown in the inbox and does not block others', async () => {
  const usage = await onSale('prt_beside');
  pages = {
    '': {
      reports: [
        { reference: 'a b', lines: [line('beside-0')] },
        { reference: 'prt_beside', lines: [line('beside-1')] },
      ],
      nextCursor: null,
    },
  };
  expect(await fetchUsage({ period: '2026-07' })).toMatchObject({
    ...{ lines: 1, unread: 1, finished: true, failure: null },
  });
  await expect.poll(usage, { timeout: 10_000 }).toMatchObject({ items: [{ lineId: 'beside-1' }] });
  const { body } = await harness.ask('GET', '/v1/inbox?state=unreadable', { key: KEYS.otto });
  expect(JSON.stringify(body)).toContain(PARTNER);
});

it.each([
  ['one', { '': 'again', again: 'again' }],
  ['two', { '': 'a', a: 'b', b: 'a' }],
  ['three', { '': 'a', a: 'b', b: 'c', c: 'a' }],
])(
  'cursors that repeat after %s pages end the fetch, and the next one begins again',
  async (name, after) => {
    pages = Object.fromEntries(
      Object.entries(after).map(([cursor, nextCursor]) => [cursor, { reports: [], nextCursor }]),
    );
    const period = `2025-${String(name.length + 3).padStart(2, '0')}-01`;
    expect(await fetchUsage({ period })).toMatchObject({
      finished: false,
      failure: expect.stringMatching(
        /leads back to a page before it; the next request begins again/,
      ),
    });
    expect(asked.length).toBeLessThan(16);
    asked = [];
    await fetchUsage({ period });
    expect(asked[0]).toBe(`${period} `);
  },
);

it('a cursor that the partner refuses is forgotten, and the next request begins again', async () => {
  pages = { '': { reports: [], nextCursor: 'old' } };
  status = 410;
  expect(await fetchUsage({ period: '2025-01' })).toMatchObject({
    failure: 'the partner answers 410: no page; the next request begins again',
  });
  asked = [];
  pages = { '': { reports: [], nextCursor: null } };
  expect(await fetchUsage({ period: '2025-01' })).toMatchObject({ pages: 1, finished: true });
  expect(asked).toEqual(['2025-01 ']);
});

it.each([{ period: '2026-13' }, { period: 'november' }, { period: '2026-11-31' }, {}])(
  'the period %j is refused',
  async (body) => {
    expect((await harness.ask('POST', PATH, { key: KEYS.otto, body })).status).toBe(400);
    expect(asked).toEqual([]);
  },
);

it('only operations of the project may fetch its usage', async () => {
  const body = { period: '2026-11' };
  expect((await harness.ask('POST', PATH, { key: KEYS.ada, body })).status).toBe(403);
  expect((await harness.ask('POST', PATH, { key: KEYS.stranger, body })).status).toBe(404);
});

it('a partner whose circuit is open is not asked, and the answer says why', async () => {
  pages = { '': { reports: [], nextCursor: null } };
  const { partnerCircuits } = harness.catalogue;
  const failed = { was: 'failed', detail: 'no answer', wasProbe: false } as const;
  const settings = { maxFailures: 1, openMs: 60_000, maxOpenMs: 60_000 };
  await partnerCircuits.record(PARTNER, failed, settings);
  expect(await fetchUsage({ period: '2026-10' })).toMatchObject({
    finished: false,
    failure: 'seller has failed too often in a row (no answer)',
  });
  expect(asked).toEqual([]);
  await partnerCircuits.record(PARTNER, { was: 'answered', wasProbe: false }, settings);
  expect(await fetchUsage({ period: '2026-10' })).toMatchObject({ finished: true, failure: null });
});
