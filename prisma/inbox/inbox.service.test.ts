import { expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const { trackId } = sampleTrack('content');
const { releaseId } = sampleTrack('content');
const entryOf = (catalogue: Catalogue, webhookId: string, projectId = 'default') =>
  catalogue.inbox.findEntry({ projectId, partner: 'sandbox', webhookId });

test('race: a webhook received 20 times at once is new once', async () => {
  const { catalogue } = await freshCatalogue();
  let notified = 0;
  const unsubscribe = await catalogue.inbox.onReceived(() => void (notified += 1));
  const webhook = {
    partner: 'sandbox',
    webhookId: 'msg_1',
    body: '{"type":"delivery.accepted"}',
    traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
  };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => catalogue.inbox.receive(webhook)),
  );
  expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
  expect(await catalogue.inbox.receive({ ...webhook, partner: 'other', traceparent: null })).toBe(
    'new',
  );
  const pending = await catalogue.inbox.due(10);
  expect(pending).toMatchObject([webhook, { partner: 'other', traceparent: null }]);
  await expect.poll(() => notified).toBeGreaterThan(0);
  await unsubscribe();
});

test('of webhooks that arrive together, one that the database refuses fails alone', async () => {
  const { catalogue } = await freshCatalogue();
  const receive = (webhookId: string) =>
    catalogue.inbox.receive({ partner: 'sandbox', webhookId, body: '{}' });
  // The first is written alone; the others wait for it and share a statement.
  const answers = await Promise.allSettled(
    ['msg_1', 'msg_2', 'no \0', 'msg_3', 'msg_2'].map(receive),
  );
  expect(
    answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'refused')),
  ).toEqual(['new', 'new', 'refused', 'new', 'seen']);
  expect((await catalogue.inbox.due(10)).map(({ webhookId }) => webhookId)).toEqual([
    'msg_1',
    'msg_2',
    'msg_3',
  ]);
});

test('a webhook is pending until it is relayed or known to be undeliverable; the first mark stays', async () => {
  const { catalogue } = await freshCatalogue();
  for (const webhookId of ['msg_1', 'msg_2', 'msg_3'])
    await catalogue.inbox.receive({ partner: 'sandbox', webhookId, body: '{}' });
  const [one, two] = await catalogue.inbox.due(10);
  if (!one || !two) throw new Error('nothing is pending');
  await catalogue.inbox.markRelayed(one.id, { workflowId: 'release/rel_1' });
  await catalogue.inbox.markRelayed(one.id, { undeliverable: 'too late' });
  await catalogue.inbox.markRelayed(two.id, { undeliverable: 'the workflow is closed' });
  expect((await catalogue.inbox.due(10)).map(({ webhookId }) => webhookId)).toEqual(['msg_3']);
  expect(await catalogue.inbox.list('default', { limit: 10 })).toMatchObject({
    items: [
      { webhookId: 'msg_3', state: 'waiting', reason: null },
      { webhookId: 'msg_2', state: 'undeliverable', reason: 'the workflow is closed' },
    ],
    nextCursor: null,
  });
  expect(await entryOf(catalogue, 'msg_1')).toMatchObject({
    state: 'relayed',
    workflowId: 'release/rel_1',
  });
});

test('an unreadable webhook is listed by its state and is due again after a replay', async () => {
  const { catalogue } = await freshCatalogue();
  const { inbox } = catalogue;
  for (const webhookId of ['strange', 'late'])
    await inbox.receive({ partner: 'sandbox', webhookId, body: '{}' });
  const [strange, late] = await inbox.due(10);
  if (!strange || !late) throw new Error('nothing is pending');
  await inbox.markRelayed(strange.id, { unreadable: 'body.type is missing' });
  await inbox.markRelayed(late.id, { undeliverable: 'too late' });
  expect(await inbox.list('default', { state: 'unreadable', limit: 10 })).toMatchObject({
    items: [{ webhookId: 'strange', state: 'unreadable', reason: 'body.type is missing' }],
  });
  expect(await inbox.list('default', { state: 'undeliverable', limit: 10 })).toMatchObject({
    items: [{ webhookId: 'late' }],
  });
  const key = { projectId: 'default', partner: 'sandbox', webhookId: 'strange', actor: 'act_otto' };
  expect(await inbox.replay(key)).toMatchObject({
    ...{ state: 'waiting', reason: 'body.type is missing' },
  });
  expect(await inbox.due(10)).toMatchObject([{ webhookId: 'strange' }]);
  await inbox.markRelayed(strange.id, { workflowId: 'release/rel_1' });
  expect(await entryOf(catalogue, 'strange')).toMatchObject({ state: 'relayed', reason: null });
});

