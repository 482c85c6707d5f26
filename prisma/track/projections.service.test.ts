import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { TrackSummary, TrackView } from '@fermata/contracts/http';
import { deriveId, ReleaseTerms, STAGES } from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';
import { InvalidCursorError } from '../database/page.ts';
import { connectTo, freshCatalogue, tamper } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

async function appendAll(catalogue: Catalogue, events: readonly NewEvent[]): Promise<void> {
  for (const event of events) await catalogue.events.append([event]);
}

test('a published track has all fields', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('whole');
  await appendAll(catalogue, life.events.slice(0, life.until.published));
  const track = await catalogue.tracks.find('default', life.trackId);
  if (track === null) throw new Error('the track is missing');
  // The fields that the API adds.
  const view = TrackView.parse({
    ...track,
    versions: track.versions.map(({ feedback, ...version }) => ({
      ...version,
      feedback: feedback && { ...feedback, reviewerName: null },
    })),
    now: 'done',
    percent: 100,
    publishOn: track.releaseTerms.publishOn,
    allowedActions: [],
    mayDecide: [],
    review: track.review && {
      ...track.review,
      allowedActions: [],
      mayDecide: [],
      decisions: track.review.decisions.map((decision) => ({ ...decision, reviewerName: null })),
      earlierVersions: track.review.earlierVersions.map(({ sentBack, ...earlier }) => ({
        ...earlier,
        sentBack: sentBack && { ...sentBack, reviewerName: null },
        issue: null,
        allowedActions: [],
      })),
    },
  });
  expect(view).toMatchObject({
    trackId: life.trackId,
    workflowId: life.streams.track,
    title: 'Rain 2',
    stage: 'published',
    held: false,
    version: 2,
    style: 'lo-fi',
    durationSeconds: 30,
    detail: null,
    releaseId: life.releaseId,
    requestedBy: 'act_ada',
    eventCount: life.until.published,
  });
  expect(view.createdAt).toBe(life.events[0]?.occurredAt);
  expect(view.updatedAt).toBe(life.events[life.until.published - 1]?.occurredAt);
  expect(view.intent).toMatchObject({ mood: 'dark', reverb: 'long' });
  expect(
    view.candidates.map(({ candidateId, picked, rating, version }) => [
      candidateId,
      picked,
      rating,
      version,
    ]),
  ).toEqual([
    [life.candidateIds[0], false, 0.5, 1],
    [life.candidateIds[1], true, 0.6, 1],
    [deriveId('cand', life.trackId, 2, 0), true, null, 2],
  ]);
  expect(view.candidates[1]?.assets.map(({ fileName }) => fileName)).toEqual([
    'rain-1-v1-candidate-2-score.json',
    'rain-1-v1-candidate-2-midi.mid',
    'rain-1-v1-candidate-2-sketch.mp3',
  ]);
  expect(
    view.versions.map(
      ({ version, title, versionSha256, masterFileSha256, aiDisclosure, policy }) => ({
        version,
        title,
        versionSha256,
        masterFileSha256,
        aiDisclosure,
        outcome: policy?.outcome,
      }),
    ),
  ).toEqual(
    [1, 2].map((version) => ({
      version,
      title: `Rain ${version}`,
      versionSha256: life.versionSha256s[version === 1 ? 0 : 1],
      masterFileSha256: life.master(version).sha256,
      aiDisclosure: 'all',
      outcome: 'allow',
    })),
  );
  expect(view.versions[1]?.assets.map(({ fileName }) => fileName)).toEqual([
    'rain-2-v2-master.flac',
    'rain-2-v2-mix.flac',
    'rain-2-v2-bass.flac',
    'rain-2-v2-drums.flac',
    'rain-2-v2.flac',
    'rain-2-v2.mp3',
    'rain-2-v2-peaks.json',
    'rain-2-v2-no-drums.mp3',
  ]);
  expect(
    view.versions.map(({ findings, alternates }) => ({
      findings: findings?.map(({ where, severity }) => [where, severity]),
      alternates: alternates.map(({ alternate }) => alternate),
    })),
  ).toEqual([
    { findings: [['master', 'soft']], alternates: [] },
    { findings: [], alternates: ['no-drums'] },
  ]);
  expect(view.review?.findings).toEqual([]);
  expect(view.partners).toEqual([
    {
      name: 'sandbox',
      attempt: 1,
      state: 'live',
      partnerReference: 'ref-whole',
      detail: 'accepted',
    },
  ]);
  expect(view.review).toMatchObject({
    reviewId: life.reviewIds[1],
    state: 'approved',
    escalated: true,
    title: 'Rain 2',
    version: 2,
  });
  expect(view.review?.decisions.map(({ verdict, undone }) => [verdict, undone])).toEqual([
    ['reject', true],
    ['approve', false],
  ]);
  expect(await catalogue.tracks.request('default', life.trackId)).toEqual({
    requestSha256: track.requestSha256,
  });
});

