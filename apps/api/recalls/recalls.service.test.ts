import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  Problem,
  RecallDryRun,
  RecallPage,
  RecallView,
  ReleaseView,
  type ReviewView,
} from '@fermata/contracts/http';
import { type RecallSubject, type Recipe, sha256Hex } from '@fermata/contracts/values';
import { SAMPLE_RECIPE } from '../../../prisma/testing/sample-recipe.ts';
import { storeCreatedRelease } from '../../../prisma/testing/store-created-release.ts';
import { storeTrackMadeWith } from '../../../prisma/testing/track-made-with.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

/** Two tracks on sale and one in review, made with an engine of their own. */
async function prepare(name: string) {
  const recipe: Recipe = { ...SAMPLE_RECIPE, engine: { version: '9', sha256: sha256Hex(name) } };
  const store = (each: string, until: 'review' | 'published') =>
    storeTrackMadeWith(harness.catalogue, `${name} ${each}`, recipe, until);
  await store('one', 'published');
  await store('two', 'published');
  const reviewed = await store('three', 'review');
  return { reviewed, subject: { kind: 'engine', sha256: recipe.engine.sha256 } as const };
}

const ask = (path: string, body: unknown, idempotencyKey = path) =>
  harness.ask('POST', `/v1/recalls${path}`, {
    ...{ key: KEYS.otto, body, headers: { 'idempotency-key': idempotencyKey } },
  });
const dryRun = async (subject: RecallSubject) =>
  RecallDryRun.parse(
    (await harness.ask('POST', '/v1/recall-dry-runs', { key: KEYS.otto, body: { subject } })).body,
  );

it('a dry run counts and lists the tracks, and changes nothing', async () => {
  const { reviewed, subject } = await prepare('dry');
  const run = await dryRun(subject);
  expect(run).toMatchObject({
    ...{ subject, expectedTracks: 2, expectedReleases: 2, recallId: null },
    counts: { withdraw: 2, stopRelease: 0, refuse: 1, nothing: 0 },
  });
  expect(run.tracks.map(({ action }) => action).sort()).toEqual(['refuse', 'withdraw', 'withdraw']);
  expect(run.tracks.find(({ action }) => action === 'refuse')).toMatchObject({
    ...{ trackId: reviewed.trackId, stage: 'review', version: 2 },
  });
  expect(await dryRun(subject)).toEqual(run);
});

it('a track that is on sale on an album only is withdrawn with it, and the releases are named', async () => {
  const { reviewed, subject } = await prepare('album');
  const album = await storeCreatedRelease(harness.catalogue, 'Album', [reviewed.trackId], 'live');
  const run = await dryRun(subject);
  expect(run).toMatchObject({
    ...{ expectedTracks: 3, expectedReleases: 3 },
    counts: { withdraw: 3, stopRelease: 0, refuse: 0, nothing: 0 },
  });
  expect(run.releases.find(({ releaseId }) => releaseId === album)).toEqual({
    ...{ releaseId: album, title: 'Album', recordings: 1, action: 'withdraw' },
  });
  expect(run.releases.map(({ action }) => action)).toEqual(['withdraw', 'withdraw', 'withdraw']);
  expect(run.tracks.find(({ trackId }) => trackId === reviewed.trackId)).toMatchObject({
    ...{ stage: 'review', action: 'withdraw' },
  });
  const request = { subject, reason: 'not licensed', expectedTracks: 2 };
  expect((await ask('', request, 'album-1')).status).toBe(409);
  const started = await ask('', { ...request, expectedTracks: 3 }, 'album-1');
  expect(started.status).toBe(202);
  expect(RecallView.parse(started.body).counts).toMatchObject({ withdraw: 3, withdrawn: 0 });
});

