import { expect, test } from 'vitest';
import { deriveId, type Recipe, sha256Hex } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../testing/sample-recipe.ts';
import { storeCreatedRelease } from '../testing/store-created-release.ts';
import { storeTrackMadeWith } from '../testing/track-made-with.ts';

const SUBJECT = { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 } as const;
const OTHER: Recipe = {
  ...SAMPLE_RECIPE,
  engine: { version: '2', sha256: sha256Hex('another engine') },
  model: { ...SAMPLE_RECIPE.model, version: '2' },
};
const KEY = { projectId: 'default', recallId: deriveId('rcl', 'one') };
const RECALL = { ...KEY, subject: SUBJECT, reason: 'not licensed', expectedTracks: 2 };
const RUN = { workflowId: `recall/${KEY.recallId}`, runId: 'run' };

/** Two tracks on sale and one in review with the recalled engine, and one on sale with another. */
async function prepare() {
  const { catalogue } = await freshCatalogue();
  const store = (seed: string, recipe: Recipe, until: 'review' | 'published') =>
    storeTrackMadeWith(catalogue, seed, recipe, until);
  const one = await store('one', SAMPLE_RECIPE, 'published');
  const two = await store('two', SAMPLE_RECIPE, 'published');
  const reviewed = await store('reviewed', SAMPLE_RECIPE, 'review');
  const other = await store('other', OTHER, 'published');
  return { catalogue, recalls: catalogue.recalls, one, two, reviewed, other };
}

test('the tracks of a subject are those whose current version was made with it, in one project', async () => {
  const { recalls, one, two, reviewed, other } = await prepare();
  const about = { projectId: 'default', subject: SUBJECT };
  expect(await recalls.count(about, null)).toEqual({
    ...{ withdraw: 2, stopRelease: 0, refuse: 1, nothing: 0, withdrawn: 0 },
  });
  const ids = [one, two, reviewed].map(({ trackId }) => trackId).sort();
  const first = await recalls.firstTracks(about, 100);
  expect(first.map(({ trackId }) => trackId)).toEqual(ids);
  const [next] = await recalls.tracksInReach(about, { after: '', limit: 1 });
  const rest = await recalls.tracksInReach(about, { after: next?.trackId ?? '', limit: 5 });
  expect([next, ...rest].map((track) => track?.trackId)).toEqual([one.trackId, two.trackId].sort());
  expect(next).toMatchObject({ offered: true, stage: 'published', withdrawing: false });
  expect(await recalls.count({ ...about, projectId: 'atlas' }, null)).toMatchObject({
    ...{ withdraw: 0, refuse: 0 },
  });
  const model = { kind: 'model', name: 'rules', version: '2' } as const;
  expect(await recalls.firstTracks({ projectId: 'default', subject: model }, 5)).toMatchObject([
    { trackId: other.trackId },
  ]);
});

test('a model that has understood the brief of a track is one that it was made with', async () => {
  const { recalls, other } = await prepare();
  // The interpreter of the sample's intents; OTHER was composed by another version.
  const subject = { kind: 'model', name: 'rules', version: '1' } as const;
  const ids = (await recalls.firstTracks({ projectId: 'default', subject }, 100)).map(
    ({ trackId }) => trackId,
  );
  expect(ids).toContain(other.trackId);
  await recalls.start({ ...RECALL, subject, actor: 'act_otto' });
  expect(await recalls.ofTrack('default', other.trackId)).toMatchObject({ subject });
});

test('a recall affects a release by one of its recordings, until it is lifted', async () => {
  const { recalls, one, other } = await prepare();
  const versions = [other, one].map(({ trackId }) => ({ trackId, version: 2 }));
  expect(await recalls.ofVersions('default', versions)).toBeNull();
  await recalls.start({ ...RECALL, actor: 'act_otto' });
  expect(await recalls.ofVersions('default', versions)).toMatchObject({
    ...{ recallId: KEY.recallId, reason: 'not licensed' },
  });
  expect(await recalls.ofVersions('default', versions.slice(0, 1))).toBeNull();
  expect(await recalls.ofVersions('atlas', versions)).toBeNull();
  await recalls.lift({ ...KEY, actor: 'act_otto' }, 'cleared');
  expect(await recalls.ofVersions('default', versions)).toBeNull();
});

