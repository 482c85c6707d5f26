import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openTestShop } from './testing/open-test-shop.ts';
import type { TestShop } from './testing/open-test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const line = {
  ...{ lineId: '2026-11-DE', territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
  ...{ units: 12, revenueMinor: 840, currency: 'EUR' },
};

test('the shop reports usage of a reservation; the same lines again are another webhook', async () => {
  const reference = await shop.reserve();
  const path = `/sandbox/reservations/${reference}/usage`;
  const received = () => shop.fermata.received.filter(({ body }) => body.includes(reference));
  for (let times = 0; times < 2; times += 1)
    expect((await shop.send('POST', path, { body: { lines: [line] } })).status).toBe(202);
  await eventually(() => received().length).toBe(2);
  const [first, second] = received();
  expect(first?.headers['webhook-id']).not.toBe(second?.headers['webhook-id']);
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    type: 'usage.reported',
    data: { reference, lines: [line] },
  });
});

test('usage of another form, or of an unknown reservation, is refused', async () => {
  const path = `/sandbox/reservations/${await shop.reserve()}/usage`;
  for (const lines of [[], [{ ...line, units: 0.5 }], [{ ...line, territory: 'XX' }]])
    expect((await shop.send('POST', path, { body: { lines } })).status).toBe(422);
  const unknown = '/sandbox/reservations/prt_unknown/usage';
  expect((await shop.send('POST', unknown, { body: { lines: [line] } })).status).toBe(404);
});
