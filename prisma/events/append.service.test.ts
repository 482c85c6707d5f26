import { expect, test } from 'vitest';
import type { NewEvent, StoredEvent } from '@fermata/contracts/events';
import { workflowIds } from '@fermata/contracts/values';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import { storeCreatedRelease } from '../testing/store-created-release.ts';
import { InvalidEventError, SequenceConflictError } from './errors.ts';
import { contentSha256Of, FIRST_PREV_HASH, hashEvent } from './hash-event.ts';

const streamEvents = (life: ReturnType<typeof sampleTrack>): NewEvent[] =>
  life.events.filter(({ stream }) => stream === life.streams.track);
const first = (life: ReturnType<typeof sampleTrack>): NewEvent => streamEvents(life)[0] ?? fail();
const second = (life: ReturnType<typeof sampleTrack>): NewEvent => streamEvents(life)[1] ?? fail();
function fail(): never {
  throw new Error('the sample has too few events');
}

test('events are chained by their hashes, in stream and log, and get gapless positions', async () => {
  const { catalogue } = await freshCatalogue();
  const [before] = await catalogue.events.append([first(sampleTrack('before'))]);
  const life = sampleTrack('chain');
  const stored = await catalogue.events.append(streamEvents(life));
  expect(stored.map(({ position }) => position)).toEqual(stored.map((_, index) => index + 2));
  let prevHash = FIRST_PREV_HASH;
  let logPrevHash = before?.hash;
  for (const event of stored) {
    expect([event.prevHash, event.logPrevHash]).toEqual([prevHash, logPrevHash]);
    expect(event.contentSha256).toBe(contentSha256Of(event));
    expect(event.hash).toBe(hashEvent(event));
    prevHash = event.hash;
    logPrevHash = event.hash;
  }
  expect(await catalogue.events.readStream(life.streams.track)).toEqual(stored);
  expect(await catalogue.events.head()).toBe(stored.length + 1);
});

test('a repeated append returns the stored events, with their time and run', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('repeat');
  const events = streamEvents(life);
  const stored = await catalogue.events.append(events.slice(0, 3));
  const later = events
    .slice(1, 5)
    .map((event) => ({ ...event, occurredAt: '2027-01-01T00:00:00.000Z', runId: 'run-2' }));
  const again = await catalogue.events.append(later);
  expect(again.slice(0, 2)).toEqual(stored.slice(1));
  expect(again.slice(2).map(({ sequence, runId }) => [sequence, runId])).toEqual([
    [4, 'run-2'],
    [5, 'run-2'],
  ]);
  expect(await catalogue.events.head()).toBe(5);
});

test.each<[string, (event: NewEvent) => NewEvent]>([
  [
    'other data',
    (event) => ({ ...event, type: 'track.stage-entered', data: { stage: 'failed', version: 1 } }),
  ],
  ['another type', (event) => ({ ...event, type: 'track.resumed', data: {} })],
  ['another actor', (event) => ({ ...event, actor: 'act_somebody' })],
])('%s at a used sequence is a conflict', async (_, change) => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('conflict');
  await catalogue.events.append([first(life), second(life)]);
  await expect(catalogue.events.append([change(second(life))])).rejects.toThrow(
    SequenceConflictError,
  );
  expect(await catalogue.events.head()).toBe(2);
});

test('an event cannot be appended after a gap, and the error names the first missing one', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('gap');
  const append = (index: number) =>
    catalogue.events.append(streamEvents(life).slice(index, index + 1));
  await expect(append(1)).rejects.toMatchObject({ name: 'StreamGapError', missing: 1 });
  await append(0);
  await expect(append(4)).rejects.toMatchObject({
    missing: 2,
    message: `event 5 of stream track/${life.trackId} cannot be written: event 2 is missing`,
  });
  expect(await catalogue.events.head()).toBe(1);
});

