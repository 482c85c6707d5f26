import { expect, test } from 'vitest';
import { RequestedTrack } from '@fermata/contracts/temporal';
import { deriveId, type OrderAnswer, sha256Hex } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';

const requestedTrackOf = (orderId: string) => {
  const order = {
    ...{ partner: 'shop', orderId, webhookId: `msg_${orderId}` },
    deadline: '2027-03-01T08:00:00.000Z',
  };
  const parsed = RequestedTrack.parse({
    ...{ trackId: deriveId('trk', orderId), projectId: 'default', requestedBy: 'act_ada' },
    requestSha256: sha256Hex(orderId),
    brief: { text: 'a warm bed' },
    order,
  });
  return { ...parsed, order };
};
const answerOf = (answer: OrderAnswer['answer'], orderId: string): OrderAnswer => ({
  ...{ answer, trackId: deriveId('trk', orderId), reason: 'as it is' },
});
const LIMITS = { maxOpen: 10, maxPerDay: 10 };

async function prepare() {
  const { catalogue } = await freshCatalogue();
  const { orders } = catalogue;
  const place = async (orderId: string, limits = LIMITS) => {
    const requestedTrack = requestedTrackOf(orderId);
    await orders.register(requestedTrack.order);
    return orders.accept(requestedTrack, answerOf('accepted', orderId), limits);
  };
  const events = async () =>
    (await catalogue.events.readStream('project/default')).map(({ type, data }) =>
      'answer' in data ? `${type} ${String(data.answer)}` : type,
    );
  return { orders, place, events };
}

test('the first webhook keeps an order, and its first decision stays', async () => {
  const { orders, place, events } = await prepare();
  const accepted = await place('a');
  expect(accepted).toMatchObject({
    ...{ requestedTrack: requestedTrackOf('a'), answers: [{ answer: 'accepted' }] },
  });
  expect(await place('a')).toEqual(accepted);
  const repeat = await orders.register({ ...requestedTrackOf('a').order, webhookId: 'msg_other' });
  expect(repeat).toEqual(accepted);
  const refusal: OrderAnswer = { answer: 'refused', code: 'not-open', reason: 'no' };
  expect(await orders.refuse(requestedTrackOf('a').order, refusal, 'default')).toEqual(accepted);
  expect(await events()).toEqual(['order.requested', 'order.answered accepted']);
});

test('open orders and orders of a day are counted, also side by side', async () => {
  const { orders, place } = await prepare();
  const limits = { maxOpen: 2, maxPerDay: 3 };
  const results = await Promise.all(['a', 'b', 'c'].map((orderId) => place(orderId, limits)));
  expect(results.filter((result) => result === 'too-many-open')).toHaveLength(1);
  const accepted = results.filter((result) => typeof result !== 'string');
  expect(accepted).toHaveLength(2);
  for (const { orderId } of accepted)
    await orders.answer({ partner: 'shop', orderId }, [answerOf('ended', orderId)], true);
  expect(await place('d', limits)).toMatchObject({ orderId: 'd' });
  expect(await place('e', limits)).toBe('too-many-today');
});

test('each answer is given and recorded once', async () => {
  const { orders, place, events } = await prepare();
  await place('a');
  const key = { partner: 'shop', orderId: 'a' };
  const inReview = answerOf('in-review', 'a');
  const first = await orders.answer(key, [inReview], false);
  expect(await orders.answer(key, [inReview], false)).toEqual(first);
  await orders.answer(key, [inReview, answerOf('late', 'a')], false);
  expect(await events()).toEqual([
    ...['order.requested', 'order.answered accepted'],
    ...['order.answered in-review', 'order.answered late'],
  ]);
});

test('a refusal is recorded in the project that is open to the partner, and in no other', async () => {
  const { orders, events } = await prepare();
  const refusal: OrderAnswer = { answer: 'refused', code: 'not-open', reason: 'no' };
  for (const [orderId, projectId] of [
    ['a', null],
    ['b', 'default'],
  ] as const) {
    const { order } = requestedTrackOf(orderId);
    await orders.register(order);
    const { requestedTrack, answers } = await orders.refuse(order, refusal, projectId);
    expect(requestedTrack).toBeNull();
    expect(answers).toMatchObject([refusal]);
  }
  expect(await events()).toEqual(['order.requested', 'order.answered refused']);
});