test('the terms of the release are stored', async () => {
  const { catalogue } = await freshCatalogue();
  const release = ReleaseTerms.parse({ answerSeconds: 90, takedownSeconds: 900 });
  const sample = sampleTrack('terms', { release });
  await appendAll(catalogue, sample.events);
  expect(await catalogue.tracks.find('default', sample.trackId)).toMatchObject({
    releaseTerms: release,
    stage: 'withdrawn',
  });
  expect(await catalogue.audit.rebuild()).toMatchObject({ identical: true });
  expect(await catalogue.audit.verify()).toMatchObject({ issues: [] });
});

test('a track is read from one snapshot while events are appended', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('moment');
  // Equal event counts must show equal tracks: each event is written with its changes.
  const [accepted, ...rest] = life.events.filter(({ stream }) => stream === life.streams.track);
  if (accepted === undefined) throw new Error('the sample is empty');
  await catalogue.events.append([accepted]);
  const shown = new Map<number, string>();
  let done = false;
  const readers = Array.from({ length: 4 }, async () => {
    while (!done) {
      const track = await catalogue.tracks.find('default', life.trackId);
      if (track === null) throw new Error('the track is missing');
      const seen = JSON.stringify([
        track.stage,
        track.version,
        track.title,
        track.candidates.length,
        track.versions.length,
        track.review?.state,
        track.review?.decisions.length,
      ]);
      expect(shown.get(track.eventCount) ?? seen).toBe(seen);
      shown.set(track.eventCount, seen);
    }
  });
  for (const event of rest) await catalogue.events.append([event]);
  done = true;
  await Promise.all(readers);
  expect(shown.size).toBeGreaterThan(1);
});

test('reviews are found while they take decisions, each with the title of its version', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('reviews');
  await appendAll(catalogue, life.events.slice(0, life.until.inGrace));
  expect(await catalogue.reviews.openFor('default', life.trackId)).toMatchObject({
    reviewId: life.reviewIds[1],
    state: 'grace',
    effectiveAt: '2026-11-22T12:30:00.000Z',
    requestedBy: 'act_ada',
  });
  expect(await catalogue.reviews.find('default', life.reviewIds[0])).toMatchObject({
    state: 'sent-back',
    title: 'Rain 1',
    decisions: [{ note: 'too bright', undone: false }],
  });
  const open = await catalogue.reviews.list('default', { state: 'open', limit: 10 });
  expect(open.items.map(({ reviewId }) => reviewId)).toEqual([life.reviewIds[1]]);
  const first = await catalogue.reviews.list('default', { state: 'all', limit: 1 });
  const rest = await catalogue.reviews.list('default', {
    state: 'all',
    limit: 1,
    cursor: first.nextCursor ?? '',
  });
  expect([...first.items, ...rest.items].map(({ reviewId }) => reviewId)).toEqual([
    life.reviewIds[1],
    life.reviewIds[0],
  ]);
  expect(rest.nextCursor).toBeNull();

  const closing = life.events[life.until.inGrace];
  if (closing) await catalogue.events.append([closing]);
  expect(await catalogue.reviews.openFor('default', life.trackId)).toBeNull();
});

