import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { money } from '@fermata/contracts/values';
import { type AssetRef, type Recipe, recipeIdOf, sha256Hex } from '@fermata/contracts/values';
import { APP_ROLE } from '../../test/fresh-database.ts';
import type { NewMaterial } from '../catalogue.ts';
import { DeliveryConflictError } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const sha = (text: string): string => sha256Hex(text);
const trackId = sampleTrack('content').trackId;
const releaseId = sampleTrack('content').releaseId;
const recipe: Recipe = {
  schema: 'fermata.recipe/1',
  engine: { version: '1', sha256: sha('engine') },
  model: { name: 'rules', version: '1', sha256: sha('engine'), licence: 'Apache-2.0' },
  seed: 7,
  composition: {
    style: 'lo-fi',
    mood: 'warm',
    tempoBpm: 78.5,
    key: { tonic: 'D', mode: 'dorian' },
    durationSeconds: 30,
    energy: 0.4,
    parts: ['drums', 'bass'],
  },
  render: { sampleRate: 48_000, bitDepth: 24 },
  master: { targetLufs: -14, ceilingDbtp: -1 },
  samples: [],
  motifs: [],
};

test('a recipe is kept under its hash, in its project', async () => {
  const { catalogue } = await freshCatalogue();
  const [recipeId] = await Promise.all(
    Array.from({ length: 10 }, () => catalogue.recipes.save('default', recipe)),
  );
  expect(recipeId).toBe(recipeIdOf(recipe));
  const found = await catalogue.recipes.find('default', recipeIdOf(recipe));
  expect(found).toEqual(recipe);
  expect(found && recipeIdOf(found)).toBe(recipeId);
  expect(await catalogue.recipes.find('other', recipeIdOf(recipe))).toBeNull();
});

