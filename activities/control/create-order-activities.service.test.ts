import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { EventData, EventType, NewEvent } from '@fermata/contracts/events';
import { type RequestedTrack } from '@fermata/contracts/temporal';
import { money, OrderTerms, type ReviewMinimum, workflowIds } from '@fermata/contracts/values';
import { seedKeys } from '../../prisma/identity/seed-keys.ts';
import { freshCatalogue } from '../../prisma/testing/fresh-catalogue.ts';
import { createOrderActivities } from './create-order-activities.ts';

const DAY_MS = 24 * 3_600_000;
const deadlineIn = (ms: number): string => new Date(Date.now() + ms).toISOString();
const keyOf = (): string => `fmk_${randomBytes(24).toString('hex')}`;

/** A catalogue with a partner that may order on these terms. */
async function prepare(terms: Partial<OrderTerms> | null = {}) {
  const { catalogue, database } = await freshCatalogue();
  await seedKeys(database.ownerUrl, 'default', [
    { actor: 'act_ada', name: 'Ada', roles: ['creator'], key: keyOf() },
    { actor: 'act_rita', name: 'Rita', roles: ['reviewer'], key: keyOf() },
  ]);
  const address = { projectId: 'default', partner: 'shop', actor: 'act_otto' };
  await catalogue.partners.add(
    {
      ...{ ...address, kind: 'http-v1' as const, url: 'https://shop.example/' },
      ...{ credentials: 'sealed', webhookSecret: 'sealed', secretCommand: 'shop' },
      ...{ requestsPerSecond: 10, requirements: {} },
    },
    10,
  );
  if (terms !== null)
    await catalogue.partners.change(address, {
      orders: OrderTerms.parse({ requester: 'act_ada', ...terms }),
    });
  const { considerOrder } = createOrderActivities({ catalogue });
  const place = (webhookId: string, data: object = {}, partner = 'shop') =>
    catalogue.inbox.receive({
      ...{ partner, webhookId },
      body: JSON.stringify({
        type: 'order.requested',
        timestamp: '2027-03-01T08:00:00.000Z',
        data: {
          ...{ orderId: 'order-1', deadline: deadlineIn(DAY_MS) },
          brief: { text: 'a warm bed for a trailer', durationSeconds: 8 },
          ...data,
        },
      }),
    });
  const consider = (webhookId: string, partner = 'shop') => considerOrder({ partner, webhookId });
  /** Places the order, and returns the last answer to it. */
  const answerTo = async (webhookId: string, data: object) => {
    const orderId = `order-${webhookId}`;
    await place(webhookId, { orderId, ...data });
    await consider(webhookId);
    return (await catalogue.orders.find({ partner: 'shop', orderId }))?.answers.at(-1);
  };
  const ofProject = async () =>
    (await catalogue.events.readStream('project/default'))
      .map(({ type }) => type)
      .filter((type) => type.startsWith('order.'));
  return { address, answerTo, catalogue, consider, ofProject, place };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;

const setMinimum = (catalogue: Prepared['catalogue'], data: ReviewMinimum) =>
  catalogue.events.appendNext({
    ...{ projectId: 'default', stream: 'project/default', actor: 'act_otto' },
    ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
    type: 'review-minimum.set',
    data,
  });

/** The events of the track that was ordered, in its own stream. */
function streamOf(catalogue: Prepared['catalogue'], order: RequestedTrack) {
  const { projectId, trackId } = order;
  let sequence = 0;
  const append = async <T extends EventType>(type: T, data: EventData<T>): Promise<void> => {
    await catalogue.events.append([
      {
        ...{ projectId, stream: workflowIds.track(trackId), actor: 'act_ada', type, data },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        sequence: ++sequence,
      } as NewEvent,
    ]);
  };
  const { brief, candidates, review, release, metadata, requestedBy, requestSha256 } = order;
  const accept = () =>
    append('track.accepted', {
      ...{ trackId, brief, candidates, review, release, metadata, requestedBy, requestSha256 },
      ...(order.order ? { order: order.order } : {}),
    });
  return { accept, append };
}

test('an order is accepted, and its track has the terms of the partner and of the order', async () => {
  const { catalogue, consider, ofProject, place } = await prepare({ review: { quorum: 1 } });
  await place('msg_1', { terms: { territories: ['FR', 'DE'], priceClass: 'premium' } });
  const state = await consider('msg_1');
  expect(state).toMatchObject({
    ...{ orderId: 'order-1', answers: ['accepted'], final: false, awaits: null },
    start: {
      ...{ projectId: 'default', requestedBy: 'act_ada' },
      release: { publishOn: 'approval', partners: ['shop'], territories: ['DE', 'FR'] },
      metadata: { priceClass: 'premium' },
      order: { partner: 'shop', orderId: 'order-1', webhookId: 'msg_1' },
    },
  });
  expect(state.lateInMs).toBeGreaterThan(0);
  expect((await consider('msg_1')).start).toEqual(state.start);
  expect(await catalogue.orders.find({ partner: 'shop', orderId: 'order-1' })).toMatchObject({
    requestedTrack: state.start,
  });
  expect(await ofProject()).toEqual(['order.requested', 'order.answered']);
});

test('orders of a partner without terms are refused, and so are those of a configured one', async () => {
  const { catalogue, consider, ofProject, place } = await prepare(null);
  await place('msg_1');
  await place('msg_2', {}, 'sandbox');
  for (const partner of ['shop', 'sandbox']) {
    const state = await consider(partner === 'shop' ? 'msg_1' : 'msg_2', partner);
    expect(state).toMatchObject({ answers: ['refused'], final: true, start: null, trackId: null });
    const order = await catalogue.orders.find({ partner, orderId: 'order-1' });
    expect(order?.answers).toMatchObject([{ answer: 'refused', code: 'not-open' }]);
  }
  expect(await ofProject()).toEqual([]);
});

test('the inbox must have the order', async () => {
  const { consider } = await prepare();
  await expect(consider('forged')).rejects.toMatchObject({ type: 'NotAuthorisedError' });
});

test('the same order under another webhook id gets all answers so far and no second track', async () => {
  const { catalogue, consider, ofProject, place } = await prepare();
  await place('msg_1');
  await place('msg_2', { brief: { text: 'something else' } });
  await consider('msg_1');
  const repeated = { answers: ['accepted'], final: true, start: null };
  expect(await consider('msg_2')).toMatchObject(repeated);
  const key = { partner: 'shop', orderId: 'order-1' };
  const order = await catalogue.orders.find(key);
  expect(order).toMatchObject({ webhookId: 'msg_1', answers: [{ answer: 'accepted' }] });
  expect(await ofProject()).toEqual(['order.requested', 'order.answered']);
  const trackId = order?.requestedTrack?.trackId ?? '';
  const reviewed = { answer: 'in-review', trackId, reason: 'people decide' } as const;
  await catalogue.orders.answer(key, [reviewed], false);
  expect(await consider('msg_2')).toMatchObject({
    ...{ answers: ['accepted', 'in-review'], final: true, start: null },
  });
});

test('limits, uses, briefs and deadlines are checked, and a refusal is recorded', async () => {
  const { answerTo, ofProject } = await prepare({ maxOpen: 1 });
  const refused = (code: string) => ({ answer: 'refused', code });
  expect(await answerTo('use', { brief: { text: 'a bed', use: 'broadcast' } })).toMatchObject(
    refused('use-not-open'),
  );
  expect(await answerTo('past', { deadline: deadlineIn(-1000) })).toMatchObject(
    refused('bad-deadline'),
  );
  const hits = [{ second: 30, event: 'drop' }];
  const late = { brief: { text: 'a bed', durationSeconds: 8, hits } };
  expect(await answerTo('brief', late)).toMatchObject({
    ...refused('bad-brief'),
    reason: 'brief.hits.0.second: must come before the end of the track, at 8 s',
  });
  const metre = { brief: { text: 'a bed', style: 'house', metre: '3/4' } };
  expect(await answerTo('metre', metre)).toMatchObject({
    ...refused('bad-brief'),
    reason: 'brief.metre: house does not play 3/4; it plays 4/4',
  });
  expect((await answerTo('ok', {}))?.answer).toBe('accepted');
  expect(await answerTo('second', {})).toMatchObject(refused('too-many'));
  expect(await ofProject()).toHaveLength(2 * 6);
});

test('a spent budget and a review that nobody could decide refuse an order', async () => {
  const { answerTo, catalogue } = await prepare();
  await catalogue.events.appendNext({
    ...{ projectId: 'default', stream: 'project/default', actor: 'act_otto' },
    ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
    type: 'budget.set',
    data: { perDay: money(0) },
  });
  expect(await answerTo('broke', {})).toMatchObject({ code: 'budget-exhausted' });
  await setMinimum(catalogue, { quorum: 5, reviewers: [], ownWorkAllowed: true, graceSeconds: 0 });
  expect(await answerTo('alone', {})).toMatchObject({ code: 'no-review' });
});

test('the answers follow the track, and the deadline is missed once', async () => {
  const { catalogue, consider, place } = await prepare();
  await place('msg_1', { deadline: deadlineIn(3000) });
  const { start } = await consider('msg_1');
  if (!start) throw new Error('the order is not accepted');
  const track = streamOf(catalogue, start);
  await track.accept();
  expect(await consider('msg_1')).toMatchObject({ start: null, answers: ['accepted'] });
  await track.append('track.stage-entered', { stage: 'review', version: 1 });
  expect((await consider('msg_1')).answers).toEqual(['accepted', 'in-review']);
  await expect
    .poll(async () => (await consider('msg_1')).answers, { timeout: 10_000 })
    .toEqual(['accepted', 'in-review', 'late']);
  expect(await consider('msg_1')).toMatchObject({ awaits: 'operations', lateInMs: null });
  await track.append('track.stage-entered', { stage: 'cancelled', version: 1 });
  const ended = await consider('msg_1');
  expect(ended).toMatchObject({ final: true, awaits: null });
  expect(ended.answers).toEqual(['accepted', 'in-review', 'late', 'ended']);
  expect(await consider('msg_1')).toEqual(ended);
  const view = await catalogue.tracks.find('default', start.trackId);
  expect(view?.order).toMatchObject({ partner: 'shop', orderId: 'order-1' });
  for (const [order, found] of [
    ['order-1', 1],
    ['order-2', 0],
  ] as const)
    expect(await catalogue.tracks.list('default', { limit: 10, order })).toMatchObject({
      items: Array.from({ length: found }, () => ({ trackId: start.trackId })),
    });
});