test('a withdrawal updates the track and its partners', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('gone');
  await appendAll(catalogue, life.events.slice(0, -2));
  expect(await catalogue.tracks.find('default', life.trackId)).toMatchObject({
    stage: 'published',
    partners: [{ state: 'taking-down' }],
    detail: 'a sample was not cleared',
  });
  await appendAll(catalogue, life.events.slice(-2));
  expect(await catalogue.tracks.find('default', life.trackId)).toMatchObject({
    stage: 'withdrawn',
    partners: [{ state: 'taken-down' }],
    eventCount: life.events.length,
  });
  const events = await catalogue.events.readAll({ projectId: 'default', trackId: life.trackId });
  expect(events.map(({ type }) => type)).toEqual(life.events.map(({ type }) => type));
});

test('a track that ends without a release has the reason', async () => {
  const { catalogue } = await freshCatalogue();
  const endings: [NewEvent['type'], object, string][] = [
    [
      'track.archived',
      { version: 1, reason: 'expired', detail: 'no decision in time' },
      'no decision in time',
    ],
    ['track.failed', { stage: 'mixing', detail: 'the engine is gone' }, 'the engine is gone'],
    ['track.cancelled', { reason: 'not needed any more' }, 'not needed any more'],
  ];
  for (const [type, data, detail] of endings) {
    const life = sampleTrack(type);
    const [accepted, entered] = life.events;
    if (!accepted || !entered) throw new Error('the sample is too short');
    await appendAll(catalogue, [accepted, { ...entered, type, data } as NewEvent]);
    expect(await catalogue.tracks.find('default', life.trackId)).toMatchObject({ detail });
  }
});

test('a project sees nothing of another project', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('secret', { projectId: 'one' });
  await appendAll(catalogue, life.events);
  expect(await catalogue.tracks.find('two', life.trackId)).toBeNull();
  expect(await catalogue.tracks.request('two', life.trackId)).toBeNull();
  expect((await catalogue.tracks.list('two', { limit: 10 })).items).toEqual([]);
  expect(await catalogue.reviews.find('two', life.reviewIds[0])).toBeNull();
  expect((await catalogue.reviews.list('two', { state: 'all', limit: 10 })).items).toEqual([]);
  expect(await catalogue.events.readAll({ projectId: 'two' })).toEqual([]);
  expect(await catalogue.events.readAll({ projectId: 'two', trackId: life.trackId })).toEqual([]);
});

