import { canonicalSha256, deriveId, PreviewMade, type PreviewEntry, type PreviewPrompt } from '@fermata/contracts';
import { expect, test } from 'vitest';
import type { Catalogue, PreviewRecord } from '../catalogue.ts';
import { freshCatalogue } from '../rig/fresh-catalogue.ts';

const engine = 'e'.repeat(64);
const sessionId = deriveId('pvs', 'one');
const prompt = (seed: number): PreviewPrompt => ({ style: 'lo-fi', seed, takes: [], durationSeconds: 30 });

function preview(seed: number): PreviewRecord {
  const intent = { text: 'lo-fi', style: 'lo-fi', mood: 'warm', tempoBpm: 80, key: { tonic: 'C', mode: 'major' }, durationSeconds: 30, energy: 0.5, withoutParts: [], use: 'commercial', language: 'und', interpreter: { name: 'x', version: '1' }, origins: {}, notes: [] };
  const recipe = {
    schema: 'fermata.recipe/2', engine: { version: '1', sha256: engine }, model: { name: 'x', version: '1', sha256: engine, licence: 'x' }, seed, composition: { style: 'lo-fi', mood: 'warm', tempoBpm: 80, key: intent.key, durationSeconds: 30, energy: 0.5, parts: ['bass'] },
    render: { sampleRate: 48_000, bitDepth: 24 }, master: { targetLufs: -14, ceilingDbtp: -1 }, samples: [], motifs: [],
  };
  const made = PreviewMade.parse({
    engineSha256: engine, recipeId: canonicalSha256(recipe), recipe, intent, sha256: canonicalSha256(seed), durationSeconds: 8, sampleRate: 24_000, figures: { durationSeconds: 8, integratedLufs: -18, peakDbfs: -6 }, parts: [],
    timings: { waited: 0, composed: 0, rendered: 0, mixed: 0, total: 0 },
  });
  return { previewId: deriveId('prv', seed), prompt: prompt(seed), promptSha256: canonicalSha256(prompt(seed)), made, bytes: 100 };
}

async function asked(catalogue: Catalogue, seed: number, { projectId = 'default', session = sessionId, at = new Date().toISOString(), most = 50 } = {}): Promise<PreviewRecord> {
  const record = preview(seed);
  const entry: PreviewEntry = { at, actor: 'act_ada', kind: 'asked', previewId: record.previewId, prompt: record.prompt, variation: null, from: null, source: 'fresh', trackId: null };
  await catalogue.previews.record(projectId, { sessionId: session, entry, preview: record, most });
  return record;
}

test('a session reads in its order, keeps its newest lines, and belongs to its project', async () => {
  const { catalogue } = await freshCatalogue();
  for (const seed of [1, 2, 3, 4, 5]) await asked(catalogue, seed, { most: 3 });
  expect((await catalogue.previews.session('default', sessionId))?.entries.map((entry) => entry.prompt?.seed)).toEqual([3, 4, 5]);
  expect(await catalogue.previews.session('other', sessionId)).toBeNull();
  expect(await catalogue.previews.find('default', deriveId('prv', 1))).toEqual(preview(1));
  expect(await catalogue.previews.find('other', deriveId('prv', 1))).toBeNull();
});

test('only what is in the store is brought back, the newest first', async () => {
  const { catalogue } = await freshCatalogue();
  for (const seed of [1, 2, 3]) await asked(catalogue, seed);
  for (const seed of [1, 3]) await catalogue.previews.markStored('default', deriveId('prv', seed));
  expect((await catalogue.previews.newest(10)).map((record) => record.prompt.seed)).toEqual([3, 1]);
});

test('expiry takes sessions that nobody used for long, with their previews; a used session and what it names stay', async () => {
  const { catalogue } = await freshCatalogue();
  const old = await asked(catalogue, 1, { session: deriveId('pvs', 'old'), at: new Date(Date.now() - 7200_000).toISOString() });
  const fresh = await asked(catalogue, 2);
  expect(await catalogue.previews.expire({ unusedSeconds: 3600, keptPerProject: 500 })).toEqual([{ projectId: 'default', sha256: old.made.sha256 }]);
  expect(await catalogue.previews.session('default', deriveId('pvs', 'old'))).toBeNull();
  expect(await catalogue.previews.find('default', old.previewId)).toBeNull();
  expect(await catalogue.previews.find('default', fresh.previewId)).not.toBeNull();
  expect(await catalogue.previews.expire({ unusedSeconds: 3600, keptPerProject: 500 })).toEqual([]);
});

test('a project keeps so many previews; the bytes that a track or another preview uses are nobody\'s to remove', async () => {
  const { catalogue } = await freshCatalogue();
  const records = [];
  for (const seed of [1, 2, 3, 4]) records.push(await asked(catalogue, seed));
  await asked(catalogue, 1, { projectId: 'other' });
  const [first, second] = records;
  if (!first || !second) throw new Error('no previews');
  await catalogue.assets.register('default', { ref: { sha256: first.made.sha256, kind: 'preview', mediaType: 'audio/wav', bytes: 100 }, trackId: deriveId('trk', 1), version: 1, recipeId: first.made.recipeId, parents: [], checks: {} });
  const gone = await catalogue.previews.expire({ unusedSeconds: 3600, keptPerProject: 2 });
  expect(gone).toEqual([{ projectId: 'default', sha256: second.made.sha256 }]);
  expect(await catalogue.previews.find('default', first.previewId)).toBeNull();
  expect(await catalogue.previews.find('other', first.previewId)).not.toBeNull();
});

test('the starters of the build that came last are found', async () => {
  const { catalogue } = await freshCatalogue();
  expect(await catalogue.previews.starters()).toEqual([]);
  await catalogue.previews.saveStarter({ made: preview(1).made });
  await catalogue.previews.saveStarter({ made: preview(1).made });
  const newer = { ...preview(2).made, engineSha256: 'f'.repeat(64) };
  await catalogue.previews.saveStarter({ made: newer });
  expect(await catalogue.previews.starters()).toEqual([newer]);
});
