import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { money, sha256Hex } from '@fermata/contracts/values';
import { sampleStep } from '../testing/sample-step.ts';
import { openStepHarness, recipeRef, trackIdOf, workContext } from '../testing/step-harness.ts';
import { runStep } from './run-step.ts';

const WorkerMessage = z.object({ what: z.string(), detail: z.unknown() });

/** A worker process with one step to do; killed when the test ends. */
class Worker {
  readonly messages: z.infer<typeof WorkerMessage>[] = [];
  readonly #child: ChildProcess;
  constructor(order: object) {
    this.#child = fork(
      fileURLToPath(new URL('../testing/step-process.ts', import.meta.url)),
      [JSON.stringify(order)],
      { execArgv: ['--conditions=source', '--no-warnings'] },
    );
    this.#child.on('message', (message) => this.messages.push(WorkerMessage.parse(message)));
    onTestFinished(() => void this.kill());
  }
  send(what: 'continue' | 'cancel'): void {
    this.#child.send(what);
  }
  kill(): void {
    this.#child.kill('SIGKILL');
  }
  received(what: string): boolean {
    return this.messages.some((each) => each.what === what);
  }
  async waitFor(what: string, timeout = 20_000): Promise<unknown> {
    await expect.poll(() => this.received(what), { timeout, interval: 20 }).toBe(true);
    return this.messages.find((each) => each.what === what)?.detail;
  }
}

test('a cached step is not computed again; each track has its own lineage and costs', async () => {
  const { deps } = await openStepHarness();
  let made = 0;
  const during = async (): Promise<void> => void (made += 1);
  const first = await runStep(
    deps,
    recipeRef('one'),
    sampleStep(1, { during, parent: sha256Hex('score one') }),
    workContext,
  );
  const again = await runStep(
    deps,
    recipeRef('one'),
    sampleStep(1, { during, parent: sha256Hex('score one') }),
    workContext,
  );
  const second = await runStep(
    deps,
    { ...recipeRef('two'), alternate: 'cut-15' },
    sampleStep(1, { during, parent: sha256Hex('score two') }),
    workContext,
  );
  expect([again, second, made]).toEqual([first, first, 1]);
  expect(await deps.catalogue.assets.forTrack('default', trackIdOf('one'))).toMatchObject([
    { parents: [sha256Hex('score one')], recipeId: sha256Hex('one'), checks: { level: -20 } },
  ]);
  expect(await deps.catalogue.assets.forTrack('default', trackIdOf('two'))).toMatchObject([
    { parents: [sha256Hex('score two')], recipeId: sha256Hex('two'), alternate: 'cut-15' },
  ]);
  expect((await deps.catalogue.costs.forTrack('default', trackIdOf('one'))).total).toMatchObject({
    entries: 1,
    cacheHits: 0,
    cpuSeconds: 1.5,
    bytesStored: 1000,
    savedCpuSeconds: 0,
  });
  const { total } = await deps.catalogue.costs.forTrack('default', trackIdOf('two'));
  expect(total).toMatchObject({
    entries: 1,
    cacheHits: 1,
    cpuSeconds: 0,
    price: money(0),
    bytesStored: 0,
    savedCpuSeconds: 1.5,
    audioSeconds: 8,
  });
  expect(total.savedPrice).toEqual(money(1.5 * deps.rates.cpuSecond));
  await runStep(deps, recipeRef('one'), sampleStep(2, { during }), workContext);
  await runStep(
    deps,
    { ...recipeRef('one'), projectId: 'another' },
    sampleStep(1, { during }),
    workContext,
  );
  expect(made, 'other inputs and other projects have results of their own').toBe(3);
});

test('a result whose bytes are missing in the store is computed again', async () => {
  const { deps } = await openStepHarness();
  const { stem } = await runStep(deps, recipeRef('one'), sampleStep(1), workContext);
  await deps.assets.remove('default', stem.sha256);
  let made = 0;
  expect(
    await runStep(
      deps,
      recipeRef('two'),
      sampleStep(1, { during: async () => void (made += 1) }),
      workContext,
    ),
  ).toMatchObject({ stem });
  expect([made, await deps.assets.has('default', stem.sha256)]).toEqual([1, true]);
});

