import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  BudgetView,
  CacheView,
  CostReportView,
  EvictionView,
  Problem,
  TrackCostsView,
} from '@fermata/contracts/http';
import {
  deriveId,
  MetadataTerms,
  money,
  ReleaseTerms,
  ReviewTerms,
} from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());
afterEach(() => harness.ask('PUT', '/v1/budget', { key: KEYS.otto, body: { perDay: null } }));

const trackId = deriveId('trk', 'costs');
const other = deriveId('trk', 'other costs');
const today = new Date().toISOString().slice(0, 10);
const entry = {
  projectId: 'default',
  trackId,
  cpuSeconds: 1.5,
  audioSeconds: 30,
  price: money(2_500),
  cacheHit: false,
  bytesStored: 1000,
  modelSeconds: 0.5,
  failed: false,
  savedCpuSeconds: 0,
  savedPrice: money(0),
};
const request = { brief: { text: 'warm lo-fi bed', durationSeconds: 8 } };
const create = (key: string) =>
  harness.ask('POST', '/v1/tracks', {
    key: KEYS.ada,
    body: request,
    headers: { 'idempotency-key': key },
  });
const projectEvents = async (type: string) =>
  (await harness.catalogue.events.readStream('project/default')).filter(
    (event) => event.type === type,
  );

describe('costs', () => {
  beforeAll(async () => {
    await harness.catalogue.events.append([
      {
        type: 'track.accepted',
        projectId: 'default',
        stream: `track/${trackId}`,
        sequence: 1,
        occurredAt: '2026-11-22T12:00:00.000Z',
        actor: 'act_ada',
        workflowId: `track/${trackId}`,
        runId: 'run',
        data: {
          trackId,
          brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
          candidates: 3,
          release: ReleaseTerms.parse({}),
          metadata: MetadataTerms.parse({}),
          review: ReviewTerms.parse({}),
          requestedBy: 'act_ada',
          requestSha256: 'ab'.repeat(32),
        },
      },
    ]);
    await harness.catalogue.costs.record({ ...entry, step: 'mix', stepKey: '1' });
    await harness.catalogue.costs.record({ ...entry, step: 'master', stepKey: '2' });
    await harness.catalogue.costs.record({
      ...entry,
      trackId: other,
      step: 'master',
      stepKey: '3',
      cacheHit: true,
      cpuSeconds: 0,
      modelSeconds: 0,
      price: money(0),
      bytesStored: 0,
      savedCpuSeconds: 1.5,
      savedPrice: money(2_500),
    });
    await harness.catalogue.costs.record({
      ...entry,
      step: 'mix',
      stepKey: '1/attempt-1',
      failed: true,
      audioSeconds: 0,
      bytesStored: 0,
    });
  });

  it('of a track: every step, with failed attempts, and the price per minute', async () => {
    const costs = TrackCostsView.parse(
      (await harness.ask('GET', `/v1/tracks/${trackId}/costs`, { key: KEYS.rita })).body,
    );
    expect(costs.total).toMatchObject({
      entries: 3,
      cacheHits: 0,
      cpuSeconds: 4.5,
      modelSeconds: 1.5,
      price: money(7_500),
      pricePerMinute: money(15_000),
      bytesStored: 2000,
    });
    expect(costs.steps.map(({ step, failed }) => [step, failed])).toEqual([
      ['mix', false],
      ['master', false],
      ['mix', true],
    ]);
    expect(
      (
        await harness.ask('GET', `/v1/tracks/${deriveId('trk', 'nobody')}/costs`, {
          key: KEYS.rita,
        })
      ).status,
    ).toBe(404);
    expect(
      (await harness.ask('GET', `/v1/tracks/${trackId}/costs`, { key: KEYS.stranger })).status,
    ).toBe(404);
  });

  it.each(['day', 'step', 'track'] as const)('of the project by %s, with savings', async (by) => {
    const report = CostReportView.parse(
      (await harness.ask('GET', `/v1/costs?by=${by}`, { key: KEYS.ada })).body,
    );
    expect(report).toMatchObject({
      by,
      to: today,
      total: {
        entries: 4,
        cacheHits: 1,
        price: money(7_500),
        savedPrice: money(2_500),
        savedCpuSeconds: 1.5,
        pricePerMinute: money(7_500),
      },
    });
    expect(report.rows.map(({ key }) => key)).toEqual(
      { day: [today], step: ['mix', 'master'], track: [trackId, other] }[by],
    );
    expect(
      CostReportView.parse(
        (await harness.ask('GET', `/v1/costs?by=${by}`, { key: KEYS.stranger })).body,
      ),
    ).toMatchObject({ rows: [], total: { entries: 0 } });
  });

  it('need valid days, the first not after the last', async () => {
    expect(
      (await harness.ask('GET', '/v1/costs?from=2026-11-01&to=2026-11-30', { key: KEYS.ada }))
        .status,
    ).toBe(200);
    for (const query of [
      'from=2026-11-31',
      'from=2026-12-01&to=2026-11-01',
      'from=1000-01-01',
      'by=week',
    ])
      expect(
        (await harness.ask('GET', `/v1/costs?${query}`, { key: KEYS.ada })).status,
        query,
      ).toBe(400);
    expect((await harness.ask('GET', '/v1/costs', { key: KEYS.shop })).status).toBe(403);
  });

  it('are part of the track and of /metrics', async () => {
    expect(
      (await harness.ask('GET', `/v1/tracks/${trackId}`, { key: KEYS.ada })).body,
    ).toMatchObject({
      costs: {
        cpuSeconds: 4.5,
        price: money(7_500),
        modelSeconds: 1.5,
        cacheHits: 0,
        savedPrice: money(0),
      },
    });
    const metrics = String((await harness.ask('GET', '/metrics', { key: KEYS.otto })).body).split(
      '\n',
    );
    for (const line of [
      'fermata_cost_price_micros_total{project="default"} 7500',
      'fermata_cost_saved_price_micros_total{project="default"} 2500',
      'fermata_cost_saved_cpu_seconds_total{project="default"} 1.5',
      'fermata_cost_cache_hits_total{project="default"} 1',
      'fermata_cost_model_seconds_total{project="default"} 1.5',
    ])
      expect(metrics).toContain(line);
  });
});

