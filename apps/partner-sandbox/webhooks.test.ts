import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openTestShop, WEBHOOK_SECRET } from './testing/open-test-shop.ts';
import type { TestShop } from './testing/open-test-shop.ts';
import { backoffMs } from './webhooks.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const attemptsOf = (reference: string) =>
  shop.fermata.received.filter(({ body }) => body.includes(reference));

test('each message is signed by Standard Webhooks, and a changed one does not verify', async () => {
  const reference = await shop.offer();
  await eventually(() => attemptsOf(reference).length).toBe(1);
  const [message] = attemptsOf(reference);
  if (!message) throw new Error('no message');
  expect(new Webhook(WEBHOOK_SECRET).verify(message.body, message.headers)).toMatchObject({
    type: 'delivery.accepted',
    data: { reference },
  });
  expect(() =>
    new Webhook(WEBHOOK_SECRET).verify(
      message.body.replace('accepted', 'rejected'),
      message.headers,
    ),
  ).toThrow();
  expect(() =>
    new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`).verify(
      message.body,
      message.headers,
    ),
  ).toThrow();
  expect(message.headers['content-type']).toBe('application/json');
});

test('a message that is kept as unreadable is not sent again', async () => {
  shop.fermata.answers.push(422);
  const reference = await shop.offer();
  await eventually(() => attemptsOf(reference).length).toBe(1);
  await eventually(async () => (await shop.get('/v1/stats')).body).toMatchObject({
    webhooks: { pending: 0 },
  });
  expect(attemptsOf(reference)).toHaveLength(1);
});

test.each([[500], [429], [302], [404]])(
  'after status %i it is sent again: same id and body, a new timestamp and signature',
  async (status) => {
    shop.fermata.answers.push(status, status);
    const reference = await shop.offer();
    await eventually(() => attemptsOf(reference).length).toBe(3);
    const attempts = attemptsOf(reference);
    expect(new Set(attempts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(attempts.map(({ body }) => body)).size).toBe(1);
    for (const attempt of attempts) {
      new Webhook(WEBHOOK_SECRET).verify(attempt.body, attempt.headers);
      expect(
        Math.abs(Number(attempt.headers['webhook-timestamp']) - attempt.at / 1000),
      ).toBeLessThan(2);
    }
    const waits = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0));
    expect(waits[0]).toBeGreaterThanOrEqual(490);
    expect(waits[1]).toBeGreaterThanOrEqual(990);
    await eventually(async () => (await shop.get('/v1/stats')).body).toMatchObject({
      webhooks: { pending: 0 },
    });
  },
);

test('delays double up to five minutes', () => {
  expect([1, 2, 3, 10, 11, 100].map(backoffMs)).toEqual([
    500, 1_000, 2_000, 256_000, 300_000, 300_000,
  ]);
});

test('the traceparent of the delivery returns with its webhook, an invalid one does not', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  for (const [sent, expected] of [
    [traceparent, traceparent],
    ['rubbish', undefined],
  ] as const) {
    const reference = await shop.offer({ title: 'Traced [silent]' });
    await shop.post(
      `/v1/reservations/${reference}/takedown`,
      { reason: 'trace' },
      `trace-${reference}`,
      { traceparent: sent },
    );
    await eventually(() => attemptsOf(reference).length).toBe(1);
    expect(attemptsOf(reference)[0]?.headers['traceparent']).toBe(expected);
  }
});