test('a failed attempt is charged, and the next one need not wait for its claim', async () => {
  const { deps } = await openStepHarness();
  const broken = sampleStep(1, { during: () => Promise.reject(new Error('out of strings')) });
  for (const attempt of [1, 2])
    await expect(
      runStep(deps, recipeRef('one'), broken, { ...workContext, attempt }),
    ).rejects.toThrow('out of strings');
  const progress: string[] = [];
  await runStep(deps, recipeRef('one'), sampleStep(1), {
    ...workContext,
    attempt: 3,
    onProgress: (_fraction, what) => void progress.push(what),
  });
  expect(progress.filter((what) => what.includes('another worker'))).toEqual([]);
  const { steps, total } = await deps.catalogue.costs.forTrack('default', trackIdOf('one'));
  expect(steps.map(({ failed, cpuSeconds }) => [failed, cpuSeconds])).toEqual([
    [true, 1.5],
    [true, 1.5],
    [false, 1.5],
  ]);
  expect(total.cpuSeconds).toBe(4.5);
});

test('race: two processes that need the same stem at the same moment compute it once', async () => {
  const { deps, services } = await openStepHarness();
  const workers = ['one', 'two'].map(
    (name) =>
      new Worker({ ...services, trackId: trackIdOf(name), parent: sha256Hex(name), seed: 7 }),
  );
  await expect
    .poll(
      () => [
        workers.filter((each) => each.received('making')).length,
        workers.filter((each) => each.received('waiting')).length,
      ],
      { timeout: 20_000 },
    )
    .toEqual([1, 1]);
  for (const worker of workers) worker.send('continue');
  const [one, two] = await Promise.all(workers.map((each) => each.waitFor('has')));
  expect(two).toEqual(one);
  expect(workers.filter((each) => each.received('making'))).toHaveLength(1);
  const costs = await Promise.all(
    ['one', 'two'].map((name) => deps.catalogue.costs.forTrack('default', trackIdOf(name))),
  );
  expect(costs.map(({ total }) => total.cacheHits).toSorted()).toEqual([0, 1]);
  expect(costs.reduce((sum, { total }) => sum + total.cpuSeconds, 0)).toBe(1.5);
  for (const name of ['one', 'two'])
    expect(await deps.catalogue.assets.forTrack('default', trackIdOf(name))).toMatchObject([
      { parents: [sha256Hex(name)] },
    ]);
});

test('race: a worker is killed while it computes; a waiting one takes over', async () => {
  const { services } = await openStepHarness();
  const maker = new Worker({
    ...services,
    trackId: trackIdOf('one'),
    parent: sha256Hex('one'),
    seed: 7,
  });
  await maker.waitFor('making');
  const waiter = new Worker({
    ...services,
    trackId: trackIdOf('two'),
    parent: sha256Hex('two'),
    seed: 7,
  });
  await waiter.waitFor('waiting');
  maker.kill();
  await waiter.waitFor('making');
  waiter.send('continue');
  expect(await waiter.waitFor('has')).toMatchObject({ level: -20 });
});

test('race: a long computation keeps its claim, and a waiting worker can be cancelled', async () => {
  const { services } = await openStepHarness();
  const maker = new Worker({
    ...services,
    trackId: trackIdOf('one'),
    parent: sha256Hex('one'),
    seed: 7,
  });
  await maker.waitFor('making');
  const waiter = new Worker({
    ...services,
    trackId: trackIdOf('two'),
    parent: sha256Hex('two'),
    seed: 7,
  });
  await waiter.waitFor('waiting');
  // Longer than a claim lasts, so only its extensions keep it.
  const waited = (): number => waiter.messages.filter(({ what }) => what === 'waiting').length;
  await expect.poll(waited, { timeout: 20_000 }).toBeGreaterThan(18);
  expect(waiter.received('making')).toBe(false);
  waiter.send('cancel');
  expect(await waiter.waitFor('failed', 2000)).toMatch(/abort|cancel/i);
  maker.send('continue');
  await maker.waitFor('has');
});
