import { MockActivityEnvironment } from '@temporalio/testing';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sha256Hex } from '@fermata/contracts/values';
import { runStep, type StepDeps } from '../steps/run-step.ts';
import { sampleStep } from '../testing/sample-step.ts';
import { openStepHarness, recipeRef, trackIdOf, workContext } from '../testing/step-harness.ts';
import { createCacheActivities } from './create-cache-activities.ts';

/** Services in which tracks can be ended at once, some days ago. */
async function openEvictionHarness() {
  const { deps, database } = await openStepHarness();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  onTestFinished(() => owner.end());
  const end = async (
    name: string,
    stage: string,
    daysAgo: number,
    releaseId: string | null = null,
  ): Promise<void> => {
    await owner.query(
      `INSERT INTO track (track_id, project_id, workflow_id, title, stage, held, version,
         duration_seconds, created_at, updated_at, brief, brief_text, requested_by, request_sha256,
         review_terms, release_terms, release_id, search_title, search_brief, search_music, search_tags)
       VALUES ($1, 'default', $1, $1, $2, false, 1, 8, now(),
         now() - make_interval(days => $3), '{}', '', 'act_ada', '', '{}', '{}', $4, '', '', '', '')`,
      [trackIdOf(name), stage, daysAgo, releaseId],
    );
  };
  const remove = (sha256: string): Promise<void> => deps.assets.remove('default', sha256);
  const evict = (budgetBytes: number, removeBytes = remove) =>
    deps.catalogue.cache.evict('default', { budgetBytes, keepDays: 30 }, removeBytes);
  const make = async (name: string, seed: number, stepDeps: StepDeps = deps): Promise<string> =>
    (await runStep(stepDeps, recipeRef(name), sampleStep(seed), workContext)).stem.sha256;
  return {
    ...deps,
    deps,
    owner,
    end,
    evict,
    make,
    isStored: (sha256: string) => deps.assets.has('default', sha256),
  };
}

test('assets in use are never evicted; intermediates of unreleased tracks are evicted days later', async () => {
  const { end, evict, make, isStored, catalogue } = await openEvictionHarness();
  for (const [name, stage, days, release] of [
    ['live', 'review', 90, null],
    ['out', 'published', 90, 'rel_1'],
    ['gone', 'archived', 90, null],
    ['late', 'cancelled', 5, null],
    ['withdrawn', 'archived', 90, 'rel_2'],
  ] as const)
    await end(name, stage, days, release);
  const kept = await Promise.all(
    ['live', 'out', 'late', 'withdrawn'].map((name, seed) => make(name, seed)),
  );
  const shared = await make('gone', 0);
  const own = await make('gone', 10);
  const score = sha256Hex('score');
  await catalogue.assets.register('default', {
    ref: { sha256: score, kind: 'score', mediaType: 'application/json', bytes: 10 },
    trackId: trackIdOf('gone'),
    version: 1,
    recipeId: null,
    parents: [],
    checks: {},
  });
  expect(shared).toBe(kept[0]);
  expect(await catalogue.cache.figures('default', 30)).toMatchObject({
    results: 5,
    assetBytes: 5000,
    steps: [{ step: 'stem', results: 5, assetBytes: 5000 }],
  });
  expect(await evict(1_000_000)).toMatchObject({ results: 0, assets: 0, freedBytes: 0 });
  // Enough for the results themselves, so only those with bytes of their own are evicted.
  const { ownBytes, resultBytes } = await catalogue.cache.figures('default', 30);
  expect(ownBytes).toBe(resultBytes + 1000);
  expect(await evict(ownBytes - 1)).toMatchObject({ results: 1, assets: 1 });
  expect([await isStored(own), (await catalogue.cache.figures('default', 30)).results]).toEqual([
    false,
    4,
  ]);
  expect(await evict(0)).toMatchObject({ results: 4, assets: 0, ownBytesAfter: 0 });
  for (const sha256 of kept) expect(await isStored(sha256)).toBe(true);
  expect(
    (await catalogue.assets.forTrack('default', trackIdOf('gone'))).map(({ kind }) => kind),
  ).toEqual(expect.arrayContaining(['score', 'stem']));
  expect(await catalogue.assets.find('default', own)).toBeNull();
});

