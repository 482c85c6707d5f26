import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { sha256Hex } from '@fermata/contracts';
import { sampleStep } from './rig/sample-step.ts';
import { stepHouse, trackOf, use, watch } from './rig/step-house.ts';
import { runStep } from './run-step.ts';

const Said = z.object({ what: z.string(), detail: z.unknown() });

/** A worker process with one step to do; killed when the test ends. */
class Worker {
  readonly said: z.infer<typeof Said>[] = [];
  readonly #child: ChildProcess;
  constructor(order: object) {
    this.#child = fork(
      fileURLToPath(new URL('./rig/step-process.ts', import.meta.url)),
      [JSON.stringify(order)],
      { execArgv: ['--conditions=source', '--no-warnings'] },
    );
    this.#child.on('message', (message) => this.said.push(Said.parse(message)));
    onTestFinished(() => void this.kill());
  }
  tell(what: 'go on' | 'cancel'): void {
    this.#child.send(what);
  }
  kill(): void {
    this.#child.kill('SIGKILL');
  }
  has(what: string): boolean {
    return this.said.some((each) => each.what === what);
  }
  async hears(what: string, timeout = 20_000): Promise<unknown> {
    await expect.poll(() => this.has(what), { timeout, interval: 20 }).toBe(true);
    return this.said.find((each) => each.what === what)?.detail;
  }
}

test('a step that was made is not made again: the second asks nothing of the engine, and each track has its own lineage and its own row of costs', async () => {
  const { rooms } = await stepHouse();
  let made = 0;
  const during = async (): Promise<void> => void (made += 1);
  const first = await runStep(
    rooms,
    use('one'),
    sampleStep(1, { during, parent: sha256Hex('score one') }),
    watch,
  );
  const again = await runStep(
    rooms,
    use('one'),
    sampleStep(1, { during, parent: sha256Hex('score one') }),
    watch,
  );
  const second = await runStep(
    rooms,
    { ...use('two'), alternate: 'cut-15' },
    sampleStep(1, { during, parent: sha256Hex('score two') }),
    watch,
  );
  expect([again, second, made]).toEqual([first, first, 1]);
  expect(await rooms.catalogue.assets.forTrack('default', trackOf('one'))).toMatchObject([
    { parents: [sha256Hex('score one')], recipeId: sha256Hex('one'), checks: { level: -20 } },
  ]);
  expect(await rooms.catalogue.assets.forTrack('default', trackOf('two'))).toMatchObject([
    { parents: [sha256Hex('score two')], recipeId: sha256Hex('two'), alternate: 'cut-15' },
  ]);
  expect((await rooms.catalogue.costs.forTrack('default', trackOf('one'))).total).toMatchObject({
    entries: 1,
    cacheHits: 0,
    cpuSeconds: 1.5,
    bytesStored: 1000,
    savedCpuSeconds: 0,
  });
  const { total } = await rooms.catalogue.costs.forTrack('default', trackOf('two'));
  expect(total).toMatchObject({
    entries: 1,
    cacheHits: 1,
    cpuSeconds: 0,
    priceMinor: 0,
    bytesStored: 0,
    savedCpuSeconds: 1.5,
    audioSeconds: 8,
  });
  expect(total.savedPriceMinor).toBeCloseTo(1.5 * rooms.rates.cpuSecond, 6);
  await runStep(rooms, use('one'), sampleStep(2, { during }), watch);
  await runStep(rooms, { ...use('one'), projectId: 'another' }, sampleStep(1, { during }), watch);
  expect(made, 'other inputs and other projects have results of their own').toBe(3);
});

test('a result whose bytes are gone from the store is made again', async () => {
  const { rooms } = await stepHouse();
  const { stem } = await runStep(rooms, use('one'), sampleStep(1), watch);
  await rooms.assets.remove('default', stem.sha256);
  let made = 0;
  expect(
    await runStep(
      rooms,
      use('two'),
      sampleStep(1, { during: async () => void (made += 1) }),
      watch,
    ),
  ).toMatchObject({ stem });
  expect([made, await rooms.assets.has('default', stem.sha256)]).toEqual([1, true]);
});

