import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  PartnerDetails,
  PartnerList,
  PartnerPing,
  PartnerWithSecret,
  Problem,
} from '@fermata/contracts/http';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import { type ApiHarness, KEYS, SECRETS_KEY, startApiHarness } from '../testing/api-harness.ts';

const API_KEY = 'key-of-fermata-at-the-shop';
const PATH = '/v1/partners';
const url = 'https://shop.example/fermata/very-secret-path';

let harness: ApiHarness;
let shop: Server;
let port = 0;
/** Nothing listens there. */
let deadPort = 0;
beforeAll(async () => {
  shop = createServer(({ headers, url: path }, response) => {
    if (path?.startsWith('/away')) response.writeHead(302, { location: '/' }).end();
    else if (headers.authorization !== `Bearer ${API_KEY}`) response.writeHead(401).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"reservations":[]}');
  });
  port = await listen(shop);
  const dead = createServer();
  deadPort = await listen(dead);
  dead.close();
  harness = await startApiHarness({
    env: { FERMATA_PARTNER_HOSTS: `127.0.0.1:${port},127.0.0.1:${deadPort}` },
    limits: { partnersOfProject: 6, partnerPingMs: 1000 },
  });
});
afterAll(async () => {
  await harness.stop();
  shop.close();
});

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const ask = (
  method: string,
  path: string,
  body?: unknown,
  { key = KEYS.otto, repeats }: { key?: string; repeats?: string } = {},
) =>
  harness.ask(method, path, {
    key,
    ...(body === undefined ? {} : { body }),
    ...(repeats === undefined ? {} : { headers: { 'idempotency-key': repeats } }),
  });
const detailOf = (body: unknown): string => Problem.parse(body).detail;
const add = (partner: string, rest: object = {}) =>
  ask('POST', PATH, { partner, url, apiKey: API_KEY, ...rest });
const eventsOf = async (partner: string) =>
  (await harness.catalogue.events.readStream(`partner/${partner}`)).map(({ type }) =>
    type.replace('partner.', ''),
  );
const webhook = (partner: string, secret: string, id: string) => {
  const body = JSON.stringify({
    type: 'delivery.accepted',
    timestamp: new Date().toISOString(),
    data: { reference: 'prt_1' },
  });
  const now = new Date();
  return harness.ask('POST', `${PATH}/${partner}/webhooks`, {
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    },
  });
};
let secret = '';