test('a track counts by all releases with it, also those that people have created', async () => {
  const { catalogue, recalls, one, two, reviewed, other } = await prepare();
  const about = { projectId: 'default', subject: SUBJECT };
  const draft = await storeTrackMadeWith(catalogue, 'draft', SAMPLE_RECIPE, 'review');
  const live = [reviewed.trackId, one.trackId] as const;
  const album = await storeCreatedRelease(catalogue, 'Album', live, 'live');
  const running = await storeCreatedRelease(
    catalogue,
    'EP',
    [draft.trackId, two.trackId],
    'started',
  );
  // Made with another engine.
  await storeCreatedRelease(catalogue, 'Other', [other.trackId], 'live');
  expect(await recalls.count(about, null)).toEqual({
    ...{ withdraw: 3, stopRelease: 1, refuse: 0, nothing: 0, withdrawn: 0 },
  });
  const tracks = await recalls.firstTracks(about, 100);
  const furtherOf = (trackId: string) => tracks.find((track) => track.trackId === trackId)?.further;
  expect([reviewed, one, draft, two].map(({ trackId }) => furtherOf(trackId))).toEqual([
    ...['offered', 'offered', 'running', 'running'],
  ]);
  const { total, first } = await recalls.releases(about, 100);
  expect(total).toBe(4);
  const expected = [
    { releaseId: album, title: 'Album', recordings: 2, ended: true },
    { releaseId: running, title: 'EP', recordings: 2, ended: false },
    ...tracks.flatMap(({ releaseId, title, offered }) =>
      offered && releaseId !== null ? [{ releaseId, title, recordings: 1, ended: true }] : [],
    ),
  ];
  const byId = expected.toSorted((a, b) => (a.releaseId < b.releaseId ? -1 : 1));
  expect(first).toEqual(byId);
  expect(await recalls.releases(about, 1)).toEqual({ total: 4, first: byId.slice(0, 1) });
  expect(await recalls.releases({ ...about, projectId: 'atlas' }, 5)).toEqual({
    ...{ total: 0, first: [] },
  });
});

test('a recall is in effect from its start until it is lifted, also once it is completed', async () => {
  const { catalogue, recalls, one, other } = await prepare();
  const ofOne = () => recalls.ofTrack('default', one.trackId);
  expect(await ofOne()).toBeNull();
  await Promise.all(['act_otto', 'act_ada'].map((actor) => recalls.start({ ...RECALL, actor })));
  expect(await ofOne()).toMatchObject({ recallId: KEY.recallId, reason: 'not licensed' });
  expect(await recalls.ofTrack('default', other.trackId)).toBeNull();
  expect(await recalls.active('atlas')).toEqual([]);
  await Promise.all(
    [1, 2].map(() => recalls.complete({ ...KEY, ...RUN }, { tracks: 3, withdrawn: 2 })),
  );
  expect(await ofOne()).not.toBeNull();
  await Promise.all([1, 2].map(() => recalls.lift({ ...KEY, actor: 'act_otto' }, 'cleared')));
  expect(await ofOne()).toBeNull();
  await recalls.complete({ ...KEY, ...RUN }, { tracks: 3, withdrawn: 2 });
  const events = await catalogue.events.readStream(RUN.workflowId);
  expect(events.map(({ type }) => type)).toEqual([
    ...['recall.started', 'recall.completed', 'recall.lifted'],
  ]);
  expect(await recalls.lift({ ...KEY, projectId: 'atlas', actor: 'act_otto' }, 'no')).toBeNull();
  const { items } = await recalls.list('default', { limit: 5 });
  expect(items).toMatchObject([{ liftedBy: 'act_otto', liftReason: 'cleared' }]);
});