describe('a budget', () => {
  it('is set and cleared by operations, read by everyone, and recorded in events', async () => {
    expect(
      BudgetView.parse((await harness.ask('GET', '/v1/budget', { key: KEYS.ada })).body),
    ).toMatchObject({ perDay: null, exhausted: false, day: today });
    for (const key of [KEYS.ada, KEYS.rita, KEYS.shop])
      expect(
        (await harness.ask('PUT', '/v1/budget', { key, body: { perDay: money(10_000) } })).status,
      ).toBe(403);
    for (const perDay of [
      money(0),
      money(-1),
      money(0.5),
      { micros: 'much', currency: 'EUR' },
      { micros: 1, currency: 'USD' },
      undefined,
    ])
      expect(
        (await harness.ask('PUT', '/v1/budget', { key: KEYS.otto, body: { perDay } })).status,
      ).toBe(400);
    for (let repeat = 0; repeat < 2; repeat += 1) {
      expect(
        BudgetView.parse(
          (
            await harness.ask('PUT', '/v1/budget', {
              key: KEYS.otto,
              body: { perDay: money(2_505_000) },
            })
          ).body,
        ),
      ).toMatchObject({
        perDay: money(2_505_000),
        spent: money(7_500),
        exhausted: false,
        setBy: 'act_otto',
      });
    }
    expect(await projectEvents('budget.set')).toMatchObject([
      { actor: 'act_otto', data: { perDay: money(2_505_000) } },
    ]);
    expect(
      BudgetView.parse((await harness.ask('GET', '/v1/budget', { key: KEYS.stranger })).body),
    ).toMatchObject({ perDay: null, spent: money(0) });
  });

  it('once spent, refuses new tracks with the reset time and an event, but answers repeats', async () => {
    const accepted = randomUUID();
    const first = await create(accepted);
    expect(first.status).toBe(202);
    await harness.ask('PUT', '/v1/budget', { key: KEYS.otto, body: { perDay: money(7_500) } });
    const before = await harness.workflows();
    const refused = await create(randomUUID());
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      402,
      expect.stringContaining('application/problem+json'),
    ]);
    const midnight = `${new Date(Date.parse(today) + 86_400_000).toISOString()}`;
    expect(Problem.parse(refused.body)).toMatchObject({
      type: 'urn:fermata:problem:budget-exhausted',
      status: 402,
      budget: { perDay: money(7_500), spent: money(7_500), opensAt: midnight },
    });
    expect(Problem.parse(refused.body).detail).toContain('0.0075 EUR');
    const left = (Date.parse(midnight) - Date.now()) / 1000;
    expect(Math.abs(Number(refused.headers.get('retry-after')) - left)).toBeLessThan(5);
    expect(await harness.workflows()).toBe(before);
    expect((await projectEvents('budget.exhausted')).at(-1)).toMatchObject({
      actor: 'act_ada',
      data: {
        refused: 'track',
        day: today,
        perDay: money(7_500),
        spent: money(7_500),
        opensAt: midnight,
      },
    });
    expect(await create(accepted)).toMatchObject({ status: 200, body: { created: false } });
    // Another project has its own budget.
    expect(
      (
        await harness.ask('POST', '/v1/tracks', {
          key: KEYS.stranger,
          body: request,
          headers: { 'idempotency-key': randomUUID() },
        })
      ).status,
    ).toBe(202);
    await harness.ask('PUT', '/v1/budget', { key: KEYS.otto, body: { perDay: money(1_000_000) } });
    expect((await create(randomUUID())).status).toBe(202);
  });
});

