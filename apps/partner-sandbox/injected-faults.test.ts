import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { flacOf, openTestShop, reservationOf } from './testing/open-test-shop.ts';
import type { TestShop } from './testing/open-test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
beforeEach(async () => {
  await shop.switches({ faults: [] });
});
afterAll(() => shop.close());

const stats = async (releaseId: string) =>
  (await shop.get(`/v1/stats?releaseId=${releaseId}`)).body;

describe('faults by switch', () => {
  test('error: 500, nothing done, the given number of times', async () => {
    await shop.switches({ faults: [{ on: 'reserve', kind: 'error', times: 2 }] });
    const body = reservationOf({ releaseId: 'rel_error' });
    const first = await shop.post('/v1/reservations', body, 'error');
    expect([first.status, first.body['code']]).toEqual([500, 'partner-error']);
    expect((await shop.post('/v1/reservations', body, 'error')).status).toBe(500);
    expect(await stats('rel_error')).toMatchObject({ reservations: 0 });
    const third = await shop.post('/v1/reservations', body, 'error');
    expect([third.status, third.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });
  test('lost: done, then 500; the retry gets the first answer', async () => {
    await shop.switches({ faults: [{ on: 'reserve', kind: 'lost' }] });
    const body = reservationOf({ releaseId: 'rel_lost' });
    expect((await shop.post('/v1/reservations', body, 'lost')).status).toBe(500);
    expect(await stats('rel_lost')).toMatchObject({ reservations: 1 });
    const again = await shop.post('/v1/reservations', body, 'lost');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(await stats('rel_lost')).toMatchObject({ reservations: 1, replays: 1 });
  });
  test('hang-up: done, then the connection is closed', async () => {
    await shop.switches({ faults: [{ on: 'reserve', kind: 'hang-up' }] });
    const body = reservationOf({ releaseId: 'rel_hang-up' });
    await expect(shop.post('/v1/reservations', body, 'hang-up')).rejects.toThrow('fetch failed');
    expect(await stats('rel_hang-up')).toMatchObject({ reservations: 1 });
  });
  test('busy: 429 with Retry-After, nothing done', async () => {
    await shop.switches({ faults: [{ on: 'any', kind: 'busy', retryAfterSeconds: 7 }] });
    const answer = await shop.post(
      '/v1/reservations',
      reservationOf({ releaseId: 'rel_busy' }),
      'busy',
    );
    expect([answer.status, answer.headers.get('retry-after'), answer.body['code']]).toEqual([
      429,
      '7',
      'too-many-requests',
    ]);
    expect(await stats('rel_busy')).toMatchObject({ reservations: 0 });
  });
  test('slow: done at once, answered later', async () => {
    await shop.switches({ faults: [{ on: 'reserve', kind: 'slow', delayMs: 1_000 }] });
    let answered = false;
    const before = Date.now();
    const answer = shop
      .post('/v1/reservations', reservationOf({ releaseId: 'rel_slow' }), 'slow')
      .finally(() => {
        answered = true;
      });
    await eventually(() => stats('rel_slow')).toMatchObject({ reservations: 1 });
    expect(answered).toBe(false);
    expect((await answer).status).toBe(201);
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
  });
  test('each step has its own faults: upload, ask', async () => {
    const reference = await shop.reserve();
    await shop.switches({
      faults: [
        { on: 'upload', kind: 'error' },
        { on: 'ask', kind: 'error' },
      ],
    });
    const flac = flacOf(30);
    expect((await shop.upload(reference, 'a.flac', flac)).status).toBe(500);
    expect((await shop.get(`/v1/reservations/${reference}`)).status).toBe(500);
    expect((await shop.get(`/v1/reservations/${reference}`)).body['files']).toEqual([]);
    expect((await shop.upload(reference, 'a.flac', flac)).status).toBe(201);
  });
});

describe('faults by title', () => {
  test.each([
    ['error', 500, 0],
    ['lost', 500, 1],
    ['busy 3', 429, 0],
  ] as const)('[%s]: the first request of each step', async (marker, status, doneBefore) => {
    const title = `Trouble [${marker}]`;
    const releaseId = `rel_title-${marker.replace(' ', '')}`;
    const body = reservationOf({ releaseId, title });
    const first = await shop.post('/v1/reservations', body, releaseId);
    expect(first.status).toBe(status);
    if (status === 429) expect(first.headers.get('retry-after')).toBe('3');
    expect(await stats(releaseId)).toMatchObject({ reservations: doneBefore });
    const reference = String(
      (await shop.post('/v1/reservations', body, releaseId)).body['reference'],
    );
    const flac = flacOf(30);
    expect([
      (await shop.upload(reference, 'master.flac', flac)).status,
      (await shop.upload(reference, 'master.flac', flac)).status,
    ]).toEqual([status, doneBefore ? 200 : 201]);
    const deliver = () =>
      shop.post(
        `/v1/reservations/${reference}/deliver`,
        shop.deliveryOf(flac, { title }),
        `${releaseId}-deliver`,
      );
    expect([(await deliver()).status, (await deliver()).status]).toEqual([status, 202]);
    await eventually(() => shop.state(reference)).toBe('accepted');
    expect([
      (await shop.confirm(reference, `${releaseId}-confirm`)).status,
      (await shop.confirm(reference, `${releaseId}-confirm`)).status,
    ]).toEqual([status, 200]);
    expect([
      (await shop.sendTakedown(reference, `${releaseId}-takedown`)).status,
      (await shop.sendTakedown(reference, `${releaseId}-takedown`)).status,
    ]).toEqual([status, 202]);
    expect(await stats(releaseId)).toMatchObject({
      reservations: 1,
      uploads: 1,
      deliveries: 1,
      confirmations: 1,
      takedowns: 1,
    });
  });
});
