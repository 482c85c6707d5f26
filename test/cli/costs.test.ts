import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import {
  BudgetView,
  CacheView,
  CostReportView,
  EvictionView,
  TrackCostsView,
} from '@fermata/contracts/http';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

// Its own: while the budget is spent, other files could request no track.
let own: OwnStack;
beforeAll(async () => {
  own = await startOwnStack();
});
afterAll(() => own.close());

const run = (...args: string[]) => fermata(args, own.stack.env);
const CliError = z.object({ error: z.object({ exitCode: z.number(), message: z.string() }) });
const brief = [
  '--brief',
  'a budgeted lo-fi bed',
  '--seconds',
  '5',
  '--seed',
  '5',
  '--new',
  '--json',
];

it('reports costs, refuses work over the daily budget, and shows and evicts the cache', async () => {
  const { testStack } = own;
  const trackId = await testStack.create({
    brief: { text: 'a costly lo-fi bed', durationSeconds: 5, seed: 4_321 },
  });
  await testStack.stage(trackId, 'review');

  const track = TrackCostsView.parse((await run('costs', '--track', trackId, '--json')).json());
  expect(new Set(track.steps.map(({ step }) => step))).toEqual(
    new Set(['compose', 'sketch', 'evaluate', 'stem', 'mix', 'master', 'deliver']),
  );
  expect(track.total.price.micros).toBeGreaterThan(0);
  const report = CostReportView.parse((await run('costs', '--by', 'track', '--json')).json());
  expect(report.rows.find(({ key }) => key === trackId)).toMatchObject({
    entries: track.total.entries,
    cpuSeconds: expect.closeTo(track.total.cpuSeconds, 6),
  });
  expect((await run('costs', '--by', 'step')).stdout).toMatch(/^step +steps +cached/);
  expect((await run('costs', '--track', trackId)).stdout).toContain('a minute of finished audio');
  expect((await run('costs', '--by', 'week')).code).toBe(2);

  try {
    expect(
      BudgetView.parse((await run('budget', 'set', '0.000001', '--json')).json()),
    ).toMatchObject({ perDay: { micros: 1, currency: 'EUR' }, exhausted: true });
    const refused = await run('track', 'create', ...brief);
    expect([refused.code, CliError.parse(refused.json()).error.message]).toEqual([
      4,
      expect.stringContaining('budget'),
    ]);
    expect((await run('budget')).stdout).toContain('New work is refused until');
    for (const wrong of ['0', 'much', '-1'])
      expect((await run('budget', 'set', '--', wrong)).code, wrong).toBe(2);
    expect((await run('budget', 'set', '1', '--as', 'ada')).code).toBe(4);
  } finally {
    expect(BudgetView.parse((await run('budget', 'clear', '--json')).json())).toMatchObject({
      perDay: null,
      exhausted: false,
    });
  }
  expect((await run('track', 'create', ...brief)).code).toBe(0);

  const cache = CacheView.parse((await run('cache', '--json')).json());
  // A row that computed leaves a result; a cache hit or a failed step leaves none.
  expect(cache.results).toBeGreaterThanOrEqual(
    track.steps.filter(({ cacheHit, failed }) => !cacheHit && !failed).length,
  );
  expect((await run('cache', 'show')).stdout).toContain('own bytes');
  expect(EvictionView.parse((await run('cache', 'evict', '--json')).json())).toMatchObject({
    results: 0,
    assets: 0,
  });
});
