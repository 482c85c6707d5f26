import { expect, test } from 'vitest';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const { trackId } = sampleTrack('content');
const { releaseId } = sampleTrack('content');

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
  const pending = await catalogue.inbox.pending(10);
  expect(pending).toMatchObject([webhook, { partner: 'other', traceparent: null }]);
  await expect.poll(() => notified).toBeGreaterThan(0);
  await unsubscribe();
});

test('a webhook is pending until it is relayed or known to be undeliverable; the first mark stays', async () => {
  const { catalogue } = await freshCatalogue();
  for (const webhookId of ['msg_1', 'msg_2', 'msg_3'])
    await catalogue.inbox.receive({ partner: 'sandbox', webhookId, body: '{}' });
  const [one, two] = await catalogue.inbox.pending(10);
  if (!one || !two) throw new Error('nothing is pending');
  await catalogue.inbox.markRelayed(one.id, { workflowId: 'release/rel_1' });
  await catalogue.inbox.markRelayed(one.id, { undeliverable: 'too late', partnerReference: null });
  await catalogue.inbox.markRelayed(two.id, {
    undeliverable: 'the workflow is closed',
    partnerReference: null,
  });
  expect((await catalogue.inbox.pending(10)).map(({ webhookId }) => webhookId)).toEqual(['msg_3']);
  expect(await catalogue.inbox.undeliverable('default', { limit: 10 })).toMatchObject({
    items: [{ webhookId: 'msg_2', undeliverable: 'the workflow is closed' }],
    nextCursor: null,
  });
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
  for (const { id } of await catalogue.inbox.due(10)) await catalogue.inbox.postpone(id, 60_000);
  expect(await due(3)).toEqual([]);
  expect(await catalogue.inbox.nextDueIn()).toBeGreaterThan(50_000);
  await catalogue.inbox.receive({ partner: 'flood', webhookId: 'later', body: '{}' });
  expect(await due(3)).toEqual(['flood later']);
  expect(await catalogue.inbox.pending(1)).toMatchObject([{ webhookId: 'msg_0', attempts: 1 }]);
});

test('undeliverable messages are paged, without those about releases of other projects', async () => {
  const { catalogue } = await freshCatalogue();
  await catalogue.deliveries.register({
    projectId: 'other',
    partner: 'sandbox',
    partnerReference: 'theirs',
    workflowId: 'release/rel_1',
    trackId,
    releaseId,
  });
  for (let index = 0; index < 6; index += 1)
    await catalogue.inbox.receive({
      partner: 'sandbox',
      webhookId: `msg_${index}`,
      body: 'no JSON',
    });
  const rows = await catalogue.inbox.pending(10);
  for (const [index, { id }] of rows.entries())
    await catalogue.inbox.markRelayed(id, {
      undeliverable: 'no workflow expects it',
      partnerReference: index < 3 ? 'theirs' : null,
    });
  const first = await catalogue.inbox.undeliverable('default', { limit: 2 });
  expect(first.items.map(({ webhookId }) => webhookId)).toEqual(['msg_5', 'msg_4']);
  expect(
    await catalogue.inbox.undeliverable('default', { limit: 2, cursor: first.nextCursor ?? '' }),
  ).toMatchObject({ items: [{ webhookId: 'msg_3' }], nextCursor: null });
  expect((await catalogue.inbox.undeliverable('other', { limit: 10 })).items).toHaveLength(6);
  await expect(catalogue.inbox.undeliverable('default', { limit: 2, cursor: 'x' })).rejects.toThrow(
    'cursor',
  );
});