async function storedPartner(partner: string): Promise<Record<string, unknown>> {
  const admin = new Client({ connectionString: harness.adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<Record<string, unknown>>(
      'SELECT * FROM partner WHERE partner = $1',
      [partner],
    );
    return rows[0] ?? {};
  } finally {
    await admin.end();
  }
}

it('a partner is added with secrets that are stored encrypted, each for its own place', async () => {
  const { status, body } = await add('big-shop');
  expect(status).toBe(201);
  const added = PartnerWithSecret.parse(body);
  secret = added.webhookSecret;
  expect(added).toMatchObject({ url, status: 'active', source: 'added', addedBy: 'act_otto' });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const shown = await ask('GET', `${PATH}/big-shop`);
  expect(PartnerDetails.parse(shown.body)).toMatchObject({ partner: 'big-shop', kind: 'http-v1' });
  for (const hidden of [secret, API_KEY]) {
    expect(JSON.stringify(shown.body)).not.toContain(hidden);
    expect(harness.log.join('')).not.toContain(hidden);
  }
  const row = await storedPartner('big-shop');
  expect(JSON.stringify(row)).not.toContain(API_KEY);
  const box = openSecretBox(SECRETS_KEY);
  const sealed = String(row['credentials']);
  expect(box.open(sealed, 'partner/big-shop/credentials')).toBe(
    JSON.stringify({ apiKey: API_KEY }),
  );
  expect(() => box.open(sealed, 'partner/other/credentials')).toThrow('make a new one');
});

it('its event names the origin, never the URL', async () => {
  const events = await harness.catalogue.events.readStream('partner/big-shop');
  expect(events).toMatchObject([
    {
      type: 'partner.added',
      actor: 'act_otto',
      data: { partner: 'big-shop', kind: 'http-v1', origin: 'https://shop.example' },
    },
  ]);
  expect(JSON.stringify(events)).not.toContain('very-secret-path');
});

it.each([
  ['http://shop.example/', 'must begin with https://'],
  ['https://10.0.0.1/', 'is not on the public internet'],
  ['https://[::1]/', 'is not on the public internet'],
  ['https://ada:pw@shop.example/', 'must not contain a user or a password'],
  ['https://shop.example/?tenant=1', 'must not have a query'],
  ['http://127.0.0.1:9001/', 'must begin with https://'],
])('the URL %s is refused: %s', async (target, issue) => {
  const { status, body } = await add('refused', { url: target });
  expect([status, detailOf(body)]).toEqual([400, expect.stringContaining(issue)]);
  expect((await ask('PATCH', `${PATH}/big-shop`, { url: target })).status).toBe(400);
});

it.each([
  [{ apiKey: 'two words' }],
  [{ kind: 'carrier-pigeon' }],
  [{ partner: 'Big Shop' }],
  [{ webhookSecret: 'mine' }],
  [{ requirements: { territories: ['EU'] } }],
  [{ requirements: { maxTitle: 3 } }],
  [{ requestsPerSecond: 0 }],
  [{ password: 'x' }],
])('%j is refused', async (wrong) => expect((await add('refused', wrong)).status).toBe(400));

const s3 = { region: 'eu-central-1', accessKeyId: 'AKIA', secretAccessKey: 'very-secret-s3-key' };
const sftp = { username: 'fermata', password: 'very secret', hostKey: `SHA256:${'a'.repeat(43)}` };
const drop = (kind: string, rest: object) =>
  ask('POST', PATH, { partner: 'refused', kind, url: 'https://s3.example/bucket/in', ...rest });

it.each([
  ['drop-s3', {}, 'body.s3: is required for the kind drop-s3'],
  ['drop-s3', { s3, apiKey: API_KEY }, 'body.apiKey: does not belong to the kind drop-s3'],
  ['drop-s3', { s3, url: 'https://s3.example/' }, 'body.url: must name the bucket'],
  ['drop-s3', { s3, url: 'https://10.0.0.1/bucket' }, 'is not on the public internet'],
  ['drop-s3', { s3: { ...s3, region: '' } }, 'body.s3.region'],
  ['drop-s3', { s3, url: 'https://s3.example/bucket/100%' }, 'body.url: must encode %'],
  ['drop-sftp', { sftp, url: 'sftp:///in' }, 'body.url: must name a host'],
  ['drop-sftp', { sftp }, 'body.url: must begin with sftp://'],
  ['drop-sftp', { sftp, url: 'sftp://127.0.0.1/in' }, 'is not on the public internet'],
  ['drop-sftp', { sftp: { ...sftp, hostKey: 'any' }, url: 'sftp://shop.example' }, 'sftp.hostKey'],
  [
    'drop-sftp',
    { sftp: { ...sftp, password: undefined }, url: 'sftp://shop.example' },
    'body.sftp',
  ],
  ['http-v1', { s3 }, 'body.apiKey: is required for the kind http-v1'],
])('%s with %j is refused: %s', async (kind, rest, issue) => {
  const { status, body } = await drop(kind, rest);
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(issue)]);
});

it('a partner with a drop folder is added, changed, and its credentials are shown nowhere', async () => {
  const url = 'sftp://drop.example:2222/in';
  const added = await ask('POST', PATH, { partner: 'drop-shop', kind: 'drop-sftp', url, sftp });
  expect([added.status, added.body]).toEqual([
    201,
    expect.objectContaining({ kind: 'drop-sftp', url }),
  ]);
  const change = (body: object) => ask('PATCH', `${PATH}/drop-shop`, body);
  expect((await change({ s3 })).status).toBe(400);
  expect((await change({ sftp })).status).toBe(200);
  const changed = await change({ sftp: { ...sftp, password: 'another secret' } });
  expect(changed.status).toBe(200);
  const events = await harness.catalogue.events.readStream('partner/drop-shop');
  expect(events).toMatchObject([
    { type: 'partner.added', data: { kind: 'drop-sftp', origin: 'sftp://drop.example:2222' } },
    { type: 'partner.changed', data: { credentialsReplaced: true } },
  ]);
  const shown = JSON.stringify([
    added.body,
    changed.body,
    events,
    await storedPartner('drop-shop'),
  ]);
  expect(shown).not.toContain('very secret');
  expect(shown).not.toContain('another secret');
});

