import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money, STAGES } from '@fermata/contracts/values';
import type { CostEntry } from '../cost/cost-ledger.ts';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const SAVED = { modelSeconds: 0, cacheHits: 0, savedCpuSeconds: 0, savedPrice: money(0) };
const NOTHING = { cpuSeconds: 0, audioSeconds: 0, price: money(0), bytesStored: 0, ...SAVED };
const { trackId } = sampleTrack('figures');
const entry: CostEntry = {
  projectId: 'one',
  trackId,
  step: 'mix',
  stepKey: 'mix/1',
  cpuSeconds: 0.1,
  audioSeconds: 30,
  price: money(1_000),
  cacheHit: false,
  bytesStored: 3_000_000_000,
  modelSeconds: 0,
  failed: false,
  savedCpuSeconds: 0,
  savedPrice: money(0),
};

test('an empty catalogue has every figure, all of them 0', async () => {
  const { catalogue } = await freshCatalogue();
  expect(await catalogue.figures()).toEqual({
    tracks: Object.fromEntries(STAGES.map((stage) => [stage, 0])),
    costs: { total: NOTHING, byProject: [] },
    inboxPending: 0,
    failedWithdrawals: 0,
  });
});

test('tracks are counted by stage, over all projects', async () => {
  const { catalogue } = await freshCatalogue();
  const lives = [
    sampleTrack('a').events.slice(0, 1),
    sampleTrack('b').events.slice(0, 2),
    sampleTrack('c', { projectId: 'other' }).events.slice(0, 2),
    sampleTrack('d').events,
  ];
  for (const event of lives.flat()) await catalogue.events.append([event]);
  const { tracks } = await catalogue.figures();
  expect(Object.entries(tracks).filter(([, count]) => count > 0)).toEqual([
    ['accepted', 1],
    ['interpreting', 2],
    ['withdrawn', 1],
  ]);
});

test('the inbox backlog counts the webhooks that no workflow has received', async () => {
  const { catalogue } = await freshCatalogue();
  for (const webhookId of ['msg_1', 'msg_2', 'msg_3', 'msg_4'])
    await catalogue.inbox.receive({ partner: 'sandbox', webhookId, body: '{}' });
  const [one, two] = await catalogue.inbox.due(10);
  if (!one || !two) throw new Error('nothing is pending');
  await catalogue.inbox.markRelayed(one.id, { workflowId: 'release/rel_1' });
  await catalogue.inbox.markRelayed(two.id, { undeliverable: 'too late' });
  expect((await catalogue.figures()).inboxPending).toBe(2);
});

test('race: costs recorded concurrently and repeatedly are summed once, by project and in total', async () => {
  const { catalogue, database } = await freshCatalogue();
  const client = await connectTo(database.adminUrl);
  const Cost = fc.record({
    projectId: fc.constantFrom('one', 'two'),
    stepKey: fc.integer({ min: 0, max: 30 }).map(String),
    cpuSeconds: fc.integer({ min: 0, max: 10_000_000 }).map((micro) => micro / 1e6),
    audioSeconds: fc.integer({ min: 0, max: 300_000 }).map((milli) => milli / 1e3),
    price: fc.integer({ min: 0, max: 1_000_000 }).map(money),
    bytesStored: fc.integer({ min: 0, max: 2 ** 40 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(Cost, { minLength: 1, maxLength: 30 }), async (costs) => {
      await Promise.all(
        [...costs, ...costs].map((cost) => catalogue.costs.record({ ...entry, ...cost })),
      );
      const { rows } = await client.query(
        `SELECT project_id, sum(round(cpu_seconds * 1e6))::text AS cpu,
          sum(round(audio_seconds * 1e6))::text AS audio, sum(price_micros)::text AS price,
          sum(bytes_stored)::text AS bytes
          FROM cost GROUP BY ROLLUP (project_id) ORDER BY project_id`,
      );
      const {
        costs: { byProject, total },
      } = await catalogue.figures();
      const micro = (value: number): string => String(Math.round(value * 1e6));
      expect(
        [...byProject, { ...total, projectId: null }].map((sums) => ({
          project_id: sums.projectId,
          cpu: micro(sums.cpuSeconds),
          audio: micro(sums.audioSeconds),
          price: String(sums.price.micros),
          bytes: String(sums.bytesStored),
        })),
      ).toEqual(rows);
    }),
    { numRuns: 10 },
  );
});

test('the application cannot write the sums', async () => {
  const { catalogue, database } = await freshCatalogue();
  await catalogue.costs.record(entry);
  const client = await connectTo(database.databaseUrl);
  for (const statement of [
    'UPDATE cost_total SET price_micros = 0',
    'DELETE FROM cost_total',
    "INSERT INTO cost_total VALUES ('x', 0, 0, 0, 0)",
  ])
    await expect(client.query(statement)).rejects.toThrow('permission denied');
});
