import { expect, test } from 'vitest';
import { deriveId, type RecordedUsageLine } from '@fermata/contracts/values';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';

const release = { projectId: 'default', releaseId: deriveId('rel', 'one') };
const origin = {
  ...release,
  trackId: deriveId('trk', 'one'),
  partner: 'shop',
  partnerReference: 'prt_1',
};
const line = (lineId: string, fields: Partial<RecordedUsageLine> = {}): RecordedUsageLine => ({
  ...{ lineId, trackId: origin.trackId, isrc: 'QZABC2600001' },
  ...{ territory: 'DE', from: '2026-11-01', to: '2026-11-30', units: 10 },
  ...{ revenueMinor: 700, currency: 'EUR', ...fields },
});

test('race: lines that 10 webhooks report at once, in any order, are kept once with one event each', async () => {
  const { catalogue } = await freshCatalogue();
  const lines = ['a', 'b', 'c'].map((lineId) => line(lineId));
  await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      catalogue.usage.record({
        ...origin,
        webhookId: `msg_${index}`,
        lines: index % 2 === 0 ? lines : lines.toReversed(),
      }),
    ),
  );
  const kept = await catalogue.usage.list(release, { limit: 10 });
  expect(kept.items.map(({ lineId }) => lineId).toSorted()).toEqual(['a', 'b', 'c']);
  const events = await catalogue.events.readStream('project/default');
  expect(events).toMatchObject([
    {
      type: 'usage.reported',
      data: { partner: 'shop', releaseId: release.releaseId, lines: expect.anything() },
    },
  ]);
});

test.each<[string, Partial<RecordedUsageLine>]>([
  ['units', { units: 11 }],
  ['revenue', { revenueMinor: 701 }],
  ['currency', { currency: 'USD' }],
  ['period', { to: '2026-12-01' }],
  ['territory', { territory: 'FR' }],
  ['recording', { trackId: deriveId('trk', 'two'), isrc: 'QZABC2600002' }],
])('a known line with another %s is refused, with the whole report', async (_name, other) => {
  const { catalogue } = await freshCatalogue();
  await catalogue.usage.record({ ...origin, webhookId: 'msg_1', lines: [line('a')] });
  const changed = { ...origin, webhookId: 'msg_2', lines: [line('b'), line('a', other)] };
  await expect(catalogue.usage.record(changed)).rejects.toMatchObject({
    name: 'UsageConflictError',
    message: 'shop has reported the line a before, with other figures',
  });
  const { items } = await catalogue.usage.list(release, { limit: 10 });
  expect(items.map(({ lineId }) => lineId)).toEqual(['a']);
  expect(await catalogue.events.readStream('project/default')).toHaveLength(1);
});

test('lines are paged, and summed by partner and currency, for their release only', async () => {
  const { catalogue } = await freshCatalogue();
  const { usage } = catalogue;
  const lines = [line('a'), line('b', { units: -4, from: '2026-10-01', to: '2026-10-31' })];
  await usage.record({
    ...{ ...origin, webhookId: 'msg_1' },
    lines: [...lines, line('c', { currency: 'JPY', revenueMinor: 10_000_000_000 })],
  });
  // The same line id of another partner is another line.
  await usage.record({ ...origin, partner: 'other', webhookId: 'msg_1', lines: [line('a')] });
  const elsewhere = { releaseId: deriveId('rel', 'two'), partnerReference: 'prt_2' };
  await usage.record({ ...origin, ...elsewhere, webhookId: 'msg_2', lines: [line('d')] });
  const month = { from: '2026-11-01', to: '2026-11-30' };
  expect(await usage.sums(release)).toEqual([
    { partner: 'other', currency: 'EUR', lines: 1, units: 10, revenueMinor: 700, ...month },
    {
      ...{ partner: 'shop', currency: 'EUR', lines: 2, units: 6, revenueMinor: 1400 },
      ...{ from: '2026-10-01', to: '2026-11-30' },
    },
    { partner: 'shop', currency: 'JPY', lines: 1, units: 10, revenueMinor: 1e10, ...month },
  ]);
  const first = await usage.list(release, { limit: 3 });
  expect(first.items.map(({ partner, lineId }) => `${partner} ${lineId}`)).toEqual([
    ...['other a', 'shop c', 'shop b'],
  ]);
  const rest = await usage.list(release, { limit: 3, cursor: first.nextCursor ?? '' });
  expect(rest).toMatchObject({ items: [line('a')], nextCursor: null });
  expect(await usage.sums({ ...release, projectId: 'other' })).toEqual([]);
});

test('lines are summed by recording, partner and currency', async () => {
  const { catalogue } = await freshCatalogue();
  const second = { trackId: deriveId('trk', 'two'), isrc: 'QZABC2600002' };
  await catalogue.usage.record({
    ...{ ...origin, webhookId: 'msg_1' },
    lines: [line('a'), line('b', second), line('c', { ...second, units: -3, revenueMinor: -210 })],
  });
  const total = { partner: 'shop', currency: 'EUR', from: '2026-11-01', to: '2026-11-30' };
  expect(await catalogue.usage.sumsOfRecordings(release)).toEqual([
    {
      ...total,
      trackId: origin.trackId,
      isrc: 'QZABC2600001',
      lines: 1,
      units: 10,
      revenueMinor: 700,
    },
    { ...total, ...second, lines: 2, units: 7, revenueMinor: 490 },
  ]);
  const { items } = await catalogue.usage.list(release, { limit: 10 });
  expect(items.map(({ lineId, isrc }) => `${lineId} ${isrc}`)).toEqual([
    ...['c QZABC2600002', 'b QZABC2600002', 'a QZABC2600001'],
  ]);
});

test('neither the application nor its owner can change or remove a line', async () => {
  const { catalogue, database } = await freshCatalogue();
  await catalogue.usage.record({ ...origin, webhookId: 'msg_1', lines: [line('a')] });
  const [app, owner] = [await connectTo(database.databaseUrl), await connectTo(database.ownerUrl)];
  for (const statement of ['UPDATE usage SET units = 0', 'DELETE FROM usage', 'TRUNCATE usage']) {
    await expect(app.query(statement), statement).rejects.toThrow('permission denied');
    await expect(owner.query(statement), statement).rejects.toThrow('lines of usage never change');
  }
});
