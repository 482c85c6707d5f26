import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openTestShop } from './testing/open-test-shop.ts';
import type { TestShop } from './testing/open-test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const trackId = `trk_${'0'.repeat(24)}`;
const received = (requestId: string) =>
  shop.fermata.received.filter(({ body }) => body.includes(`"${requestId}"`));
const answer = (requestId: string, type: string, fields: Record<string, unknown> = {}) => ({
  id: `ans_${requestId}`,
  type,
  timestamp: '2027-03-01T08:00:00.000Z',
  data: { requestId, trackId, reason: 'the release starts', ...fields },
});

test('the shop asks for a release; the same request again is another webhook', async () => {
  const body = { requestId: 'request-1', trackId };
  expect(await shop.send('POST', '/sandbox/requests', { body })).toMatchObject({
    status: 202,
    body: { requestId: 'request-1' },
  });
  await shop.send('POST', '/sandbox/requests', { body });
  await eventually(() => received('request-1').length).toBe(2);
  const [first, second] = received('request-1');
  expect(first?.headers['webhook-id']).not.toBe(second?.headers['webhook-id']);
  expect(JSON.parse(first?.body ?? '')).toMatchObject({ type: 'release.requested', data: body });
  const release = { requestId: 'request-2', releaseId: `rel_${'0'.repeat(24)}` };
  expect((await shop.send('POST', '/sandbox/requests', { body: release })).status).toBe(202);
  await eventually(() => received('request-2').length).toBe(1);
  expect(JSON.parse(received('request-2')[0]?.body ?? '')).toMatchObject({ data: release });
  const both = { trackId, releaseId: release.releaseId };
  for (const wrong of [{}, both, { trackId, other: 1 }])
    expect((await shop.send('POST', '/sandbox/requests', { body: wrong })).status).toBe(422);
});

test('an answer is kept once, and shown', async () => {
  await shop.send('POST', '/sandbox/requests', { body: { requestId: 'request-2', trackId } });
  const accepted = answer('request-2', 'release.accepted');
  expect((await shop.post('/v1/answers', accepted, accepted.id)).status).toBe(201);
  const repeated = await shop.post('/v1/answers', accepted, accepted.id);
  expect([repeated.status, repeated.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  const other = answer('request-2', 'release.refused', { code: 'ended' });
  expect((await shop.post('/v1/answers', other, accepted.id)).body['code']).toBe(
    'idempotency-key-reused',
  );
  expect((await shop.get('/v1/answers?requestId=request-2')).body['answers']).toEqual([
    { id: 'ans_request-2', type: 'release.accepted', code: null, reason: 'the release starts' },
  ]);
  const page = await (await fetch(shop.url)).text();
  expect(page).toContain('accepted: the release starts');
});

test('an answer of another form is refused', async () => {
  for (const wrong of [answer('o', 'release.maybe'), { ...answer('o', 'release.accepted'), x: 1 }])
    expect((await shop.post('/v1/answers', wrong)).status).toBe(422);
});

test('the shop asks for a takedown of what it has, and keeps the answer', async () => {
  const reference = await shop.reserve();
  const path = `/sandbox/reservations/${reference}/request-takedown`;
  const body = { requestId: 'request-3', reason: 'a label claims it' };
  expect((await shop.send('POST', path, { body })).status).toBe(202);
  await eventually(() => received('request-3').length).toBe(1);
  expect(JSON.parse(received('request-3')[0]?.body ?? '')).toMatchObject({
    type: 'takedown.requested',
    data: { ...body, reference },
  });
  const { trackId: _track, ...data } = answer('request-3', '', { reference }).data;
  const remembered = { ...answer('request-3', 'takedown.remembered'), data };
  expect((await shop.post('/v1/answers', remembered, remembered.id)).status).toBe(201);
  expect((await shop.get('/v1/answers?requestId=request-3')).body['answers']).toMatchObject([
    { type: 'takedown.remembered' },
  ]);
  const unknown = '/sandbox/reservations/prt_unknown/request-takedown';
  expect((await shop.send('POST', unknown, { body })).status).toBe(404);
});