describe('the step cache', () => {
  it('is shown to operations and evicted down to a budget, with its bytes', async () => {
    const bytes = Buffer.from('no longer needed');
    const ref = await harness.assets.put('default', {
      kind: 'stem',
      mediaType: 'audio/flac',
      bytes,
    });
    const ended = deriveId('trk', 'ended');
    await harness.catalogue.assets.register('default', {
      ref,
      trackId: ended,
      version: 1,
      recipeId: null,
      parents: [],
      checks: {},
    });
    await harness.catalogue.steps.save({
      projectId: 'default',
      key: 'ab'.repeat(32),
      step: 'stem',
      version: 1,
      result: { stem: ref },
      assets: [ref.sha256],
      bytes: ref.bytes,
      cpuSeconds: 1,
      modelSeconds: 0,
    });
    for (const key of [KEYS.ada, KEYS.rita])
      expect([
        (await harness.ask('GET', '/v1/cache', { key })).status,
        (await harness.ask('POST', '/v1/cache/evict', { key, body: {} })).status,
      ]).toEqual([403, 403]);
    expect(
      CacheView.parse((await harness.ask('GET', '/v1/cache', { key: KEYS.otto })).body),
    ).toMatchObject({
      results: 1,
      keepDays: 30,
      budgetBytes: 20_000_000_000,
      steps: [{ step: 'stem', results: 1, assetBytes: bytes.length }],
    });
    expect(
      EvictionView.parse(
        (await harness.ask('POST', '/v1/cache/evict', { key: KEYS.otto, body: {} })).body,
      ),
    ).toMatchObject({ results: 0, assets: 0 });
    // A use by a track that the catalogue does not know counts too.
    expect(
      EvictionView.parse(
        (await harness.ask('POST', '/v1/cache/evict', { key: KEYS.otto, body: { budgetBytes: 0 } }))
          .body,
      ),
    ).toMatchObject({ results: 1, assets: 0 });
    expect(await harness.assets.has('default', ref.sha256)).toBe(true);
  });
});
