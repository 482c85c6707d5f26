import { expect, test } from 'vitest';
import { money } from '@fermata/contracts/values';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const { trackId } = sampleTrack('content');

test('a step is charged once, and each failed attempt of it', async () => {
  const { catalogue } = await freshCatalogue();
  const entry = {
    projectId: 'default',
    trackId,
    step: 'mix',
    stepKey: `${trackId}/mix/1`,
    cpuSeconds: 1.5,
    audioSeconds: 30,
    price: money(1_000),
    cacheHit: false,
    bytesStored: 3_000_000_000,
    modelSeconds: 0.25,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  };
  await Promise.all(Array.from({ length: 10 }, () => catalogue.costs.record(entry)));
  await catalogue.costs.record({
    ...entry,
    stepKey: `${trackId}/mix/1/attempt-1`,
    failed: true,
    audioSeconds: 0,
    bytesStored: 0,
    price: money(2_000),
  });
  await catalogue.costs.record({
    ...entry,
    step: 'master',
    stepKey: `${trackId}/master/1`,
    cpuSeconds: 0,
    modelSeconds: 0,
    bytesStored: 0,
    price: money(0),
    cacheHit: true,
    savedCpuSeconds: 2,
    savedPrice: money(1_000),
  });
  const { total, steps } = await catalogue.costs.forTrack('default', trackId);
  expect(total).toEqual({
    entries: 3,
    cacheHits: 1,
    cpuSeconds: 3,
    modelSeconds: 0.5,
    audioSeconds: 60,
    finishedSeconds: 30,
    price: money(3_000),
    bytesStored: 3_000_000_000,
    savedCpuSeconds: 2,
    savedPrice: money(1_000),
  });
  expect(steps.map(({ step, failed, cacheHit }) => [step, failed, cacheHit])).toEqual([
    ['mix', false, false],
    ['mix', true, false],
    ['master', false, true],
  ]);
  expect(await catalogue.costs.forTrack('other', trackId)).toMatchObject({
    total: { cpuSeconds: 0 },
    steps: [],
  });
});

test('the ledger is reported by day, by step and by track, each with the same total', async () => {
  const { catalogue, database } = await freshCatalogue();
  const entry = {
    projectId: 'default',
    trackId,
    step: 'mix',
    stepKey: '1',
    cpuSeconds: 1.5,
    audioSeconds: 30,
    price: money(1_000),
    cacheHit: false,
    bytesStored: 1000,
    modelSeconds: 0,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  };
  const other = sampleTrack('other').trackId;
  await catalogue.costs.record(entry);
  await catalogue.costs.record({ ...entry, step: 'master', stepKey: '2', price: money(2_000) });
  await catalogue.costs.record({
    ...entry,
    trackId: other,
    stepKey: '3',
    cacheHit: true,
    cpuSeconds: 0,
    price: money(0),
    savedPrice: money(1_000),
  });
  await catalogue.costs.record({ ...entry, projectId: 'another', stepKey: '4' });
  const owner = await connectTo(database.ownerUrl);
  // The last second of a day in UTC, independent of the server's time zone.
  await owner.query(
    `INSERT INTO cost (project_id, step_key, track_id, step, cpu_seconds, audio_seconds, price_micros, cache_hit,
      bytes_stored, recorded_at)
      VALUES ('default', '5', $1, 'mix', 1, 1, 4000, false, 1, '2026-03-01T23:59:59Z')`,
    [other],
  );
  const days = { from: '2026-03-01', to: '2999-01-01' };
  const by = async (group: 'day' | 'step' | 'track') =>
    catalogue.costs.report('default', { ...days, by: group });
  const [day, step, track] = await Promise.all([by('day'), by('step'), by('track')]);
  expect(day.total).toMatchObject({
    entries: 4,
    cacheHits: 1,
    cpuSeconds: 4,
    price: money(7_000),
    savedPrice: money(1_000),
    finishedSeconds: 30,
    bytesStored: 3001,
  });
  expect([step.total, track.total]).toEqual([day.total, day.total]);
  expect(day.rows.map(({ key, entries }) => [key, entries])).toEqual([
    ['2026-03-01', 1],
    [new Date().toISOString().slice(0, 10), 3],
  ]);
  expect(step.rows.map(({ key, price }) => [key, price])).toEqual([
    ['mix', money(5000)],
    ['master', money(2000)],
  ]);
  expect(track.rows.map(({ key, entries, savedPrice }) => [key, entries, savedPrice])).toEqual([
    [other, 2, money(1000)],
    [trackId, 2, money(0)],
  ]);
  expect(
    (
      await catalogue.costs.report('default', { from: '2026-03-01', to: '2026-03-01', by: 'track' })
    ).rows.map(({ key }) => key),
  ).toEqual([other]);
  expect(
    (await catalogue.costs.report('default', { from: '2026-02-01', to: '2026-02-28', by: 'day' }))
      .total,
  ).toMatchObject({ entries: 0, price: money(0) });
});

test('the newest event sets the budget, and the costs of this day count against it', async () => {
  const { catalogue } = await freshCatalogue();
  expect(await catalogue.budgets.state('default')).toMatchObject({
    perDay: null,
    spent: money(0),
    setBy: null,
    setAt: null,
  });
  const event = {
    projectId: 'default',
    stream: 'project/default',
    occurredAt: '2026-11-22T10:00:00.000Z',
    actor: 'act_otto',
    workflowId: null,
    runId: null,
  };
  await catalogue.events.appendNext({
    ...event,
    type: 'budget.set',
    data: { perDay: money(125_000) },
  });
  await catalogue.costs.record({
    projectId: 'default',
    trackId,
    step: 'mix',
    stepKey: '1',
    cpuSeconds: 1.5,
    audioSeconds: 30,
    price: money(1_000),
    cacheHit: false,
    bytesStored: 1000,
    modelSeconds: 0,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  });
  const state = await catalogue.budgets.state('default');
  expect(state).toMatchObject({
    perDay: money(125_000),
    spent: money(1_000),
    setBy: 'act_otto',
    setAt: '2026-11-22T10:00:00.000Z',
    day: new Date().toISOString().slice(0, 10),
  });
  expect(state.opensAt).toBe(`${new Date(Date.parse(state.day) + 86_400_000).toISOString()}`);
  expect(await catalogue.budgets.state('another')).toMatchObject({ perDay: null, spent: money(0) });
  await catalogue.events.appendNext({ ...event, type: 'budget.cleared', data: {} });
  expect(await catalogue.budgets.state('default')).toMatchObject({
    perDay: null,
    spent: money(1_000),
  });
  expect(await catalogue.audit.rebuild()).toMatchObject({ identical: true });
});
