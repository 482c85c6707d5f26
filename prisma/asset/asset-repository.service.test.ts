import { expect, test } from 'vitest';
import { type AssetRef, sha256Hex } from '@fermata/contracts/values';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const sha = (text: string): string => sha256Hex(text);
const { trackId } = sampleTrack('content');

test('the same bytes are one asset for all tracks and uses', async () => {
  const { catalogue, database } = await freshCatalogue();
  const other = sampleTrack('other').trackId;
  const ref: AssetRef = {
    sha256: sha('stem'),
    kind: 'stem',
    mediaType: 'audio/flac',
    bytes: 3_000_000_000,
    part: 'bass',
  };
  const entry = {
    ref,
    trackId,
    version: 1,
    recipeId: sha('recipe'),
    parents: [sha('score')],
    checks: { integratedLufs: -20.25, silent: false, codec: 'flac' },
  };
  await Promise.all(Array.from({ length: 10 }, () => catalogue.assets.register('default', entry)));
  await catalogue.assets.register('default', {
    ...entry,
    trackId: other,
    recipeId: null,
    parents: [],
    checks: {},
  });
  await catalogue.assets.register('another', entry);
  const [asset, ...more] = await catalogue.assets.forTrack('default', trackId);
  expect(more).toEqual([]);
  expect(asset).toMatchObject({
    ...ref,
    trackId,
    version: 1,
    recipeId: sha('recipe'),
    parents: [sha('score')],
    checks: entry.checks,
  });
  // One row for the bytes; each track has its own lineage.
  expect(await catalogue.assets.forTrack('default', other)).toMatchObject([
    { sha256: ref.sha256, trackId: other, recipeId: null, parents: [], checks: {} },
  ]);
  await catalogue.assets.register('default', {
    ...entry,
    ref: { ...ref, alternate: 'cut-15' },
    recipeId: sha('another recipe'),
  });
  expect(
    (await catalogue.assets.forTrack('default', trackId)).map(
      ({ recipeId, alternate, fileName }) => [
        recipeId,
        alternate,
        fileName.replace(trackId, 'title'),
      ],
    ),
  ).toEqual([
    [sha('recipe'), undefined, expect.stringMatching(/-v1-bass\.flac$/)],
    [sha('another recipe'), 'cut-15', expect.stringMatching(/-v1-cut-15-bass\.flac$/)],
  ]);
  expect(await catalogue.assets.find('default', ref.sha256)).toMatchObject({ trackId });
  expect(await catalogue.assets.find('default', sha('nothing'))).toBeNull();
  const client = await connectTo(database.databaseUrl);
  expect((await client.query('SELECT project_id FROM asset ORDER BY project_id')).rows).toEqual([
    { project_id: 'another' },
    { project_id: 'default' },
  ]);
});

test('file names contain the title of the track, and for candidates their number', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('names');
  for (const event of life.events) await catalogue.events.append([event]);
  const track = await catalogue.tracks.find('default', life.trackId);
  const shown = [...(track?.candidates ?? []), ...(track?.versions ?? [])].flatMap(
    ({ assets, version, recipeId }) =>
      assets.map(({ fileName, ...ref }) => ({ ref, fileName, version, recipeId })),
  );
  for (const { ref, version, recipeId } of shown)
    await catalogue.assets.register('default', {
      ref,
      trackId: life.trackId,
      version,
      recipeId,
      parents: [],
      checks: {},
    });
  const named = new Map(
    (await catalogue.assets.forTrack('default', life.trackId)).map(({ sha256, fileName }) => [
      sha256,
      fileName,
    ]),
  );
  expect(named.size).toBe(shown.length);
  expect(new Set(named.values()).size).toBe(shown.length);
  for (const { ref, fileName } of shown) expect(named.get(ref.sha256)).toBe(fileName);
});