test('an invalid event is refused and nothing is stored', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('refused');
  const opening = first(life);
  await catalogue.events.append([opening]);
  const refused: [unknown, RegExp][] = [
    [{ ...second(life), type: 'track.exploded' }, /invalid_value|Invalid option/],
    [{ ...second(life), data: { stage: 'nowhere', version: 1 } }, /stage/],
    [{ ...second(life), actor: 'Rita' }, /actor id/],
    [{ ...second(life), stream: 'cellar/1' }, /stream/],
    [{ ...opening, stream: 'track/other', sequence: 1 }, /must be the first event of stream/],
    [
      { ...second(life), stream: 'release/rel_1', sequence: 1 },
      /must begin with release.created or release.started/,
    ],
    [
      { ...second(life), stream: 'release/rel_1/shop', sequence: 1 },
      /must begin with offer.started/,
    ],
    [{ ...second(life), stream: 'release/rel_1/shop' }, /it is not an event of an offer/],
    [{ ...second(life), stream: 'release/rel_1/shop/x' }, /stream/],
    [{ ...second(life), type: 'budget.cleared', data: {} }, /it is not an event of a track/],
    [{ ...second(life), projectId: 'another' }, /belongs to project default/],
    [
      { ...second(life), type: 'track.held', data: { reason: 'a\u0000b' } },
      /contains a forbidden character/,
    ],
    [
      { ...second(life), type: 'track.held', data: { reason: 'a'.repeat(300_000) } },
      /at most 262144/,
    ],
  ];
  for (const [event, reason] of refused)
    await expect(catalogue.events.append([event as NewEvent]), String(reason)).rejects.toThrow(
      reason,
    );
  await expect(
    catalogue.events.append([second(life), { ...second(life), sequence: 4 }]),
  ).rejects.toThrow(InvalidEventError);
  expect(await catalogue.events.head()).toBe(1);
});

test('only a release that a person has created starts after the first event of its stream', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('started');
  for (const event of life.events.slice(0, life.until.published))
    await catalogue.events.append([event]);
  const started = life.events.find((event) => event.type === 'release.started');
  if (started === undefined) throw new Error('the sample is not released');
  const { length } = await catalogue.events.readStream(started.stream);
  await expect(catalogue.events.append([{ ...started, sequence: length + 1 }])).rejects.toThrow(
    /^release.started must be the first event of stream/,
  );
  const created = await storeCreatedRelease(catalogue, 'Album', [life.trackId], 'created');
  const stream = workflowIds.release(created);
  const { data } = started;
  await catalogue.events.append([
    { ...started, type: 'release.start-requested', data: {}, stream, sequence: 2 },
    { ...started, data: { ...data, releaseId: created }, stream, sequence: 3 },
  ]);
  expect(await catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

test('a backslash before u0000 in a text is stored unchanged', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('backslash');
  await catalogue.events.append([first(life)]);
  const [stored] = await catalogue.events.append([
    { ...second(life), type: 'track.held', data: { reason: String.raw`a\u0000b ✓ 𝄐` } },
  ]);
  expect(stored?.data).toEqual({ reason: String.raw`a\u0000b ✓ 𝄐` });
  expect((await catalogue.audit.verify()).issues).toEqual([]);
});

test('race: of two appenders at the same sequence one wins, and the other stores nothing', async () => {
  const { catalogue } = await freshCatalogue();
  for (let round = 0; round < 10; round += 1) {
    const life = sampleTrack(`race ${round}`);
    await catalogue.events.append([first(life)]);
    const rivals: NewEvent[] = [
      { ...second(life), type: 'track.held', data: { reason: 'one' } },
      { ...second(life), type: 'track.cancelled', data: { reason: 'two' } },
    ];
    const results = await Promise.allSettled(
      rivals.map((event) => catalogue.events.append([event])),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(SequenceConflictError);
    const winner = results[0]?.status === 'fulfilled' ? 'one' : 'two';
    const track = await catalogue.tracks.find('default', life.trackId);
    expect(track).toMatchObject({ detail: winner, held: winner === 'one', eventCount: 2 });
  }
});

test('race: an event appended 20 times at once is stored once, with equal answers', async () => {
  const { catalogue } = await freshCatalogue({ poolSize: 20 });
  const life = sampleTrack('same');
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => catalogue.events.append([first(life)])),
  );
  expect(new Set(answers.map(([event]) => JSON.stringify(event))).size).toBe(1);
  expect(await catalogue.events.head()).toBe(1);
});

