import { expect, test } from 'vitest';
import { type PreviewEntry } from '@fermata/contracts/http';
import {
  canonicalSha256,
  deriveId,
  PreviewFacts,
  type PreviewPrompt,
} from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import type { PreviewRecord } from './preview-repository.ts';

const engine = 'e'.repeat(64);
const sessionId = deriveId('pvs', 'one');
const prompt = (seed: number): PreviewPrompt => ({
  style: 'lo-fi',
  seed,
  takes: [],
  durationSeconds: 30,
});

function preview(seed: number): PreviewRecord {
  const intent = {
    text: 'lo-fi',
    style: 'lo-fi',
    mood: 'warm',
    tempoBpm: 80,
    key: { tonic: 'C', mode: 'major' },
    durationSeconds: 30,
    energy: 0.5,
    withoutParts: [],
    use: 'commercial',
    language: 'und',
    interpreter: { name: 'x', version: '1' },
    origins: {},
    notes: [],
  };
  const recipe = {
    schema: 'fermata.recipe/2',
    engine: { version: '1', sha256: engine },
    model: { name: 'x', version: '1', sha256: engine, licence: 'x' },
    seed,
    composition: {
      style: 'lo-fi',
      mood: 'warm',
      tempoBpm: 80,
      key: intent.key,
      durationSeconds: 30,
      energy: 0.5,
      parts: ['bass'],
    },
    render: { sampleRate: 48_000, bitDepth: 24 },
    master: { targetLufs: -14, ceilingDbtp: -1 },
    samples: [],
    motifs: [],
  };
  const made = PreviewFacts.parse({
    engineSha256: engine,
    recipeId: canonicalSha256(recipe),
    recipe,
    intent,
    sha256: canonicalSha256(seed),
    durationSeconds: 8,
    sampleRate: 24_000,
    figures: { durationSeconds: 8, integratedLufs: -18, peakDbfs: -6 },
    parts: [],
    timings: { waited: 0, composed: 0, rendered: 0, mixed: 0, total: 0 },
  });
  return {
    previewId: deriveId('prv', seed),
    prompt: prompt(seed),
    promptSha256: canonicalSha256(prompt(seed)),
    made,
    bytes: 100,
  };
}

const LIMITS = { unusedSeconds: 3600, linkSeconds: 0, keptPerProject: 500 } as const;

/** Runs an expiry. `removed`: the bytes that it removed from the store. */
async function expire(
  catalogue: Catalogue,
  limits: { keptPerProject?: number; linkSeconds?: number } = {},
) {
  const removed: { projectId: string; sha256: string }[] = [];
  const deleted = await catalogue.previews.expire(
    { ...LIMITS, ...limits },
    async (bytes) => void removed.push(bytes),
  );
  return { deleted, removed };
}

type RecordOptions = { projectId?: string; session?: string; at?: string; maxEntries?: number };
function record(
  catalogue: Catalogue,
  seed: number,
  {
    projectId = 'default',
    session = sessionId,
    at = new Date().toISOString(),
    maxEntries = 50,
  }: RecordOptions = {},
) {
  const stored = preview(seed);
  const entry: PreviewEntry = {
    at,
    actor: 'act_ada',
    kind: 'requested',
    previewId: stored.previewId,
    prompt: stored.prompt,
    variation: null,
    from: null,
    source: 'fresh',
    trackId: null,
  };
  return catalogue.previews.record(projectId, {
    sessionId: session,
    entry,
    preview: stored,
    maxEntries,
  });
}

async function recordNew(
  catalogue: Catalogue,
  seed: number,
  options: RecordOptions = {},
): Promise<PreviewRecord> {
  expect(await record(catalogue, seed, options)).toEqual({ stored: false });
  return preview(seed);
}

test('a session keeps its newest entries in order, and belongs to its project', async () => {
  const { catalogue } = await freshCatalogue();
  for (const seed of [1, 2, 3, 4, 5]) await recordNew(catalogue, seed, { maxEntries: 3 });
  expect(
    (await catalogue.previews.session('default', sessionId))?.entries.map(
      (entry) => entry.prompt?.seed,
    ),
  ).toEqual([3, 4, 5]);
  expect(await catalogue.previews.session('other', sessionId)).toBeNull();
  expect(await catalogue.previews.find('default', deriveId('prv', 1))).toEqual(preview(1));
  expect(await catalogue.previews.find('other', deriveId('prv', 1))).toBeNull();
});

test('newest lists only previews whose audio is stored, the newest first', async () => {
  const { catalogue } = await freshCatalogue();
  for (const seed of [1, 2, 3]) await recordNew(catalogue, seed);
  for (const seed of [1, 3]) await catalogue.previews.markStored('default', deriveId('prv', seed));
  expect((await catalogue.previews.newest(10)).map((record) => record.prompt.seed)).toEqual([3, 1]);
});