it('a name is unique over all projects, and not that of a configured partner', async () => {
  for (const key of [KEYS.otto, KEYS.stranger]) {
    const body = { partner: 'big-shop', url, apiKey: API_KEY };
    const again = await ask('POST', PATH, body, { key });
    expect([again.status, detailOf(again.body)]).toEqual([
      409,
      expect.stringContaining('the name big-shop is taken'),
    ]);
  }
  expect((await add('sandbox')).status).toBe(409);
});

it('commands are idempotent: a repeat changes nothing and appends no event', async () => {
  const body = { partner: 'twice', url, apiKey: API_KEY };
  const first = await ask('POST', PATH, body, { repeats: 'key-1' });
  expect(await ask('POST', PATH, body, { repeats: 'key-1' })).toMatchObject({
    status: 201,
    body: first.body,
  });
  const changed = { ...body, url: 'https://other.example/' };
  expect((await ask('POST', PATH, changed, { repeats: 'key-1' })).status).toBe(409);
  const path = `${PATH}/twice`;
  for (const change of [{ status: 'paused' }, { apiKey: 'new-key' }, { status: 'active' }])
    for (let repeat = 0; repeat < 2; repeat++)
      expect((await ask('PATCH', path, change)).status).toBe(200);
  const rotate = () => ask('POST', `${path}/rotate-secret`, undefined, { repeats: 'key-2' });
  const rotated = await rotate();
  expect((await rotate()).body).toEqual(rotated.body);
  expect(await eventsOf('twice')).toEqual([
    ...['added', 'paused', 'changed', 'resumed', 'secret-rotated'],
  ]);
  expect((await harness.catalogue.audit.verify()).issues).toEqual([]);
});

it('webhooks are signed with the secret of the partner, and with either one after a rotation', async () => {
  expect((await webhook('big-shop', secret, 'msg_1')).status).toBe(200);
  expect((await webhook('unknown-shop', secret, 'msg_1')).status).toBe(404);
  const rotated = await ask('POST', `${PATH}/big-shop/rotate-secret`);
  const { webhookSecret, previousSecretUntil } = PartnerWithSecret.parse(rotated.body);
  expect(webhookSecret).not.toBe(secret);
  expect(Date.parse(previousSecretUntil ?? '') - Date.now()).toBeGreaterThan(23 * 3_600_000);
  expect((await webhook('big-shop', secret, 'msg_2')).status).toBe(200);
  expect((await webhook('big-shop', webhookSecret, 'msg_3')).status).toBe(200);
  const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const given = await ask('POST', `${PATH}/big-shop/rotate-secret`, { webhookSecret: other });
  expect(PartnerWithSecret.parse(given.body).webhookSecret).toBe(other);
  expect((await webhook('big-shop', other, 'msg_4')).status).toBe(200);
  expect((await webhook('big-shop', secret, 'msg_5')).status).toBe(401);
});

it('requirements and the rate limit are stored with the partner, and each change is an event', async () => {
  const path = `${PATH}/big-shop`;
  const requirements = { audioFormats: ['flac'], territories: ['FR', 'DE'], cover: true };
  for (let repeat = 0; repeat < 2; repeat++)
    await ask('PATCH', path, { requirements, requestsPerSecond: 5 });
  expect(PartnerDetails.parse((await ask('GET', path)).body)).toMatchObject({
    requirements: { ...requirements, territories: ['DE', 'FR'] },
    requestsPerSecond: 5,
    circuit: { state: 'closed', failures: 0, nextProbeAt: null },
  });
  const events = await harness.catalogue.events.readStream('partner/big-shop');
  expect(events.filter(({ type }) => type === 'partner.changed')).toMatchObject([
    { data: { requestsPerSecond: 5, requirements: { cover: true }, credentialsReplaced: false } },
  ]);
});

