import { expect, test } from 'vitest';
import { sha256Hex } from '@fermata/contracts/values';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../testing/sample-recipe.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import type { NewMaterial } from './material-repository.ts';

const sha = (text: string): string => sha256Hex(text);
const { trackId } = sampleTrack('content');

test('a material keeps its first declaration, in its project', async () => {
  const { catalogue } = await freshCatalogue();
  const declared: Omit<NewMaterial, 'parents'> = {
    sha256: sha('loop'),
    kind: 'audio-loop',
    mediaType: 'audio/wav',
    bytes: 1234,
    uploadSha256: null,
    licence: { licensor: 'Loops & Co', licence: 'CC-BY-4.0', territories: ['DE'] },
    source: null,
    understood: { bars: 4, beatsPerBar: 4, tempoBpm: 120, key: null, durationSeconds: 8 },
    addedBy: 'act_ada',
  };
  const material = { ...declared, parents: [] };
  const { added, material: first } = await catalogue.materials.add('default', material);
  expect(added).toBe(true);
  expect(first).toMatchObject(declared);
  expect(
    await catalogue.materials.add('default', { ...material, addedBy: 'act_otto', licence: null }),
  ).toEqual({ added: false, material: first });
  expect(await catalogue.materials.find('default', material.sha256)).toEqual(first);
  expect(await catalogue.materials.find('another', material.sha256)).toBeNull();
  const motif: NewMaterial = {
    ...material,
    sha256: sha('motif'),
    kind: 'motif',
    mediaType: 'application/json',
    licence: null,
    uploadSha256: sha('midi'),
    parents: [sha('midi')],
    source: { trackId, version: 2, part: 'lead' },
  };
  expect((await catalogue.materials.add('default', motif)).material).toMatchObject({
    source: motif.source,
    uploadSha256: motif.uploadSha256,
    licence: null,
  });
});

test('the analysis of a material can be replaced, with an event, and nothing else of it', async () => {
  const { catalogue } = await freshCatalogue();
  const understood = { bars: 4, beatsPerBar: 4, tempoBpm: 120, key: null, durationSeconds: 8 };
  const { material } = await catalogue.materials.add('default', {
    sha256: sha('loop'),
    kind: 'audio-loop',
    mediaType: 'audio/wav',
    bytes: 1234,
    uploadSha256: null,
    licence: { licensor: 'Loops & Co', licence: 'CC-BY-4.0' },
    source: null,
    understood,
    addedBy: 'act_ada',
    parents: [],
  });
  const half = { ...understood, bars: 2, tempoBpm: 60 };
  const reread = (sha256: string) =>
    catalogue.materials.reread('default', sha256, half, {
      type: 'material.reread',
      data: { sha256, bars: 2, tempoBpm: 60 },
      projectId: 'default',
      stream: 'project/default',
      occurredAt: '2026-11-29T10:00:00.000Z',
      actor: 'act_otto',
      workflowId: null,
      runId: null,
    });
  expect(await reread(material.sha256)).toEqual({ ...material, understood: half });
  await expect(reread(sha('none'))).rejects.toThrow('there is no material');
  expect(await catalogue.events.readStream('project/default')).toMatchObject([
    { type: 'material.reread', actor: 'act_otto', data: { bars: 2 } },
  ]);
});

