import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { TrackPage } from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';
import { type StackWithShop, startStackWithShop } from '../testing/stack-with-shop.ts';

const PARTNER = 'label-shop';
const HOUR_MS = 3_600_000;
const Answers = z.object({
  answers: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.string()) })),
});

let own: StackWithShop;
beforeAll(async () => {
  own = await startStackWithShop(PARTNER);
  const added = await own.partner(
    ...['add', PARTNER, `http://127.0.0.1:${own.shop.port}`],
    ...['--api-key-file', await own.file('key', own.shop.apiKey)],
    ...['--webhook-secret-file', await own.file('secret', own.shop.webhookSecret)],
  );
  expect(added.code, added.stderr).toBe(0);
});
afterAll(() => own.close());

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${own.shop.port}${path}`, {
    method,
    headers: { authorization: `Bearer ${own.shop.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
const place = (orderId: string, deadlineMs = HOUR_MS) =>
  ask('POST', '/sandbox/orders', {
    orderId,
    deadline: new Date(Date.now() + deadlineMs).toISOString(),
    brief: { text: 'a synthwave bed for a trailer', durationSeconds: 5, seed: 4711 },
  });
const answersTo = async (orderId: string) =>
  Answers.parse(await ask('GET', `/v1/orders/${orderId}/answers`)).answers;
/** Waits for this answer, and returns its data. */
const answered = (orderId: string, answer: string): Promise<Record<string, string>> =>
  own.testStack.until(
    `order.${answer} for ${orderId}`,
    async () => (await answersTo(orderId)).find(({ type }) => type === `order.${answer}`)?.data,
  );
const tracksOf = async (orderId: string): Promise<string[]> => {
  const list = await fermata(['track', 'list', '--order', orderId, '--json'], own.testStack.env);
  return TrackPage.parse(list.json()).items.map(({ trackId }) => trackId);
};

it('an order of a partner to which the project is not open is refused, and makes no track', async () => {
  await place('closed');
  expect(await answered('closed', 'refused')).toMatchObject({ code: 'not-open' });
  expect(await tracksOf('closed')).toEqual([]);
});

it('an order becomes a track, which is reviewed, delivered and answered with its order id', async () => {
  const terms = JSON.stringify({ requester: 'act_ada', review: { graceSeconds: 0 } });
  const opened = await own.partner(
    'change',
    PARTNER,
    '--orders-file',
    await own.file('orders', terms),
  );
  expect(opened.stdout).toContain('in the name of act_ada');
  await place('order-1');
  const { trackId = '' } = await answered('order-1', 'accepted');
  await own.testStack.stage(trackId, 'review');
  await answered('order-1', 'in-review');
  // The same order again, under another webhook id.
  await place('order-1');
  expect(await own.testStack.track(trackId)).toMatchObject({
    ...{ requestedBy: 'act_ada', order: { partner: PARTNER, orderId: 'order-1' } },
  });
  const card = await fermata(['track', 'show', trackId], own.testStack.env);
  expect(card.stdout).toContain(`${PARTNER}, order order-1`);
  await own.testStack.approve(trackId);
  const delivered = await answered('order-1', 'delivered');
  expect(delivered['releaseId']).toMatch(/^rel_/);
  expect(delivered['reference']).toMatch(/^prt_/);
  expect(await answered('order-1', 'ended')).toMatchObject({ trackId, outcome: 'published' });
  expect((await answersTo('order-1')).map(({ type }) => type)).toEqual([
    ...['order.accepted', 'order.in-review', 'order.delivered', 'order.ended'],
  ]);
  expect(await tracksOf('order-1')).toEqual([trackId]);
  expect(await ask('GET', '/v1/stats')).toMatchObject({ reservations: 1, live: 1 });
});

it('an order that is late is told so once, and ends with its track', async () => {
  await place('late', 20_000);
  const { trackId = '' } = await answered('late', 'accepted');
  await own.testStack.stage(trackId, 'review');
  await answered('late', 'late');
  await own.testStack.decide(trackId, 'reject');
  expect(await answered('late', 'ended')).toMatchObject({ outcome: 'rejected' });
  const types = (await answersTo('late')).map(({ type }) => type);
  expect(types.filter((type) => type === 'order.late')).toHaveLength(1);
});

it('closed orders are refused, and those that were accepted go on', async () => {
  await place('before');
  const { trackId = '' } = await answered('before', 'accepted');
  expect((await own.partner('change', PARTNER, '--close-orders')).stdout).toMatch(/orders +closed/);
  await place('after');
  expect(await answered('after', 'refused')).toMatchObject({ code: 'not-open' });
  await own.testStack.stage(trackId, 'review');
  await own.testStack.decide(trackId, 'reject');
  await answered('before', 'ended');
});