it('orders are closed until operations open them, within terms that people can meet', async () => {
  const path = `${PATH}/big-shop`;
  const change = (orders: unknown) => ask('PATCH', path, { orders });
  expect(PartnerDetails.parse((await ask('GET', path)).body).orders).toBeNull();
  for (const [orders, issue] of [
    [{ requester: 'act_rita' }, 'body.orders.requester: must be an actor of the project'],
    [{ requester: 'act_stranger' }, 'body.orders.requester'],
    [{ requester: 'act_ada', review: { quorum: 5 } }, 'body.orders.review.quorum'],
    [{ requester: 'act_ada', uses: [] }, 'body.orders.uses'],
    [{ requester: 'act_ada', maxOpen: 0 }, 'body.orders.maxOpen'],
  ] as const) {
    const { status, body } = await change(orders);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(issue)]);
  }
  for (let repeat = 0; repeat < 2; repeat++) {
    const { status, body } = await change({ requester: 'act_ada', maxOpen: 3 });
    expect([status, PartnerDetails.parse(body).orders]).toEqual([
      200,
      {
        ...{ requester: 'act_ada', maxOpen: 3, maxPerDay: 20, uses: ['commercial'] },
        review: {},
      },
    ]);
  }
  expect(PartnerDetails.parse((await change(null)).body).orders).toBeNull();
  const events = await harness.catalogue.events.readStream('partner/big-shop');
  expect(events.filter(({ type }) => type === 'partner.orders-set')).toMatchObject([
    { actor: 'act_otto', data: { orders: { maxOpen: 3 } } },
    { data: { orders: null } },
  ]);
});

it('ping reports in one sentence whether the partner answers', async () => {
  const ping = async (partner: string) =>
    PartnerPing.parse((await ask('POST', `${PATH}/${partner}/ping`)).body);
  await add('local', { url: `http://127.0.0.1:${port}/` });
  expect(await ping('local')).toMatchObject({ reachable: true });
  await ask('PATCH', `${PATH}/local`, { apiKey: 'wrong' });
  expect(await ping('local')).toMatchObject({
    reachable: false,
    detail: 'the partner answers 401: no reason given',
  });
  await ask('PATCH', `${PATH}/local`, { url: `http://127.0.0.1:${port}/away` });
  expect(await ping('local')).toMatchObject({
    reachable: false,
    detail: expect.stringContaining('answers 302'),
  });
  await ask('PATCH', `${PATH}/local`, { url: `http://127.0.0.1:${deadPort}/` });
  expect(await ping('local')).toMatchObject({
    reachable: false,
    detail: expect.stringContaining('ECONNREFUSED'),
  });
});

it('a ping is recorded with its outcome and the person, and shown with the partner', async () => {
  const lastPing = async (partner = 'local') =>
    PartnerDetails.parse((await ask('GET', `${PATH}/${partner}`)).body).lastPing;
  expect(await lastPing('big-shop')).toBeNull();
  await ask('PATCH', `${PATH}/local`, { url: `http://127.0.0.1:${port}/`, apiKey: API_KEY });
  await ask('POST', `${PATH}/local/ping`);
  expect(await lastPing()).toMatchObject({ by: 'act_otto', reachable: true });
  await ask('PATCH', `${PATH}/local`, { apiKey: 'wrong' });
  await ask('POST', `${PATH}/local/ping`);
  const detail = 'the partner answers 401: no reason given';
  expect(await lastPing()).toMatchObject({ by: 'act_otto', reachable: false, detail });
  const listed = PartnerList.parse((await ask('GET', PATH)).body).items;
  expect(listed.find(({ partner }) => partner === 'local')?.lastPing).toMatchObject({ detail });
  const events = await harness.catalogue.events.readStream('project/default');
  expect(
    events
      .flatMap((event) =>
        event.type === 'partner.pinged' && event.data.partner === 'local' ? [event] : [],
      )
      .slice(-2),
  ).toMatchObject([
    { actor: 'act_otto', data: { reachable: true } },
    { actor: 'act_otto', data: { reachable: false, detail } },
  ]);
});