test('an attempt that fails is paid for, and leaves the step to whoever comes next at once', async () => {
  const { rooms } = await stepHouse();
  const broken = sampleStep(1, { during: () => Promise.reject(new Error('out of strings')) });
  for (const attempt of [1, 2])
    await expect(runStep(rooms, use('one'), broken, { ...watch, attempt })).rejects.toThrow(
      'out of strings',
    );
  const before = performance.now();
  await runStep(rooms, use('one'), sampleStep(1), { ...watch, attempt: 3 });
  expect(performance.now() - before).toBeLessThan(3000);
  const { steps, total } = await rooms.catalogue.costs.forTrack('default', trackOf('one'));
  expect(steps.map(({ failed, cpuSeconds }) => [failed, cpuSeconds])).toEqual([
    [true, 1.5],
    [true, 1.5],
    [false, 1.5],
  ]);
  expect(total.cpuSeconds).toBe(4.5);
});

test('race: two processes that need the same stem at the same moment make it once', async () => {
  const { rooms, services } = await stepHouse();
  const workers = ['one', 'two'].map(
    (name) => new Worker({ ...services, trackId: trackOf(name), parent: sha256Hex(name), seed: 7 }),
  );
  await expect
    .poll(
      () => [
        workers.filter((each) => each.has('making')).length,
        workers.filter((each) => each.has('waiting')).length,
      ],
      { timeout: 20_000 },
    )
    .toEqual([1, 1]);
  for (const worker of workers) worker.tell('go on');
  const [one, two] = await Promise.all(workers.map((each) => each.hears('has')));
  expect(two).toEqual(one);
  expect(workers.filter((each) => each.has('making'))).toHaveLength(1);
  const costs = await Promise.all(
    ['one', 'two'].map((name) => rooms.catalogue.costs.forTrack('default', trackOf(name))),
  );
  expect(costs.map(({ total }) => total.cacheHits).toSorted()).toEqual([0, 1]);
  expect(costs.reduce((sum, { total }) => sum + total.cpuSeconds, 0)).toBe(1.5);
  for (const name of ['one', 'two'])
    expect(await rooms.catalogue.assets.forTrack('default', trackOf(name))).toMatchObject([
      { parents: [sha256Hex(name)] },
    ]);
});

test('race: a maker is killed in the middle of its work; within seconds who waits makes it in its place', async () => {
  const { services } = await stepHouse();
  const maker = new Worker({
    ...services,
    trackId: trackOf('one'),
    parent: sha256Hex('one'),
    seed: 7,
  });
  await maker.hears('making');
  const waiter = new Worker({
    ...services,
    trackId: trackOf('two'),
    parent: sha256Hex('two'),
    seed: 7,
  });
  await waiter.hears('waiting');
  const killed = performance.now();
  maker.kill();
  await waiter.hears('making');
  expect(performance.now() - killed).toBeLessThan(10_000);
  waiter.tell('go on');
  expect(await waiter.hears('has')).toMatchObject({ level: -20 });
});

test('race: a long maker keeps its claim, and who waits for it can be cancelled', async () => {
  const { services } = await stepHouse();
  const maker = new Worker({
    ...services,
    trackId: trackOf('one'),
    parent: sha256Hex('one'),
    seed: 7,
  });
  await maker.hears('making');
  const waiter = new Worker({
    ...services,
    trackId: trackOf('two'),
    parent: sha256Hex('two'),
    seed: 7,
  });
  await waiter.hears('waiting');
  // Longer than a claim lasts: it is the maker's extensions that hold it.
  const waited = (): number => waiter.said.filter(({ what }) => what === 'waiting').length;
  await expect.poll(waited, { timeout: 20_000 }).toBeGreaterThan(18);
  expect(waiter.has('making')).toBe(false);
  waiter.tell('cancel');
  expect(await waiter.hears('failed', 2000)).toMatch(/abort|cancel/i);
  maker.tell('go on');
  await maker.hears('has');
});