test('tracks are listed newest first, page by page, by stage, style and words', async () => {
  const { catalogue } = await freshCatalogue();
  // Three of them at the same moment: the cursor must not lose one.
  const lives = Array.from({ length: 7 }, (_, index) =>
    sampleTrack(`list ${index}${index === 3 ? ' 100%_sure' : ''}`, {
      at: `2026-11-22T10:0${Math.min(index, 4)}:00.000Z`,
    }),
  );
  for (const [index, life] of lives.entries())
    await appendAll(catalogue, life.events.slice(0, index + 1));
  const listed: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Catalogue['tracks']['list']>> = await catalogue.tracks.list(
      'default',
      { limit: 2, ...(cursor === null ? {} : { cursor }) },
    );
    listed.push(...page.items.map((item) => TrackSummary.parse(item).trackId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(listed).toHaveLength(7);
  expect(new Set(listed)).toEqual(new Set(lives.map(({ trackId }) => trackId)));
  expect(listed.slice(3)).toEqual([3, 2, 1, 0].map((index) => lives[index]?.trackId));

  const find = async (query: object): Promise<string[]> =>
    (await catalogue.tracks.list('default', { limit: 100, ...query })).items
      .map(({ trackId }) => trackId)
      .sort();
  expect(await find({ stage: 'accepted' })).toEqual([lives[0]?.trackId]);
  expect(await find({ style: 'lo-fi' })).toHaveLength(5);
  expect(await find({ style: 'synthwave' })).toEqual([]);
  expect(await find({ text: 'NUMBER LIST 2' })).toEqual([lives[2]?.trackId]);
  expect(await find({ text: '100%_SURE' })).toEqual([lives[3]?.trackId]);
  expect(await find({ text: 'l%t' })).toEqual([]);
  for (const bad of ['x', '', Buffer.from('["yesterday","x"]').toString('base64url')])
    await expect(catalogue.tracks.list('default', { limit: 2, cursor: bad })).rejects.toThrow(
      InvalidCursorError,
    );
});

test('rebuilt projections are equal for all sequences of events', async () => {
  const { catalogue, database } = await freshCatalogue();
  const client = await connectTo(database.adminUrl);
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(fc.nat(99)),
      fc.array(fc.constantFrom(...STAGES), { maxLength: 3 }),
      async (lengths, turns, stages) => {
        round += 1;
        // Tracks of any length, interleaved in any order.
        const queues = lengths.map((length, index) =>
          sampleTrack(`property ${round} ${index}`).events.slice(0, length),
        );
        for (const turn of turns) {
          const waiting = queues.filter((queue) => queue.length > 0);
          const event = waiting[turn % Math.max(waiting.length, 1)]?.shift();
          if (event === undefined) break;
          await catalogue.events.append([event]);
        }
        const untouched = await catalogue.audit.rebuild();
        expect(untouched.identical).toBe(true);
        const before = await contents(client);
        // Damage by a bug or a person.
        await client.query(
          'DELETE FROM version; UPDATE track SET held = NOT held; TRUNCATE candidate, review, decision, offer',
        );
        for (const stage of stages)
          await client.query(
            `INSERT INTO withdrawal
               (withdrawal_id, project_id, track_id, release_id, reason, requested_by, requested_at)
             VALUES ($1, $2, $2, $2, $2, $2, now()) ON CONFLICT DO NOTHING`,
            [stage, 'x'],
          );
        const damaged = await contents(client);
        const { identical, events } = await catalogue.audit.rebuild();
        expect(events).toBe(await catalogue.events.head());
        expect(identical).toBe(damaged.join() === before.join());
        expect(await contents(client)).toEqual(before);
      },
    ),
    { numRuns: 5 },
  );
});

test('a rebuild names the tables that differed, with concurrent appends', async () => {
  const { catalogue, database } = await freshCatalogue();
  const [one, other] = [sampleTrack('one'), sampleTrack('other')];
  await appendAll(catalogue, one.events);
  await tamper(database, "UPDATE track SET title = 'forged'");
  const [report] = await Promise.all([
    catalogue.audit.rebuild(),
    appendAll(catalogue, other.events),
  ]);
  expect(report.tables.filter(({ identical }) => !identical).map(({ table }) => table)).toEqual([
    'track',
  ]);
  expect(report.identical).toBe(false);
  expect(await catalogue.tracks.find('default', one.trackId)).toMatchObject({ title: 'Rain 2' });
  expect(await catalogue.audit.rebuild()).toMatchObject({
    identical: true,
    events: one.events.length + other.events.length,
  });
});