test('race: of 20 relays one claims a webhook, until the claim ends or it is postponed', async () => {
  const { catalogue } = await freshCatalogue();
  const { inbox } = catalogue;
  await inbox.receive({ partner: 'sandbox', webhookId: 'claimed', body: '{}' });
  const [row] = await inbox.due(10);
  const id = row?.id ?? 0;
  const claims = await Promise.all(Array.from({ length: 20 }, () => inbox.claim(id, 60_000)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await inbox.due(10)).toEqual([]);
  await inbox.postpone(id, 0, 'no offer has this reference yet');
  expect(await inbox.claim(id, 0)).toBe(true);
  expect(await inbox.claim(id, 60_000), 'after a crash').toBe(true);
  await inbox.markRelayed(id, { workflowId: null });
  expect(await inbox.claim(id, 0)).toBe(false);
});

test('partners take turns among the due webhooks; a postponed one delays no other', async () => {
  const { catalogue } = await freshCatalogue();
  expect(await catalogue.inbox.nextDueIn()).toBeNull();
  for (let index = 0; index < 5; index += 1)
    await catalogue.inbox.receive({ partner: 'flood', webhookId: `msg_${index}`, body: '{}' });
  await catalogue.inbox.receive({ partner: 'quiet', webhookId: 'msg', body: '{}' });
  const due = async (limit: number): Promise<string[]> =>
    (await catalogue.inbox.due(limit)).map(({ partner, webhookId }) => `${partner} ${webhookId}`);
  expect(await due(3)).toEqual(['flood msg_0', 'quiet msg', 'flood msg_1']);
  expect(await catalogue.inbox.nextDueIn()).toBe(0);
  for (const { id } of await catalogue.inbox.due(10))
    await catalogue.inbox.postpone(id, 60_000, 'away');
  expect(await due(3)).toEqual([]);
  expect(await catalogue.inbox.nextDueIn()).toBeGreaterThan(50_000);
  await catalogue.inbox.receive({ partner: 'flood', webhookId: 'later', body: '{}' });
  expect(await due(3)).toEqual(['flood later']);
  expect(
    await catalogue.inbox.findEntry({ projectId: 'default', partner: 'flood', webhookId: 'msg_0' }),
  ).toMatchObject({ attempts: 1 });
});

test('webhooks are paged by state, without those about releases and tracks of other projects', async () => {
  const { catalogue } = await freshCatalogue();
  const { inbox } = catalogue;
  await catalogue.offerAddresses.register({
    ...{ projectId: 'other', partner: 'sandbox', partnerReference: 'theirs' },
    ...{ workflowId: 'release/rel_1', trackId, releaseId },
  });
  const track = sampleTrack('theirs', { projectId: 'other' });
  for (const event of track.events.slice(0, track.until.published))
    await catalogue.events.append([event]);
  const names = [
    ...[
      { partnerReference: 'theirs' },
      { trackId: track.trackId },
      { partnerReference: 'unknown' },
    ],
    ...[{}, {}, {}, { releaseId: track.releaseId }],
  ];
  for (const [index, named] of names.entries())
    await inbox.receive({
      ...{ partner: 'sandbox', webhookId: `msg_${index}`, body: 'no JSON' },
      ...named,
    });
  for (const { id, webhookId } of await inbox.due(10))
    if (webhookId !== 'msg_5') await inbox.markRelayed(id, { undeliverable: 'nothing expects it' });
  const idsOf = async (projectId: string, query: Parameters<typeof inbox.list>[1]) => {
    const { items, nextCursor } = await inbox.list(projectId, query);
    return [...items.map(({ webhookId }) => webhookId), nextCursor === null ? 'end' : 'more'];
  };
  expect(await idsOf('default', { limit: 3 })).toEqual(['msg_5', 'msg_4', 'msg_3', 'more']);
  const { nextCursor } = await inbox.list('default', { limit: 3 });
  const next = { limit: 3, cursor: nextCursor ?? '' };
  expect(await idsOf('default', next)).toEqual(['msg_2', 'end']);
  expect(await idsOf('default', { state: 'waiting', limit: 9 })).toEqual(['msg_5', 'end']);
  expect(await idsOf('default', { state: 'undeliverable', limit: 1 })).toEqual(['msg_4', 'more']);
  expect(await idsOf('other', { limit: 9 })).toHaveLength(8);
  for (const webhookId of ['msg_0', 'msg_1', 'msg_6']) {
    expect(await entryOf(catalogue, webhookId)).toBeNull();
    const key = { projectId: 'default', partner: 'sandbox', webhookId, actor: 'act_otto' };
    expect(await inbox.replay(key)).toBeNull();
    expect(await entryOf(catalogue, webhookId, 'other')).toMatchObject({ state: 'undeliverable' });
  }
  await expect(inbox.list('default', { limit: 2, cursor: 'x' })).rejects.toThrow('cursor');
});

test('race: a webhook replayed 10 times at once is due again, with one event; a relayed one stays', async () => {
  const { catalogue } = await freshCatalogue();
  const { inbox } = catalogue;
  await inbox.receive({ partner: 'sandbox', webhookId: 'msg_1', body: '{}' });
  const [row] = await inbox.due(1);
  if (!row) throw new Error('nothing is pending');
  await inbox.postpone(row.id, 60_000, 'no offer has this reference yet');
  expect(await entryOf(catalogue, 'msg_1')).toMatchObject({
    ...{ state: 'waiting', attempts: 1, reason: 'no offer has this reference yet' },
  });
  await inbox.markRelayed(row.id, { undeliverable: 'too late' });
  let notified = 0;
  const unsubscribe = await inbox.onReceived(() => void (notified += 1));
  const key = { projectId: 'default', partner: 'sandbox', webhookId: 'msg_1', actor: 'act_otto' };
  await Promise.all(Array.from({ length: 10 }, () => inbox.replay(key)));
  expect(await inbox.due(10)).toMatchObject([{ webhookId: 'msg_1', attempts: 0 }]);
  expect(await entryOf(catalogue, 'msg_1')).toMatchObject({ state: 'waiting', reason: 'too late' });
  await expect.poll(() => notified).toBeGreaterThan(0);
  await unsubscribe();
  expect(await catalogue.events.readStream('project/default')).toMatchObject([
    {
      ...{ type: 'webhook.replayed', actor: 'act_otto' },
      data: { partner: 'sandbox', webhookId: 'msg_1', reason: 'too late' },
    },
  ]);
  await inbox.markRelayed(row.id, { workflowId: 'release/rel_1' });
  expect(await inbox.replay(key)).toMatchObject({ state: 'relayed' });
  expect(await inbox.due(10)).toEqual([]);
});