test('a material keeps what was first declared of it, in its project', async () => {
  const { catalogue } = await freshCatalogue();
  const material: NewMaterial = {
    sha256: sha('loop'),
    kind: 'audio-loop',
    mediaType: 'audio/wav',
    bytes: 1234,
    uploadSha256: null,
    licence: { licensor: 'Loops & Co', licence: 'CC-BY-4.0', territories: ['DE'] },
    source: null,
    understood: { bars: 4, beatsPerBar: 4, tempoBpm: 120, key: null, durationSeconds: 8 },
    addedBy: 'act_ada',
    parents: [],
  };
  const { added, material: first } = await catalogue.materials.add('default', material);
  expect(added).toBe(true);
  const { parents: _parents, ...said } = material;
  expect(first).toMatchObject(said);
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

test('a motif of a version tells the melody that it derives from, through every version between', async () => {
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
        JSON.stringify({ ...recipe, motifs: motifs.map(sha), samples: [sha('loop')] }),
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
  // Of another project nothing is told.
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

test('race: a material and who declared it are written together, once, or neither of them', async () => {
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

test('race: a material that is registered while its bytes are evicted stands afterwards', async () => {
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
          await watching.query(
            'SELECT count(*)::int AS n FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE datname = current_database() AND NOT granted',
          )
        ).rows[0],
      { timeout: 15_000 },
    )
    .toEqual({ n: 1 });
  await evicting.query('COMMIT');
  expect(await adding).toMatchObject({ added: true, material: { kind: 'motif' } });
});

test('the same bytes are one asset, for every track and use of them', async () => {
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
  // One row for the bytes, and to each track its own lineage.
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

test('what a track has is named after its title, and what a candidate has after the candidate too', async () => {
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

test('a step is paid for once, and each attempt of it that failed', async () => {
  const { catalogue } = await freshCatalogue();
  const entry = {
    projectId: 'default',
    trackId,
    step: 'mix',
    stepKey: `${trackId}/mix/1`,
    cpuSeconds: 1.5,
    audioSeconds: 30,
    price: money(1_000),
    cacheHit: false,
    bytesStored: 3_000_000_000,
    modelSeconds: 0.25,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  };
  await Promise.all(Array.from({ length: 10 }, () => catalogue.costs.record(entry)));
  await catalogue.costs.record({
    ...entry,
    stepKey: `${trackId}/mix/1/attempt-1`,
    failed: true,
    audioSeconds: 0,
    bytesStored: 0,
    price: money(2_000),
  });
  await catalogue.costs.record({
    ...entry,
    step: 'master',
    stepKey: `${trackId}/master/1`,
    cpuSeconds: 0,
    modelSeconds: 0,
    bytesStored: 0,
    price: money(0),
    cacheHit: true,
    savedCpuSeconds: 2,
    savedPrice: money(1_000),
  });
  const { total, steps } = await catalogue.costs.forTrack('default', trackId);
  expect(total).toEqual({
    entries: 3,
    cacheHits: 1,
    cpuSeconds: 3,
    modelSeconds: 0.5,
    audioSeconds: 60,
    finishedSeconds: 30,
    price: money(3_000),
    bytesStored: 3_000_000_000,
    savedCpuSeconds: 2,
    savedPrice: money(1_000),
  });
  expect(steps.map(({ step, failed, cacheHit }) => [step, failed, cacheHit])).toEqual([
    ['mix', false, false],
    ['mix', true, false],
    ['master', false, true],
  ]);
  expect(await catalogue.costs.forTrack('other', trackId)).toMatchObject({
    total: { cpuSeconds: 0 },
    steps: [],
  });
});

test('the ledger is reported by day, by step and by track, each with the same total', async () => {
  const { catalogue, database } = await freshCatalogue();
  const entry = {
    projectId: 'default',
    trackId,
    step: 'mix',
    stepKey: '1',
    cpuSeconds: 1.5,
    audioSeconds: 30,
    price: money(1_000),
    cacheHit: false,
    bytesStored: 1000,
    modelSeconds: 0,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  };
  const other = sampleTrack('other').trackId;
  await catalogue.costs.record(entry);
  await catalogue.costs.record({ ...entry, step: 'master', stepKey: '2', price: money(2_000) });
  await catalogue.costs.record({
    ...entry,
    trackId: other,
    stepKey: '3',
    cacheHit: true,
    cpuSeconds: 0,
    price: money(0),
    savedPrice: money(1_000),
  });
  await catalogue.costs.record({ ...entry, projectId: 'another', stepKey: '4' });
  const owner = await connectTo(database.ownerUrl);
  // The last second of a day in UTC, whatever time zone the server tells.
  await owner.query(
    "INSERT INTO cost (project_id, step_key, track_id, step, cpu_seconds, audio_seconds, price_micros, cache_hit, bytes_stored, recorded_at) VALUES ('default', '5', $1, 'mix', 1, 1, 4000, false, 1, '2026-03-01T23:59:59Z')",
    [other],
  );
  const days = { from: '2026-03-01', to: '2999-01-01' };
  const by = async (group: 'day' | 'step' | 'track') =>
    catalogue.costs.report('default', { ...days, by: group });
  const [day, step, track] = await Promise.all([by('day'), by('step'), by('track')]);
  expect(day.total).toMatchObject({
    entries: 4,
    cacheHits: 1,
    cpuSeconds: 4,
    price: money(7_000),
    savedPrice: money(1_000),
    finishedSeconds: 30,
    bytesStored: 3001,
  });
  expect([step.total, track.total]).toEqual([day.total, day.total]);
  expect(day.rows.map(({ key, entries }) => [key, entries])).toEqual([
    ['2026-03-01', 1],
    [new Date().toISOString().slice(0, 10), 3],
  ]);
  expect(step.rows.map(({ key, price }) => [key, price])).toEqual([
    ['mix', money(5000)],
    ['master', money(2000)],
  ]);
  expect(track.rows.map(({ key, entries, savedPrice }) => [key, entries, savedPrice])).toEqual([
    [other, 2, money(1000)],
    [trackId, 2, money(0)],
  ]);
  expect(
    (
      await catalogue.costs.report('default', { from: '2026-03-01', to: '2026-03-01', by: 'track' })
    ).rows.map(({ key }) => key),
  ).toEqual([other]);
  expect(
    (await catalogue.costs.report('default', { from: '2026-02-01', to: '2026-02-28', by: 'day' }))
      .total,
  ).toMatchObject({ entries: 0, price: money(0) });
});

test('a budget is what the newest event says, and this day is spent against it', async () => {
  const { catalogue } = await freshCatalogue();
  expect(await catalogue.budgets.state('default')).toMatchObject({
    perDay: null,
    spent: money(0),
    setBy: null,
    setAt: null,
  });
  const event = {
    projectId: 'default',
    stream: 'project/default',
    occurredAt: '2026-11-22T10:00:00.000Z',
    actor: 'act_otto',
    workflowId: null,
    runId: null,
  };
  await catalogue.events.appendNext({
    ...event,
    type: 'budget.set',
    data: { perDay: money(125_000) },
  });
  await catalogue.costs.record({
    projectId: 'default',
    trackId,
    step: 'mix',
    stepKey: '1',
    cpuSeconds: 1.5,
    audioSeconds: 30,
    price: money(1_000),
    cacheHit: false,
    bytesStored: 1000,
    modelSeconds: 0,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  });
  const state = await catalogue.budgets.state('default');
  expect(state).toMatchObject({
    perDay: money(125_000),
    spent: money(1_000),
    setBy: 'act_otto',
    setAt: '2026-11-22T10:00:00.000Z',
    day: new Date().toISOString().slice(0, 10),
  });
  expect(state.opensAt).toBe(`${new Date(Date.parse(state.day) + 86_400_000).toISOString()}`);
  expect(await catalogue.budgets.state('another')).toMatchObject({ perDay: null, spent: money(0) });
  await catalogue.events.appendNext({ ...event, type: 'budget.cleared', data: {} });
  expect(await catalogue.budgets.state('default')).toMatchObject({
    perDay: null,
    spent: money(1_000),
  });
  expect(await catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

test('a partner reference leads to the workflow that was registered last', async () => {
  const { catalogue } = await freshCatalogue();
  const address = {
    projectId: 'default',
    partner: 'sandbox',
    partnerReference: 'ref-1',
    workflowId: `release/${releaseId}`,
    trackId,
    releaseId,
  };
  const withdrawal = { ...address, workflowId: 'withdrawal/wdr_1' };
  await catalogue.deliveries.register(address);
  await catalogue.deliveries.register(address);
  expect(await catalogue.deliveries.findByReference('sandbox', 'ref-1')).toEqual(address);
  await catalogue.deliveries.register(withdrawal);
  // A late repetition of the first must not take it back.
  await catalogue.deliveries.register(address);
  expect(await catalogue.deliveries.findByReference('sandbox', 'ref-1')).toEqual(withdrawal);
  expect(await catalogue.deliveries.forTrack('default', trackId)).toEqual([address, withdrawal]);
  expect(await catalogue.deliveries.findByReference('other', 'ref-1')).toBeNull();
  await expect(catalogue.deliveries.register({ ...address, projectId: 'thief' })).rejects.toThrow(
    'belongs to another project',
  );
});

test('race: a partner reference stands for one release of one project, whoever registers it at once; the database itself keeps it so', async () => {
  const { catalogue, database } = await freshCatalogue();
  const claims = Array.from({ length: 12 }, (_, index) => ({
    projectId: index % 2 === 0 ? 'default' : 'other',
    partner: 'sandbox',
    partnerReference: 'ref-1',
    workflowId: `release/rel_${index}`,
    trackId,
    releaseId: sampleTrack(`claim ${index}`).releaseId,
  }));
  const outcomes = await Promise.allSettled(
    claims.map((claim) => catalogue.deliveries.register(claim)),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DeliveryConflictError);
  const client = await connectTo(database.databaseUrl);
  const forged = client.query(
    "INSERT INTO delivery_address (partner, partner_reference, workflow_id, project_id, track_id, release_id) VALUES ('sandbox', 'ref-1', 'release/forged', 'thief', 'trk', 'rel')",
  );
  await expect(forged).rejects.toThrow('foreign key');
});

test('race: the same webhook received by 20 at once is new once', async () => {
  const { catalogue } = await freshCatalogue();
  let heard = 0;
  const unsubscribe = await catalogue.inbox.onReceived(() => void (heard += 1));
  const webhook = {
    partner: 'sandbox',
    webhookId: 'msg_1',
    body: '{"type":"delivery.accepted"}',
    traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
  };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => catalogue.inbox.receive(webhook)),
  );
  expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
  expect(await catalogue.inbox.receive({ ...webhook, partner: 'other', traceparent: null })).toBe(
    'new',
  );
  const pending = await catalogue.inbox.pending(10);
  expect(pending).toMatchObject([webhook, { partner: 'other', traceparent: null }]);
  await expect.poll(() => heard).toBeGreaterThan(0);
  await unsubscribe();
});

test('a webhook is pending until it is relayed or known to be undeliverable; the first mark stays', async () => {
  const { catalogue } = await freshCatalogue();
  for (const webhookId of ['msg_1', 'msg_2', 'msg_3'])
    await catalogue.inbox.receive({ partner: 'sandbox', webhookId, body: '{}' });
  const [one, two] = await catalogue.inbox.pending(10);
  if (!one || !two) throw new Error('nothing is pending');
  await catalogue.inbox.markRelayed(one.id, { workflowId: 'release/rel_1' });
  await catalogue.inbox.markRelayed(one.id, { undeliverable: 'too late', partnerReference: null });
  await catalogue.inbox.markRelayed(two.id, {
    undeliverable: 'the workflow is closed',
    partnerReference: null,
  });
  expect((await catalogue.inbox.pending(10)).map(({ webhookId }) => webhookId)).toEqual(['msg_3']);
  expect(await catalogue.inbox.undeliverable('default', { limit: 10 })).toMatchObject({
    items: [{ webhookId: 'msg_2', undeliverable: 'the workflow is closed' }],
    nextCursor: null,
  });
});

test('what is due comes in turn of the partners; what was postponed waits its time and holds up nobody', async () => {
  const { catalogue } = await freshCatalogue();
  for (let index = 0; index < 5; index += 1)
    await catalogue.inbox.receive({ partner: 'flood', webhookId: `msg_${index}`, body: '{}' });
  await catalogue.inbox.receive({ partner: 'quiet', webhookId: 'msg', body: '{}' });
  const due = async (limit: number): Promise<string[]> =>
    (await catalogue.inbox.due(limit)).map(({ partner, webhookId }) => `${partner} ${webhookId}`);
  expect(await due(3)).toEqual(['flood msg_0', 'quiet msg', 'flood msg_1']);
  expect(await catalogue.inbox.nextDueIn()).toBe(0);
  for (const { id } of await catalogue.inbox.due(10)) await catalogue.inbox.postpone(id, 60_000);
  expect(await due(3)).toEqual([]);
  expect(await catalogue.inbox.nextDueIn()).toBeGreaterThan(50_000);
  await catalogue.inbox.receive({ partner: 'flood', webhookId: 'later', body: '{}' });
  expect(await due(3)).toEqual(['flood later']);
  expect(await catalogue.inbox.pending(1)).toMatchObject([{ webhookId: 'msg_0', attempts: 1 }]);
});

test('undeliverable messages are paged, without those that speak of a release of another project', async () => {
  const { catalogue } = await freshCatalogue();
  await catalogue.deliveries.register({
    projectId: 'other',
    partner: 'sandbox',
    partnerReference: 'theirs',
    workflowId: 'release/rel_1',
    trackId,
    releaseId,
  });
  for (let index = 0; index < 6; index += 1)
    await catalogue.inbox.receive({
      partner: 'sandbox',
      webhookId: `msg_${index}`,
      body: 'no JSON',
    });
  const rows = await catalogue.inbox.pending(10);
  for (const [index, { id }] of rows.entries())
    await catalogue.inbox.markRelayed(id, {
      undeliverable: 'for nobody',
      partnerReference: index < 3 ? 'theirs' : null,
    });
  const first = await catalogue.inbox.undeliverable('default', { limit: 2 });
  expect(first.items.map(({ webhookId }) => webhookId)).toEqual(['msg_5', 'msg_4']);
  expect(
    await catalogue.inbox.undeliverable('default', { limit: 2, cursor: first.nextCursor ?? '' }),
  ).toMatchObject({ items: [{ webhookId: 'msg_3' }], nextCursor: null });
  expect((await catalogue.inbox.undeliverable('other', { limit: 10 })).items).toHaveLength(6);
  await expect(catalogue.inbox.undeliverable('default', { limit: 2, cursor: 'x' })).rejects.toThrow(
    'cursor',
  );
});

test('race: of 20 who spend the same token at once one may, and may repeat it', async () => {
  const { catalogue } = await freshCatalogue();
  const spenders = Array.from({ length: 20 }, (_, index) => `track/trk_1#${index}`);
  const answers = await Promise.all(
    spenders.map((usedBy) => catalogue.tokens.spend('default', 'dec_1', usedBy)),
  );
  expect(answers.filter(Boolean)).toHaveLength(1);
  const again = await Promise.all(
    spenders.map((usedBy) => catalogue.tokens.spend('default', 'dec_1', usedBy)),
  );
  expect(again).toEqual(answers);
  expect(await catalogue.tokens.spend('other', 'dec_1', 'somebody')).toBe(true);
});

test('a key is known by its hash alone; names can be erased, events stay', async () => {
  const { catalogue, database } = await freshCatalogue();
  const key = `fmk_${randomBytes(24).toString('hex')}`;
  const seeds = [
    { actor: 'act_ada', name: 'Ada', roles: ['creator' as const], key },
    { actor: 'act_rita', name: 'Rita', roles: ['reviewer' as const], key: `${key}2` },
  ];
  await catalogue.keys.seed('default', seeds);
  await catalogue.keys.seed(
    'default',
    seeds.map((seed) => ({ ...seed, roles: ['creator' as const, 'reviewer' as const] })),
  );
  expect(await catalogue.keys.findByKey(key)).toEqual({
    actor: 'act_ada',
    projectId: 'default',
    roles: ['creator', 'reviewer'],
  });
  expect(await catalogue.keys.findByKey(`${key}x`)).toBeNull();
  const client = await connectTo(database.databaseUrl);
  expect(JSON.stringify((await client.query('SELECT * FROM api_key')).rows)).not.toContain(key);
  const actors = ['act_ada', 'act_rita', 'act_nobody'];
  expect(await catalogue.actors.names('default', actors)).toEqual(
    new Map([
      ['act_ada', 'Ada'],
      ['act_rita', 'Rita'],
    ]),
  );
  await catalogue.actors.erase('default', 'act_rita');
  expect(await catalogue.actors.names('default', actors)).toEqual(new Map([['act_ada', 'Ada']]));
  expect(await catalogue.actors.names('other', actors)).toEqual(new Map());
});

test('what the inbox and the deliveries held before is brought over by the migration', async () => {
  const { catalogue, database } = await freshCatalogue();
  const owner = await connectTo(database.ownerUrl);
  await owner.query(
    'ALTER TABLE delivery_address DROP CONSTRAINT delivery_address_partner_partner_reference_project_id_rele_fkey; DROP TABLE delivery_reference',
  );
  await owner.query(
    'ALTER TABLE inbox DROP COLUMN attempts, DROP COLUMN next_attempt_at, DROP COLUMN partner_reference',
  );
  await owner.query(
    "DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_fair_relay_and_reference_owner'",
  );
  for (const [workflowId, owningRelease] of [
    ['release/rel_1', releaseId],
    ['withdrawal/wdr_1', releaseId],
    ['release/rel_2', sampleTrack('second').releaseId],
  ]) {
    await owner.query(
      "INSERT INTO delivery_address (partner, partner_reference, workflow_id, project_id, track_id, release_id) VALUES ('sandbox', 'theirs', $1, 'other', $2, $3)",
      [workflowId, trackId, owningRelease],
    );
  }
  for (const body of [
    '{"data":{"reference":"theirs"}}',
    '{"data":{"reference":"nobody"}}',
    '{"data":{"reference":"\\u0000"}}',
    'no JSON',
  ]) {
    await owner.query(
      "INSERT INTO inbox (partner, webhook_id, body, relayed_at, undeliverable) VALUES ('sandbox', $1, $1, now(), 'too late')",
      [body],
    );
  }
  await migrate(database.ownerUrl, { appRole: APP_ROLE });
  expect((await catalogue.inbox.undeliverable('default', { limit: 10 })).items).toHaveLength(3);
  expect((await catalogue.inbox.undeliverable('other', { limit: 10 })).items).toHaveLength(4);
  await expect(
    catalogue.deliveries.register({
      projectId: 'other',
      partner: 'sandbox',
      partnerReference: 'theirs',
      workflowId: 'release/rel_3',
      trackId,
      releaseId: sampleTrack('second').releaseId,
    }),
  ).rejects.toThrow(DeliveryConflictError);
});

test('what was known of the bytes goes over to their uses by the migration', async () => {
  const { catalogue, database } = await freshCatalogue();
  const other = sampleTrack('other').trackId;
  const ref: AssetRef = {
    sha256: sha('stem'),
    kind: 'stem',
    mediaType: 'audio/flac',
    bytes: 3,
    part: 'bass',
  };
  for (const id of [trackId, other])
    await catalogue.assets.register('default', {
      ref,
      trackId: id,
      version: 1,
      recipeId: null,
      parents: [],
      checks: {},
    });
  const owner = await connectTo(database.ownerUrl);
  await owner.query(
    "ALTER TABLE asset ADD COLUMN recipe_id TEXT, ADD COLUMN parents TEXT[], ADD COLUMN checks JSONB NOT NULL DEFAULT '{}'",
  );
  await owner.query(
    'ALTER TABLE asset_use DROP COLUMN recipe_id, DROP COLUMN parents, DROP COLUMN checks; ALTER TABLE material DROP COLUMN parents',
  );
  await owner.query(
    `UPDATE asset SET recipe_id = 'r', parents = '{p}', checks = '{"integratedLufs":-20}'`,
  );
  await owner.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_lineage_of_uses'");
  await migrate(database.ownerUrl, { appRole: APP_ROLE });
  for (const id of [trackId, other])
    expect(await catalogue.assets.forTrack('default', id)).toMatchObject([
      { recipeId: 'r', parents: ['p'], checks: { integratedLufs: -20 } },
    ]);
});