async function contents(client: Awaited<ReturnType<typeof connectTo>>): Promise<string[]> {
  const tables = [
    'track',
    'candidate',
    'version',
    'review',
    'decision',
    'release',
    'offer',
    'amendment',
    'withdrawal',
  ];
  const rows: string[] = [];
  for (const table of tables)
    rows.push(
      JSON.stringify(
        (await client.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`))
          .rows,
      ),
    );
  return rows;
}

test('the state after an undo and the times after a hold come from the events', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('undo and hold');
  const track = life.events.filter(({ stream }) => stream === life.streams.track);
  const undone = track.findLastIndex(({ type }) => type === 'review.undone');
  await appendAll(catalogue, track.slice(0, undone));
  const [reviewId, decisionId] = [life.reviewIds[1], life.decisionIds[1]];
  const envelope = {
    projectId: 'default',
    stream: life.streams.track,
    occurredAt: '2026-11-22T11:30:00.000Z',
    actor: 'act_rita',
    workflowId: life.streams.track,
    runId: 'run-1',
  };
  const reviewExpiresAt = '2026-11-30T10:00:00.000Z';
  await appendAll(catalogue, [
    {
      ...envelope,
      sequence: undone + 1,
      type: 'review.undone',
      data: { reviewId, decisionId, reviewer: 'act_rita', state: 'grace' },
    },
    { ...envelope, sequence: undone + 2, type: 'track.held', data: {} },
    {
      ...envelope,
      sequence: undone + 3,
      type: 'track.resumed',
      data: { reviewExpiresAt, graceEffectiveAt: '2026-11-22T13:00:00.000Z' },
    },
  ]);
  expect(await catalogue.reviews.find('default', reviewId)).toMatchObject({
    state: 'grace',
    expiresAt: reviewExpiresAt,
    effectiveAt: '2026-11-22T13:00:00.000Z',
    decisions: [{ undone: true }],
  });
  // A closed review keeps its times.
  expect(await catalogue.reviews.find('default', life.reviewIds[0])).toMatchObject({
    state: 'sent-back',
    expiresAt: '2026-11-29T10:00:00.000Z',
  });
  await appendAll(catalogue, [
    {
      ...envelope,
      sequence: undone + 4,
      type: 'track.cancel-requested',
      data: { reason: 'enough' },
    },
    {
      ...envelope,
      sequence: undone + 5,
      type: 'review.undone',
      data: { reviewId, decisionId, reviewer: 'act_rita', state: 'open' },
    },
  ]);
  expect(await catalogue.reviews.find('default', reviewId)).toMatchObject({
    state: 'open',
    effectiveAt: null,
  });
  expect(await catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

test('holds, resumptions and the refused commands of an actor are counted', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('command-context');
  await appendAll(catalogue, life.events);
  expect(await catalogue.tracks.commandContext('default', life.trackId, 'act_rita')).toEqual({
    held: 1,
    resumed: 1,
    refused: { decide: 1 },
    cancelled: false,
  });
  expect(await catalogue.tracks.commandContext('default', life.trackId, 'act_ada')).toEqual({
    held: 1,
    resumed: 1,
    refused: {},
    cancelled: false,
  });
  expect(await catalogue.tracks.commandContext('other', life.trackId, 'act_rita')).toEqual({
    held: 0,
    resumed: 0,
    refused: {},
    cancelled: false,
  });
});

test('a release delisted by its last partner ends the sale of its track, but not that of another release', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('delisted later');
  const { releaseId } = life;
  await appendAll(catalogue, life.events.slice(0, life.until.published));
  const stream = `release/${releaseId}`;
  const next = (await catalogue.releases.lastSequence('default', releaseId)) + 1;
  const delisted = (sequence: number, stillSoldBy: string[]): NewEvent => ({
    ...{ projectId: 'default', stream, sequence, actor: 'act_fermata' },
    ...{ occurredAt: '2026-11-23T12:00:00.000Z', workflowId: stream, runId: 'run' },
    type: 'release.partner-delisted',
    data: {
      ...{ partner: 'sandbox', verifiedState: 'rejected', webhookId: `msg_${sequence}` },
      ...{ detail: 'editorial: a complaint', stillSoldBy },
    },
  });
  const find = () => catalogue.tracks.find('default', life.trackId);
  await appendAll(catalogue, [delisted(next, ['another'])]);
  expect(await find()).toMatchObject({ stage: 'published', partners: [{ state: 'rejected' }] });
  await appendAll(catalogue, [delisted(next + 1, [])]);
  expect(await find()).toMatchObject({ stage: 'delisted', detail: 'editorial: a complaint' });
  expect(await catalogue.audit.rebuild()).toMatchObject({ identical: true });
});