test('a motif names the melody that it derives from, through all versions between', async () => {
  const { catalogue, database } = await freshCatalogue();
  const db = await connectTo(database.ownerUrl);
  const add = (
    name: string,
    { licence = null, source = null }: Pick<Partial<NewMaterial>, 'licence' | 'source'>,
    projectId = 'default',
  ) =>
    catalogue.materials.add(projectId, {
      sha256: sha(name),
      kind: 'motif',
      mediaType: 'application/json',
      bytes: 1,
      uploadSha256: null,
      licence,
      source,
      understood: null,
      addedBy: 'act_ada',
      parents: [],
    });
  const licence = { licensor: 'Melodies', licence: 'CC-BY-4.0', territories: ['DE'] };
  expect((await add('file', { licence })).material.inherits).toEqual([]);
  await add('loop', { licence: { ...licence, licensor: 'Loops & Co' } });
  for (const [name, motifs] of [
    ['own', []],
    ['first', ['file']],
    ['second', ['first']],
    ['third', ['second']],
  ] as const) {
    await catalogue.events.append(
      sampleTrack(name).events.filter(({ stream }) => stream.startsWith('track/')),
    );
    await db.query(
      "INSERT INTO recipe (project_id, recipe_id, recipe) VALUES ('default', $1, $2)",
      [
        sha(`${name} recipe 1`),
        JSON.stringify({ ...SAMPLE_RECIPE, motifs: motifs.map(sha), samples: [sha('loop')] }),
      ],
    );
    const { material } = await add(name, {
      source: { trackId: sampleTrack(name).trackId, version: 1, part: 'lead' },
    });
    expect([name, material.inherits]).toEqual([
      name,
      name === 'own' ? [] : [{ sha256: sha('file'), licence }],
    ]);
  }
  expect((await catalogue.materials.find('default', sha('third')))?.inherits).toEqual([
    { sha256: sha('file'), licence },
  ]);
  // Other projects see no lineage.
  expect(
    (
      await add(
        'third',
        { source: { trackId: sampleTrack('third').trackId, version: 1, part: 'lead' } },
        'another',
      )
    ).material.inherits,
  ).toEqual([]);
});

test('race: a material and its event are written together, once, or not at all', async () => {
  const { catalogue } = await freshCatalogue();
  const material: NewMaterial = {
    sha256: sha('loop'),
    kind: 'audio-loop',
    mediaType: 'audio/wav',
    bytes: 1234,
    uploadSha256: null,
    licence: { licensor: 'Loops & Co', licence: 'CC-BY-4.0' },
    source: null,
    understood: null,
    addedBy: 'act_ada',
    parents: [],
  };
  const event = {
    type: 'material.added',
    data: { sha256: material.sha256, kind: 'audio-loop' },
    projectId: 'default',
    stream: 'project/default',
    occurredAt: '2026-11-22T10:00:00.000Z',
    actor: 'act_ada',
    workflowId: null,
    runId: null,
  } as const;
  await expect(
    catalogue.materials.add('default', material, { ...event, actor: 'Ada' }),
  ).rejects.toThrow(/actor id/);
  expect(await catalogue.materials.find('default', material.sha256)).toBeNull();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => catalogue.materials.add('default', material, event)),
  );
  expect(answers.filter(({ added }) => added)).toHaveLength(1);
  expect((await catalogue.events.readStream('project/default')).map(({ type }) => type)).toEqual([
    'material.added',
  ]);
});

test('race: a material that is registered while its bytes are evicted remains', async () => {
  const { catalogue, database } = await freshCatalogue();
  const evicting = await connectTo(database.ownerUrl);
  await evicting.query(
    "INSERT INTO asset (project_id, sha256, media_type, bytes) VALUES ('default', $1, 'application/json', 1)",
    [sha('motif')],
  );
  await evicting.query('BEGIN');
  await evicting.query('DELETE FROM asset WHERE sha256 = $1', [sha('motif')]);
  const adding = catalogue.materials.add('default', {
    sha256: sha('motif'),
    kind: 'motif',
    mediaType: 'application/json',
    bytes: 1,
    uploadSha256: null,
    licence: null,
    source: null,
    understood: null,
    addedBy: 'act_ada',
    parents: [],
  });
  const watching = await connectTo(database.ownerUrl);
  await expect
    .poll(
      async () =>
        (
          await watching.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM pg_locks JOIN pg_stat_activity USING (pid)
              WHERE datname = current_database() AND NOT granted`,
          )
        ).rows[0],
      { timeout: 15_000 },
    )
    .toEqual({ n: 1 });
  await evicting.query('COMMIT');
  expect(await adding).toMatchObject({ added: true, material: { kind: 'motif' } });
});