test('race: with 50 appenders, a polling reader misses no event and sees none behind its cursor', async () => {
  const { catalogue } = await freshCatalogue({ poolSize: 30 });
  const lives = Array.from({ length: 50 }, (_, index) => sampleTrack(`reader ${index}`));
  let writing = true;
  const seen: StoredEvent[] = [];
  const reader = (async () => {
    let cursor = 0;
    for (;;) {
      const more = writing;
      const events = await catalogue.events.readAll({
        projectId: 'default',
        afterPosition: cursor,
        limit: 50,
      });
      seen.push(...events);
      cursor = events.at(-1)?.position ?? cursor;
      if (!more && events.length === 0) return;
    }
  })();
  await Promise.all(
    lives.map(async (life) => {
      for (const event of life.events.slice(0, 8)) await catalogue.events.append([event]);
    }),
  );
  writing = false;
  await reader;
  expect(seen.map(({ position }) => position)).toEqual(
    Array.from({ length: 400 }, (_, index) => index + 1),
  );
  expect((await catalogue.audit.verify()).issues).toEqual([]);
});

test('race: 30 writers of one project stream each get their own sequence', async () => {
  const { catalogue } = await freshCatalogue();
  const denied = {
    projectId: 'default',
    stream: 'project/default',
    type: 'access.denied',
    data: { request: 'GET /v1/tracks', detail: 'no key' },
    occurredAt: '2026-11-22T10:00:00.000Z',
    actor: 'act_nobody',
    workflowId: null,
    runId: null,
  } as const;
  const stored = await Promise.all(
    Array.from({ length: 30 }, () => catalogue.events.appendNext(denied)),
  );
  expect(stored.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
  expect((await catalogue.audit.verify()).issues).toEqual([]);
});

test('listeners are called after each commit, and after a lost connection', async () => {
  const { catalogue, database } = await freshCatalogue();
  const life = sampleTrack('listen');
  const positions: number[] = [];
  let wake = (): void => {};
  const unsubscribe = await catalogue.events.onAppended((position) => {
    positions.push(position);
    wake();
  });
  const calledWith = (position: number): Promise<void> =>
    new Promise((resolve) => {
      wake = () => {
        if ((positions.at(-1) ?? 0) >= position) resolve();
      };
      wake();
    });
  await catalogue.events.append(streamEvents(life).slice(0, 3));
  await calledWith(3);
  expect(positions).toEqual([3]);

  const admin = await connectTo(database.adminUrl);
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'fermata listener' AND datname = current_database()`,
  );
  await catalogue.events.append(streamEvents(life).slice(3, 4));
  await calledWith(4);
  await unsubscribe();
});

test('neither the application nor the owner may change, delete or truncate events', async () => {
  const { catalogue, database } = await freshCatalogue();
  await catalogue.events.append([first(sampleTrack('guard'))]);
  const app = await connectTo(database.databaseUrl);
  const owner = await connectTo(database.ownerUrl);
  for (const statement of [
    "UPDATE event SET actor = 'act_x'",
    'DELETE FROM event',
    'TRUNCATE event',
  ]) {
    await expect(app.query(statement)).rejects.toThrow('permission denied');
    await expect(owner.query(statement)).rejects.toThrow('events are append-only');
    await expect(
      owner.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}`),
    ).rejects.toThrow(/append-only|permission denied/);
    await owner.query('ROLLBACK');
  }
  for (const statement of [
    "UPDATE asset SET media_type = 'x'",
    'DELETE FROM spent_token',
    'UPDATE recipe SET recipe_id = recipe_id',
    'DELETE FROM _prisma_migrations',
    'CREATE TABLE mine (x int)',
    'DROP TABLE event',
    'ALTER TABLE event DISABLE TRIGGER ALL',
  ]) {
    await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  }
  await expect(
    app.query(
      `INSERT INTO event SELECT position, project_id, stream, 2, type, occurred_at, actor, workflow_id, run_id,
        data, content_sha256, repeat('0', 64), log_prev_hash, hash FROM event`,
    ),
  ).rejects.toThrow('does not follow the one before it');
  await expect(
    app.query(
      `INSERT INTO event SELECT position, project_id, stream, 2, type, occurred_at, actor, workflow_id, run_id,
        data, '","position":1', hash, log_prev_hash, hash FROM event`,
    ),
  ).rejects.toThrow('event_content_sha256_check');
  expect(await catalogue.events.head()).toBe(1);
});

test('an event that the database can never store is invalid, so that nobody repeats it', async () => {
  const { catalogue } = await freshCatalogue();
  const life = sampleTrack('overflow');
  await catalogue.events.append([first(life)]);
  await expect(
    catalogue.events.append([
      {
        ...second(life),
        type: 'track.stage-entered',
        data: { stage: 'interpreting', version: 2 ** 40 },
      },
    ]),
  ).rejects.toThrow(InvalidEventError);
  expect(await catalogue.events.head()).toBe(1);
});