test('expiry deletes unused sessions with their previews; a used session and its previews remain', async () => {
  const { catalogue } = await freshCatalogue();
  const old = await recordNew(catalogue, 1, {
    session: deriveId('pvs', 'old'),
    at: new Date(Date.now() - 7200_000).toISOString(),
  });
  const fresh = await recordNew(catalogue, 2);
  expect(await expire(catalogue)).toEqual({
    deleted: 1,
    removed: [{ projectId: 'default', sha256: old.made.sha256 }],
  });
  expect(await catalogue.previews.session('default', deriveId('pvs', 'old'))).toBeNull();
  expect(await catalogue.previews.find('default', old.previewId)).toBeNull();
  expect(await catalogue.previews.find('default', fresh.previewId)).not.toBeNull();
  expect(await expire(catalogue)).toEqual({ deleted: 0, removed: [] });
});

test('a project keeps its newest previews; bytes that a track or another preview uses are not removed', async () => {
  const { catalogue } = await freshCatalogue();
  const records = [];
  for (const seed of [1, 2, 3, 4]) records.push(await recordNew(catalogue, seed));
  await recordNew(catalogue, 1, { projectId: 'other' });
  const [first, second] = records;
  if (!first || !second) throw new Error('no previews');
  await catalogue.assets.register('default', {
    ref: { sha256: first.made.sha256, kind: 'preview', mediaType: 'audio/wav', bytes: 100 },
    trackId: deriveId('trk', 1),
    version: 1,
    recipeId: first.made.recipeId,
    parents: [],
    checks: {},
  });
  expect(await expire(catalogue, { keptPerProject: 2 })).toEqual({
    deleted: 2,
    removed: [{ projectId: 'default', sha256: second.made.sha256 }],
  });
  expect(await catalogue.previews.find('default', first.previewId)).toBeNull();
  expect(await catalogue.previews.find('other', first.previewId)).not.toBeNull();
});

test('a preview that no session names remains until the link of its last answer expires', async () => {
  const { catalogue, database } = await freshCatalogue();
  const { previewId } = await recordNew(catalogue, 1, { maxEntries: 1 });
  await recordNew(catalogue, 2, { maxEntries: 1 });
  const owner = await connectTo(database.adminUrl);
  const later = (seconds: number) =>
    owner.query('UPDATE preview SET answered_at = answered_at - make_interval(secs => $1)', [
      seconds,
    ]);
  await later(50);
  expect(await expire(catalogue, { linkSeconds: 60 })).toMatchObject({ deleted: 0 });
  await catalogue.previews.markAnswered('default', previewId);
  await later(50);
  expect(await expire(catalogue, { linkSeconds: 60 })).toMatchObject({ deleted: 0 });
  await later(50);
  expect(await expire(catalogue, { linkSeconds: 60 })).toEqual({
    deleted: 1,
    removed: [{ projectId: 'default', sha256: preview(1).made.sha256 }],
  });
});

test('an expired preview is stored again with the next answer that names it, and needs its audio again', async () => {
  const { catalogue } = await freshCatalogue();
  const { previewId } = await recordNew(catalogue, 1, { at: new Date(0).toISOString() });
  await catalogue.previews.markStored('default', previewId);
  expect(await record(catalogue, 1)).toEqual({ stored: true });
  expect(await expire(catalogue, { keptPerProject: 0 })).toMatchObject({ deleted: 1 });
  expect(await record(catalogue, 1)).toEqual({ stored: false });
  expect(await catalogue.previews.find('default', previewId)).not.toBeNull();
});

test('bytes needed during their removal are stored afterwards; a preview whose removal fails remains', async () => {
  const { catalogue } = await freshCatalogue();
  const store = new Set([preview(1).made.sha256]);
  await recordNew(catalogue, 1, { at: new Date(0).toISOString() });
  const removal = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const expiry = catalogue.previews.expire(LIMITS, async ({ sha256 }) => {
    begun.resolve();
    await removal.promise;
    store.delete(sha256);
  });
  await begun.promise;
  const again = catalogue.previews.withAssetLock(
    'default',
    preview(1).made.sha256,
    async () => void store.add(preview(1).made.sha256),
  );
  // Other bytes are not locked.
  await catalogue.previews.withAssetLock('default', preview(2).made.sha256, async () => undefined);
  removal.resolve();
  await Promise.all([expiry, again]);
  expect(store.has(preview(1).made.sha256)).toBe(true);

  for (const seed of [3, 4]) await recordNew(catalogue, seed, { at: new Date(0).toISOString() });
  await expect(
    catalogue.previews.expire(LIMITS, async ({ sha256 }) => {
      if (sha256 === preview(3).made.sha256) throw new Error('the store is unavailable');
    }),
  ).rejects.toThrow('the store is unavailable');
  expect(await catalogue.previews.find('default', preview(3).previewId)).not.toBeNull();
  expect(await catalogue.previews.find('default', preview(4).previewId)).toBeNull();
  expect(await expire(catalogue)).toEqual({
    deleted: 1,
    removed: [{ projectId: 'default', sha256: preview(3).made.sha256 }],
  });
});

test('defaults returns the previews of the newest build', async () => {
  const { catalogue } = await freshCatalogue();
  expect(await catalogue.previews.defaults()).toEqual([]);
  await catalogue.previews.saveDefault({ made: preview(1).made });
  await catalogue.previews.saveDefault({ made: preview(1).made });
  const newer = { ...preview(2).made, engineSha256: 'f'.repeat(64) };
  await catalogue.previews.saveDefault({ made: newer });
  expect(await catalogue.previews.defaults()).toEqual([newer]);
});