it('a configured partner is paused and resumed by each project for itself, with one event each', async () => {
  const path = `${PATH}/sandbox`;
  const statusFor = async (key: string) =>
    PartnerDetails.parse((await ask('GET', path, undefined, { key })).body).status;
  for (const status of ['paused', 'active', 'paused'] as const)
    for (let repeat = 0; repeat < 2; repeat++) {
      const { status: code, body } = await ask('PATCH', path, { status });
      expect([code, PartnerDetails.parse(body).status]).toEqual([200, status]);
    }
  expect(await statusFor(KEYS.otto)).toBe('paused');
  expect(await statusFor(KEYS.stranger)).toBe('active');
  const listed = PartnerList.parse((await ask('GET', PATH)).body).items;
  expect(listed.find(({ partner }) => partner === 'sandbox')?.status).toBe('paused');
  const events = await harness.catalogue.events.readStream('project/default');
  expect(
    events
      .filter(({ type }) => type.startsWith('configured-partner.'))
      .map(({ type, actor, data }) => ({ type, actor, data })),
  ).toEqual(
    ['paused', 'resumed', 'paused'].map((word) => ({
      ...{ type: `configured-partner.${word}`, actor: 'act_otto', data: { partner: 'sandbox' } },
    })),
  );
  await ask('PATCH', path, { status: 'active' });
  expect(await harness.catalogue.partnerPauses.find('default', 'sandbox')).toEqual(
    expect.objectContaining({ status: 'active', resumedAt: expect.any(String) as unknown }),
  );
});

it('a configured partner is listed for every project and changed only in the environment', async () => {
  const list = async (key: string) =>
    PartnerList.parse((await ask('GET', PATH, undefined, { key })).body).items;
  expect((await list(KEYS.stranger)).map(({ partner }) => partner)).toEqual(['sandbox']);
  expect((await list(KEYS.otto)).map(({ partner }) => partner)).toContain('big-shop');
  const shown = await ask('GET', `${PATH}/sandbox`, undefined, { key: KEYS.stranger });
  expect(PartnerDetails.parse(shown.body)).toMatchObject({ source: 'configured', url: null });
  for (const [method, path, body] of [
    ['PATCH', `${PATH}/sandbox`, { requestsPerSecond: 5 }],
    ['PATCH', `${PATH}/sandbox`, { status: 'paused', requestsPerSecond: 5 }],
    ['POST', `${PATH}/sandbox/rotate-secret`, {}],
    ['POST', `${PATH}/sandbox/ping`, {}],
  ] as const)
    expect((await ask(method, path, body)).status, path).toBe(409);
  const changed = await ask('PATCH', `${PATH}/sandbox`, { requestsPerSecond: 5 });
  expect(changed.body).toMatchObject({
    reason: 'not-allowed',
    detail: expect.stringContaining('change its PARTNER_… variables') as unknown,
  });
});

it('is unknown to other projects, whose releases cannot name it', async () => {
  const unknown = (path: string) => path.replace('big-shop', 'no-shop');
  for (const [method, path, body] of [
    ['GET', `${PATH}/big-shop`],
    ['PATCH', `${PATH}/big-shop`, { status: 'paused' }],
    ['POST', `${PATH}/big-shop/rotate-secret`, {}],
    ['POST', `${PATH}/big-shop/ping`, {}],
  ] as const) {
    const known = await ask(method, path, body, { key: KEYS.stranger });
    const nobodys = await ask(method, unknown(path), body, { key: KEYS.stranger });
    expect(known.status, `${method} ${path}`).toBe(404);
    expect(detailOf(known.body).replace('big-shop', 'no-shop')).toBe(detailOf(nobodys.body));
  }
  const requestTrack = (key: string) =>
    ask(
      'POST',
      '/v1/tracks',
      { brief: { text: 'night bus' }, release: { partners: ['big-shop'] } },
      { key, repeats: 'request-at-big-shop' },
    );
  const refused = await requestTrack(KEYS.stranger);
  expect([refused.status, detailOf(refused.body)]).toEqual([
    400,
    expect.stringContaining('there is no partner "big-shop"; there are: sandbox'),
  ]);
  expect((await requestTrack(KEYS.otto)).status).toBe(202);
});

it('an undeliverable webhook of an added partner is shown to its project only', async () => {
  const from = async (key: string) => {
    const { body } = await ask('GET', '/v1/inbox?limit=100', undefined, { key });
    return JSON.stringify(body).includes('big-shop');
  };
  const { inbox } = harness.catalogue;
  for (const { id, partner } of await inbox.due(10))
    if (partner === 'big-shop') await inbox.markRelayed(id, { undeliverable: 'too late' });
  expect(await from(KEYS.otto)).toBe(true);
  expect(await from(KEYS.stranger)).toBe(false);
});

it('a project has a limited number of partners', async () => {
  const statuses = [];
  for (const name of ['a', 'b', 'c']) statuses.push((await add(name)).status);
  expect(statuses).toEqual([201, 201, 409]);
});
