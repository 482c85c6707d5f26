import { afterAll, beforeAll, expect, it } from 'vitest';
import { AssetLinks, TrackCostsView, type TrackView } from '@fermata/contracts/http';
import { money } from '@fermata/contracts/values';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import type { TestStack } from '../testing/test-stack.ts';

// A stack of its own: on the shared stack, tracks of other files would be counted too.
let own: OwnStack;
let testStack: TestStack;

beforeAll(async () => {
  own = await startOwnStack();
  testStack = own.testStack;
});
afterAll(() => own.close());

/** Calls of the worker's sound engine, by step. */
async function engineCalls(): Promise<Record<string, number>> {
  const metrics = await (
    await fetch(`http://127.0.0.1:${testStack.variable('FERMATA_WORKER_AUDIO_PORT')}/metrics`)
  ).text();
  return Object.fromEntries(
    [...metrics.matchAll(/^fermata_engine_calls_total\{step="(\w+)"\} (\d+)$/gm)].map(
      ([, step = '', calls]) => [step, Number(calls)],
    ),
  );
}

async function callsOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await engineCalls();
  await work();
  const after = await engineCalls();
  return Object.fromEntries(
    Object.entries(after)
      .map(([step, calls]): [string, number] => [step, calls - (before[step] ?? 0)])
      .filter(([, calls]) => calls !== 0),
  );
}

// Without a title, each track would get its own, and other files.
const brief = { text: 'warm lo-fi bed', title: 'Warm Bed', durationSeconds: 8, seed: 77_001 };
const costs = async ({ trackId }: TrackView) =>
  (await testStack.as('ada').get(`/v1/tracks/${trackId}/costs`, TrackCostsView)).total;
const assetsOf = ({ versions }: TrackView) =>
  versions[0]?.assets.map(({ kind, part, sha256 }) => [kind, part, sha256]);

it('race: two tracks that need the same step compute it once; a repeat runs no model and no DSP', async () => {
  let together: TrackView[] = [];
  const calls = await callsOf(async () => {
    const ids = await Promise.all([testStack.create({ brief }), testStack.create({ brief })]);
    together = await Promise.all(ids.map((id) => testStack.stage(id, 'review')));
  });
  const [one, two] = together;
  if (!one || !two) throw new Error('two tracks are expected');
  expect(one.trackId).not.toBe(two.trackId);
  const stems = one.versions[0]?.assets.filter(({ kind }) => kind === 'stem').length ?? 0;
  expect(stems).toBeGreaterThan(2);
  expect(calls).toEqual({ compose: 1, sketch: 1, stem: stems, mix: 1, master: 1, deliver: 1 });
  expect(assetsOf(two)).toEqual(assetsOf(one));
  const [first, second] = [await costs(one), await costs(two)];
  // compose, sketch, evaluate, stems, mix, master, deliver: each was computed by one of the two.
  expect([first.entries, second.entries]).toEqual([stems + 6, stems + 6]);
  expect(first.cacheHits + second.cacheHits).toBe(stems + 6);

  let third: TrackView | undefined;
  const again = await callsOf(async () => {
    third = await testStack.stage(await testStack.create({ brief }), 'review');
  });
  expect(again).toEqual({});
  if (!third) throw new Error('a third track is expected');
  expect(assetsOf(third)).toEqual(assetsOf(one));
  const made = first.cpuSeconds + second.cpuSeconds;
  const saved = await costs(third);
  expect(saved).toMatchObject({
    entries: stems + 6,
    cacheHits: stems + 6,
    cpuSeconds: 0,
    price: money(0),
    bytesStored: 0,
  });
  expect(saved.savedCpuSeconds).toBeCloseTo(made, 6);
  expect(third.costs).toMatchObject({ cpuSeconds: 0, cacheHits: stems + 6 });
  // The same bytes; each track has its own lineage and links.
  const { items } = await testStack.as('ada').get(`/v1/tracks/${third.trackId}/assets`, AssetLinks);
  expect(items.map(({ sha256 }) => sha256)).toEqual(
    expect.arrayContaining((assetsOf(one) ?? []).map(([, , sha256]) => sha256)),
  );
});

it('a remade part leaves all other parts of the version unchanged', async () => {
  const trackId = await testStack.create({
    brief: { text: 'warm lo-fi bed', durationSeconds: 8, seed: 77_002 },
  });
  const first = await testStack.stage(trackId, 'review');
  const stemsOf = (track: TrackView, version: number) =>
    new Map(
      track.versions[version - 1]?.assets.flatMap(({ kind, part, sha256 }) =>
        kind === 'stem' && part ? [[part, sha256] as const] : [],
      ),
    );
  const calls = await callsOf(async () => {
    const { reviewId } = await testStack.review(trackId);
    expect(
      await testStack.as('rita').command(`/v1/reviews/${reviewId}/send-back`, {
        note: 'another bass, please',
        edits: [{ op: 'remake', part: 'bass' }],
      }),
    ).toMatchObject({ outcome: 'accepted' });
    await testStack.event(trackId, 'review.opened', ({ data }) => data['version'] === 2);
  });
  const second = await testStack.track(trackId);
  const [before, after] = [stemsOf(first, 1), stemsOf(second, 2)];
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect(
    [...after].filter(([part, sha256]) => before.get(part) !== sha256).map(([part]) => part),
  ).toEqual(['bass']);
  expect(calls).toMatchObject({ compose: 1, stem: 1, mix: 1, master: 1, deliver: 1 });
});

it('an edited version renders only what its edits name', async () => {
  const trackId = await testStack.create({
    brief: { text: 'warm lo-fi bed', durationSeconds: 8, seed: 77_003 },
  });
  await testStack.stage(trackId, 'review');
  const edit = async (version: number, edits: object[]): Promise<Record<string, number>> =>
    callsOf(async () => {
      const { reviewId } = await testStack.review(trackId);
      await testStack.as('rita').command(`/v1/reviews/${reviewId}/send-back`, { edits });
      await testStack.event(trackId, 'review.opened', ({ data }) => data['version'] === version);
    });
  expect(await edit(2, [{ op: 'level', part: 'drums', db: -4 }])).toMatchObject({
    compose: 1,
    stem: 1,
    mix: 1,
    master: 1,
    deliver: 1,
  });
  const removed = await edit(3, [{ op: 'remove', part: 'bass' }]);
  expect(removed).toMatchObject({ compose: 1, mix: 1, master: 1 });
  expect(removed['stem']).toBeUndefined();
  const faded = await edit(4, [
    { op: 'fade', seconds: 2 },
    { op: 'master', targetLufs: -18 },
  ]);
  expect(faded).toMatchObject({ master: 1, deliver: 1 });
  expect([faded['stem'], faded['mix']]).toEqual([undefined, undefined]);
});
