import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './testing/eventually.ts';
import type { TestShop } from './testing/open-test-shop.ts';
import { openTestShop } from './testing/open-test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const trackId = `trk_${'0'.repeat(24)}`;
const order = {
  brief: { text: 'a warm bed for a trailer', durationSeconds: 8 },
  deadline: '2027-03-01T08:00:00.000Z',
};
const answer = (orderId: string, type: string, fields: Record<string, unknown> = {}) => ({
  id: `ans_${orderId}_${type}`,
  type: `order.${type}`,
  timestamp: '2027-03-01T08:00:00.000Z',
  data: { orderId, trackId, reason: 'as it is', ...fields },
});

test('the shop orders a track; the same order again is another webhook', async () => {
  const body = { orderId: 'order-1', ...order };
  const received = () => shop.fermata.received.filter((one) => one.body.includes('"order-1"'));
  for (let repeat = 0; repeat < 2; repeat++)
    expect(await shop.send('POST', '/sandbox/orders', { body })).toMatchObject({
      status: 202,
      body: { orderId: 'order-1' },
    });
  await eventually(() => received().length).toBe(2);
  const [first, second] = received();
  expect(first?.headers['webhook-id']).not.toBe(second?.headers['webhook-id']);
  expect(JSON.parse(first?.body ?? '')).toMatchObject({ type: 'order.requested', data: body });
  expect((await shop.send('POST', '/sandbox/orders', { body: { brief: {} } })).status).toBe(422);
});

test('each answer along the life of an order is kept once, in its order', async () => {
  const answers = [
    answer('order-2', 'accepted', { expectedBy: order.deadline }),
    answer('order-2', 'in-review'),
    answer('order-2', 'delivered', { releaseId: 'rel_1', reference: 'prt_1' }),
    answer('order-2', 'ended', { outcome: 'published' }),
  ];
  for (const one of [...answers, ...answers])
    expect((await shop.post('/v1/answers', one, one.id)).status).toBe(201);
  expect((await shop.get('/v1/orders/order-2/answers')).body['answers']).toEqual(
    answers.map(({ id, type, data }) => ({ id, type, data })),
  );
});

test('an answer that lacks a field of its type is refused', async () => {
  for (const wrong of [
    answer('o', 'accepted'),
    answer('o', 'delivered', { reference: 'prt_1' }),
    answer('o', 'late', { code: 'not-open' }),
    answer('o', 'lost'),
  ])
    expect((await shop.post('/v1/answers', wrong, wrong.id)).status).toBe(422);
});