test('the least recently used entry is evicted first', async () => {
  const { end, evict, make, isStored, catalogue } = await openEvictionHarness();
  await end('gone', 'cancelled', 90);
  const [oldest, older, newest] = [
    await make('gone', 1),
    await make('gone', 2),
    await make('gone', 3),
  ];
  await make('gone', 1);
  const { ownBytes } = await catalogue.cache.figures('default', 30);
  expect(await evict(ownBytes - 1500)).toMatchObject({ results: 2, assets: 2 });
  expect([await isStored(oldest), await isStored(older), await isStored(newest)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('the scheduled activity reduces every project to its budget', async () => {
  const { end, make, isStored, catalogue, assets } = await openEvictionHarness();
  await end('gone', 'cancelled', 90);
  await end('live', 'review', 90);
  const [gone, live] = [await make('gone', 1), await make('live', 2)];
  const { evictCaches } = createCacheActivities({
    catalogue,
    assets,
    cacheLimits: { budgetBytes: 0, keepDays: 30 },
  });
  expect(await new MockActivityEnvironment().run(evictCaches)).toMatchObject({
    projects: 1,
    results: 2,
    assets: 1,
  });
  expect([await isStored(gone), await isStored(live)]).toEqual([false, true]);
  expect(await new MockActivityEnvironment().run(evictCaches)).toEqual({
    projects: 0,
    results: 0,
    assets: 0,
    freedBytes: 0,
  });
});

test('a project whose bytes cannot be removed does not stop the others, and the error names it', async () => {
  const { end, make, isStored, catalogue, assets, owner } = await openEvictionHarness();
  await end('gone', 'cancelled', 90);
  const gone = await make('gone', 1);
  await owner.query(
    `INSERT INTO asset (project_id, sha256, media_type, bytes, created_at)
     VALUES ('another', $1, 'audio/flac', 100, now() - interval '90 days')`,
    [sha256Hex('left over')],
  );
  const torn = {
    ...assets,
    remove: (projectId: string, sha256: string) =>
      projectId === 'another'
        ? Promise.reject(new Error('the store is unavailable'))
        : assets.remove(projectId, sha256),
  };
  const { evictCaches } = createCacheActivities({
    catalogue,
    assets: torn,
    cacheLimits: { budgetBytes: 0, keepDays: 30 },
  });
  await expect(new MockActivityEnvironment().run(evictCaches)).rejects.toThrow(
    'the caches of 1 of 2 projects could not be reduced to their budgets: another: the store is unavailable',
  );
  expect(await isStored(gone)).toBe(false);
});

test('the application role cannot delete assets, nor the database those that a track needs', async () => {
  const { end, make, catalogue, owner } = await openEvictionHarness();
  await end('live', 'review', 90);
  const sha256 = await make('live', 1);
  await owner.query('DELETE FROM step_result');
  expect(
    (await owner.query("SELECT asset_forget('default', $1, 0) AS gone", [sha256])).rows,
  ).toEqual([{ gone: false }]);
  expect(await catalogue.assets.find('default', sha256)).not.toBeNull();
});

test('race: tracks register bytes during their eviction; every result has its bytes', async () => {
  const { end, evict, make, isStored, catalogue, assets } = await openEvictionHarness();
  await end('gone', 'cancelled', 90);
  let evicted = 0;
  for (let seed = 0; seed < 24; seed += 1) {
    const unused = await make('gone', seed);
    const removal = Promise.withResolvers<void>();
    const removed = Promise.withResolvers<void>();
    const eviction = evict(0, async (sha256) => {
      if (sha256 === unused) removal.resolve();
      await assets.remove('default', sha256);
      if (sha256 === unused) removed.resolve();
    });
    // The tracks run at the start of the eviction, during the removal of the bytes, after it, and
    // after the eviction.
    const starts = [Promise.resolve(), removal.promise, removed.promise, eviction];
    await starts[seed % starts.length];
    const users = await Promise.all(['live', 'other'].map((name) => make(`${name} ${seed}`, seed)));
    evicted += (await eviction).assets;
    const [sha256] = users;
    expect(await isStored(sha256 ?? ''), `the bytes of seed ${seed}`).toBe(true);
    for (const name of ['live', 'other'])
      expect(
        await catalogue.assets.forTrack('default', trackIdOf(`${name} ${seed}`)),
      ).toMatchObject([{ sha256 }]);
    await evict(0);
    expect(await isStored(sha256 ?? ''), `the bytes of seed ${seed}, later`).toBe(true);
  }
  expect(evicted, 'evictions that came first').toBeGreaterThanOrEqual(18);
});

test('race: a result that is evicted between its lookup and its use is computed again', async () => {
  const { end, evict, make, isStored, catalogue, deps } = await openEvictionHarness();
  await end('gone', 'cancelled', 90);
  const unused = await make('gone', 1);
  const found = Promise.withResolvers<void>();
  const evicted = Promise.withResolvers<void>();
  const steps: typeof catalogue.steps = {
    ...catalogue.steps,
    find: async (projectId, key) => {
      const result = await catalogue.steps.find(projectId, key);
      found.resolve();
      await evicted.promise;
      return result;
    },
  };
  const using = make('live', 1, { ...deps, catalogue: { ...catalogue, steps } });
  await found.promise;
  expect(await evict(0)).toMatchObject({ results: 1, assets: 1 });
  evicted.resolve();
  expect(await using).toBe(unused);
  expect(await isStored(unused)).toBe(true);
  expect(await catalogue.assets.forTrack('default', trackIdOf('live'))).toMatchObject([
    { sha256: unused },
  ]);
});

test('race: an eviction waits for a preview that stores the same bytes, and leaves them', async () => {
  const { end, evict, make, isStored, catalogue, owner } = await openEvictionHarness();
  await end('gone', 'archived', 90);
  const sha256 = await make('gone', 1);
  const eviction = await catalogue.previews.withAssetLock('default', sha256, async () => {
    const started = evict(0);
    await vi.waitFor(async () => {
      const { rows } = await owner.query(
        `SELECT count(*)::integer AS waiting FROM pg_locks JOIN pg_database ON pg_database.oid = database
         WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`,
      );
      expect(rows).toEqual([{ waiting: 1 }]);
    }, 10_000);
    await owner.query(
      `INSERT INTO preview (project_id, preview_id, prompt, prompt_sha256, engine_sha256, made, wav_sha256, bytes)
       VALUES ('default', 'prv_1', '{}', '', '', '{}', $1, 1000)`,
      [sha256],
    );
    // Not awaited here: the eviction needs the lock.
    return { started };
  });
  expect(await eviction.started).toMatchObject({ assets: 0 });
  expect(await isStored(sha256)).toBe(true);
});
