import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop } from './testing/open-test-shop.ts';
import type { TestShop } from './testing/open-test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const line = (lineId: string, to: string) => ({
  ...{ lineId, isrc: 'XXTST2600001', territory: 'DE', from: to, to },
  ...{ units: 12, revenueMinor: 840, currency: 'EUR' },
});

test('the usage of a month or a day is paged, each line once, without a webhook', async () => {
  const [one, two] = [await shop.reserve(), await shop.reserve()];
  const sell = (reference: string, lines: object[]) =>
    shop.send('POST', `/sandbox/reservations/${reference}/unreported-usage`, { body: { lines } });
  const first = Array.from({ length: 70 }, (_, index) => line(`one-${index}`, '2026-11-05'));
  const second = Array.from({ length: 70 }, (_, index) => line(`two-${index}`, '2026-11-30'));
  expect((await sell(one, first)).status).toBe(202);
  await sell(one, first.slice(0, 3));
  await sell(two, second);
  await sell(two, [line('december', '2026-12-01')]);

  const page = await shop.get('/v1/usage?period=2026-11');
  expect(page.body).toMatchObject({
    reports: [
      { reference: one, lines: first },
      { reference: two, lines: second.slice(0, 30) },
    ],
  });
  const rest = await shop.get(`/v1/usage?period=2026-11&cursor=${String(page.body['nextCursor'])}`);
  expect(rest.body).toEqual({
    reports: [{ reference: two, lines: second.slice(30) }],
    nextCursor: null,
  });
  const day = await shop.get('/v1/usage?period=2026-12-01');
  expect(day.body).toMatchObject({ reports: [{ lines: [{ lineId: 'december' }] }] });
  expect(shop.fermata.received).toEqual([]);
  for (const query of ['', '?period=november', '?period=2026-11&cursor=x'])
    expect((await shop.get(`/v1/usage${query}`)).status, query).toBe(422);
});

test('reported usage is part of the pages', async () => {
  const reference = await shop.reserve();
  const lines = [line('reported', '2027-01-31')];
  await shop.send('POST', `/sandbox/reservations/${reference}/usage`, { body: { lines } });
  expect((await shop.get('/v1/usage?period=2027-01')).body).toEqual({
    reports: [{ reference, lines }],
    nextCursor: null,
  });
});