it('a request names the number of the dry run; a repeat is the same recall; one subject has one recall', async () => {
  const { subject } = await prepare('start');
  const request = { subject, reason: 'not licensed', expectedTracks: 2 };
  const wrong = await ask('', { ...request, expectedTracks: 3 }, 'start-1');
  expect(wrong.status).toBe(409);
  expect(Problem.parse(wrong.body)).toMatchObject({
    reason: 'stale',
    detail: expect.stringMatching(/^the recall would withdraw or stop 2 tracks, not 3/) as unknown,
  });
  const started = await ask('', request, 'start-1');
  expect(started.status).toBe(202);
  const recall = RecallView.parse(started.body);
  expect(recall).toMatchObject({
    ...{ state: 'running', subject, startedBy: 'act_otto', expectedTracks: 2 },
    counts: { withdraw: 2, refuse: 1, withdrawn: 0 },
  });
  const description = await harness.client.workflow.getHandle(recall.workflowId).describe();
  expect(description.type).toBe('recallWorkflow');
  expect((await ask('', request, 'start-1')).body).toEqual(started.body);
  expect((await ask('', { ...request, reason: 'another' }, 'start-1')).status).toBe(422);
  const second = await ask('', request, 'start-2');
  expect(Problem.parse(second.body)).toMatchObject({ status: 409, reason: 'twice' });
  expect((await dryRun(subject)).recallId).toBe(recall.recallId);
  const events = await harness.catalogue.events.readStream(recall.workflowId);
  expect(events.map(({ type }) => type)).toEqual(['recall.started']);
});

it('while a recall is in effect nobody may approve its tracks; once it is lifted they may', async () => {
  const { reviewed, subject } = await prepare('lift');
  const actions = async (): Promise<ReviewView['allowedActions'][]> =>
    Promise.all(
      [`/v1/reviews/${reviewed.reviewId}`, `/v1/tracks/${reviewed.trackId}`].map(async (path) => {
        const { body } = await harness.ask('GET', path, { key: KEYS.rita });
        return (body as ReviewView).allowedActions;
      }),
    );
  for (const each of await actions()) expect(each).toContain('approve');
  const request = { subject, reason: 'not licensed', expectedTracks: 2 };
  const { recallId } = RecallView.parse((await ask('', request, 'lift-1')).body);
  for (const each of await actions()) {
    expect(each).not.toContain('approve');
    expect(each).toContain('reject');
  }
  const lift = (reason: string) => ask(`/${recallId}/lift`, { reason });
  const lifted = RecallView.parse((await lift('cleared')).body);
  expect(lifted).toMatchObject({ state: 'lifted', liftedBy: 'act_otto', liftReason: 'cleared' });
  expect(RecallView.parse((await lift('again')).body)).toEqual(lifted);
  for (const each of await actions()) expect(each).toContain('approve');
  // It can be recalled again.
  expect((await ask('', request, 'lift-2')).status).toBe(202);
});

it('a release shows the recall of one of its recordings, until it is lifted', async () => {
  const { reviewed, subject } = await prepare('shown');
  const releaseId = await storeCreatedRelease(
    harness.catalogue,
    'Shown',
    [reviewed.trackId],
    'created',
  );
  const show = async () =>
    ReleaseView.parse(
      (await harness.ask('GET', `/v1/releases/${releaseId}`, { key: KEYS.ada })).body,
    ).recall;
  expect(await show()).toBeNull();
  // The release has not started, so the recall has nothing to stop.
  const request = { subject, reason: 'not licensed', expectedTracks: 2 };
  const { recallId } = RecallView.parse((await ask('', request, 'shown')).body);
  expect(await show()).toMatch(/^the engine [0-9a-f]{12} is recalled \(rcl_.*\): not licensed$/);
  await ask(`/${recallId}/lift`, { reason: 'cleared' });
  expect(await show()).toBeNull();
});

it('lists the recalls newest first, by pages', async () => {
  for (const version of ['1', '2', '3']) {
    const subject = { kind: 'model', name: 'listed', version };
    const request = { subject, reason: 'not licensed', expectedTracks: 0 };
    expect((await ask('', request, `list-${version}`)).status).toBe(202);
  }
  const list = async (query: string) =>
    RecallPage.parse((await harness.ask('GET', `/v1/recalls?${query}`, { key: KEYS.otto })).body);
  const first = await list('limit=2');
  expect(first.items.map(({ subject }) => subject)).toMatchObject([
    { version: '3' },
    { version: '2' },
  ]);
  const next = await list(`limit=1&cursor=${first.nextCursor ?? ''}`);
  expect(next.items).toMatchObject([{ subject: { version: '1' } }]);
});
