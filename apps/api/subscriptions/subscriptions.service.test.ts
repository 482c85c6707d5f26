import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  MessageAttemptPage,
  Problem,
  SubscriptionList,
  SubscriptionView,
  SubscriptionWithSecret,
} from '@fermata/contracts/http';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import { type ApiHarness, KEYS, SECRETS_KEY, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({
    env: { FERMATA_SUBSCRIBER_HOSTS: '127.0.0.1:9000' },
    limits: { subscriptionsOfProject: 3 },
  });
});
afterAll(() => harness.stop());

const PATH = '/v1/subscriptions';
const url = 'https://crm.example/fermata?token=hush';
const ask = (method: string, path: string, body?: unknown, key: string = KEYS.otto) =>
  harness.ask(method, path, { key, ...(body === undefined ? {} : { body }) });
const detailOf = (body: unknown): string => Problem.parse(body).detail;
let subscriptionId = '';

async function storedSecret(): Promise<string> {
  const admin = new Client({ connectionString: harness.adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ secret: string }>('SELECT secret FROM subscription');
    return rows[0]?.secret ?? '';
  } finally {
    await admin.end();
  }
}

it('a subscription is created with a secret that is shown once and stored encrypted', async () => {
  const { status, body } = await ask('POST', PATH, {
    url,
    types: ['track.published'],
    name: 'CRM',
  });
  expect(status).toBe(201);
  const created = SubscriptionWithSecret.parse(body);
  ({ subscriptionId } = created);
  expect(created).toMatchObject({ url, status: 'active', waiting: 0, createdBy: 'act_otto' });
  expect(created.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const shown = await ask('GET', `${PATH}/${subscriptionId}`);
  expect(SubscriptionView.parse(shown.body)).toMatchObject({ name: 'CRM' });
  expect(JSON.stringify(shown.body)).not.toContain('whsec_');
  expect(harness.log.join('')).not.toContain(created.secret);
  const secret = await storedSecret();
  expect(secret).not.toContain(created.secret);
  expect(openSecretBox(SECRETS_KEY).open(secret, subscriptionId)).toBe(created.secret);
  expect(() => openSecretBox(SECRETS_KEY).open(secret, 'sub_other')).toThrow('make a new one');
});

it('its event names the origin, never the URL', async () => {
  const events = await harness.catalogue.events.readStream(`subscription/${subscriptionId}`);
  expect(events).toMatchObject([
    {
      type: 'subscription.created',
      actor: 'act_otto',
      data: { origin: 'https://crm.example', types: ['track.published'] },
    },
  ]);
  expect(JSON.stringify(events)).not.toContain('hush');
});

it.each([
  ['http://crm.example/', 'must begin with https://'],
  ['https://127.0.0.1/', 'is not on the public internet'],
  ['https://[fe80::1]/', 'is not on the public internet'],
  ['https://ada:pw@crm.example/', 'must not contain a user or a password'],
  ['http://127.0.0.1:9001/', 'must begin with https://'],
])('the URL %s is refused: %s', async (target, issue) => {
  const { status, body } = await ask('POST', PATH, { url: target });
  expect([status, detailOf(body)]).toEqual([400, expect.stringContaining(issue)]);
  const changed = await ask('PATCH', `${PATH}/${subscriptionId}`, { url: target });
  expect(changed.status).toBe(400);
});

it.each([
  [{ url: 'https://x.example/', types: ['track.painted'] }],
  [{ url: 'https://x.example/', after: 'yesterday' }],
  [{ url: 'https://x.example/', after: 'evt_999999' }],
  [{ url: 'https://x.example/', secret: 'mine' }],
])('%j is refused', async (body) => expect((await ask('POST', PATH, body)).status).toBe(400));

it('one URL is subscribed once, and a project has a limit', async () => {
  const again = await ask('POST', PATH, { url });
  expect([again.status, detailOf(again.body)]).toEqual([
    409,
    expect.stringContaining('rotate its secret'),
  ]);
  for (const path of ['a', 'b'])
    expect((await ask('POST', PATH, { url: `http://127.0.0.1:9000/${path}` })).status).toBe(201);
  const fourth = await ask('POST', PATH, { url: 'http://127.0.0.1:9000/c' });
  expect([fourth.status, detailOf(fourth.body)]).toEqual([
    409,
    expect.stringContaining('at most 3 subscriptions'),
  ]);
  expect(SubscriptionList.parse((await ask('GET', PATH)).body).items).toHaveLength(3);
});

it('it is changed, paused, resumed, rotated and removed, each with an event', async () => {
  const path = `${PATH}/${subscriptionId}`;
  const change = async (body: unknown) =>
    SubscriptionView.parse((await ask('PATCH', path, body)).body);
  expect(await change({ types: [] })).toMatchObject({ types: [] });
  expect(await change({ status: 'paused' })).toMatchObject({ status: 'paused' });
  expect((await ask('POST', `${path}/messages/evt_1/replay`)).status).toBe(409);
  expect(await change({ status: 'active' })).toMatchObject({ status: 'active' });
  expect((await ask('POST', `${path}/messages/evt_1/replay`)).status).toBe(202);
  expect((await ask('POST', `${path}/messages/evt_999999/replay`)).status).toBe(404);
  const rotated = SubscriptionWithSecret.parse((await ask('POST', `${path}/rotate-secret`)).body);
  expect(rotated.previousSecretUntil).not.toBeNull();
  const log = await ask('GET', `${path}/attempts`);
  expect(MessageAttemptPage.parse(log.body)).toEqual({ items: [], nextCursor: null });
  expect((await ask('DELETE', path)).body).toEqual({ subscriptionId });
  expect((await ask('GET', path)).status).toBe(404);
  const events = await harness.catalogue.events.readStream(`subscription/${subscriptionId}`);
  expect(events.map(({ type }) => type.replace('subscription.', ''))).toEqual([
    'created',
    'changed',
    'paused',
    'resumed',
    'replayed',
    'secret-rotated',
    'ended',
  ]);
  expect((await harness.catalogue.audit.verify()).issues).toEqual([]);
});

it('is unknown to other projects', async () => {
  const [known] = SubscriptionList.parse((await ask('GET', PATH)).body).items;
  const path = `${PATH}/${known?.subscriptionId}`;
  expect(
    SubscriptionList.parse((await ask('GET', PATH, undefined, KEYS.stranger)).body).items,
  ).toEqual([]);
  for (const [method, at, body] of [
    ['GET', path],
    ['PATCH', path, { status: 'paused' }],
    ['DELETE', path],
    ['POST', `${path}/rotate-secret`],
    ['GET', `${path}/attempts`],
    ['POST', `${path}/messages/evt_1/replay`],
  ] as const)
    expect((await ask(method, at, body, KEYS.stranger)).status, `${method} ${at}`).toBe(404);
  expect((await ask('GET', path)).status).toBe(200);
});
