import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PreviewSession, PreviewView, Problem, TrackAccepted } from '@fermata/contracts/http';
import { DEFAULT_PREVIEW_RETENTION } from '@fermata/contracts/settings';
import { seedKeys } from '@fermata/prisma';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** The cache of this API holds two previews; earlier ones are only in the catalogue and the store. */
const CACHED_PREVIEWS = 2;
/** The time in milliseconds for the caches of this API; only the tests move it. */
let nowMs = 1;
let harness: ApiHarness;
let admin: pg.Client;
beforeAll(async () => {
  harness = await startApiHarness({
    previews: { processes: 2 },
    clock: () => nowMs,
    limits: {
      previewsPerMinute: 10_000,
      commandsPerMinute: 10_000,
      previewCacheBytes: CACHED_PREVIEWS * 800_000,
    },
  });
  await harness.preview?.warm;
  admin = new pg.Client({ connectionString: harness.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await harness.stop();
});

let seed = 3000;
const made = async (): Promise<PreviewView> =>
  PreviewView.parse(
    (
      await harness.ask('POST', '/v1/previews', {
        key: KEYS.ada,
        body: { style: 'lo-fi', seed: ++seed, deadlineMs: 5000 },
      })
    ).body,
  );
const becomeTrack = (previewId: string, idempotencyKey: string) =>
  harness.ask('POST', '/v1/tracks', {
    key: KEYS.ada,
    body: { previewId },
    headers: { 'idempotency-key': idempotencyKey },
  });
/** Answers after all writes that were queued before. */
const session = async (sessionId: string) =>
  PreviewSession.parse(
    (await harness.ask('GET', `/v1/preview-sessions/${sessionId}`, { key: KEYS.ada })).body,
  );
const writesDone = (): Promise<boolean> =>
  vi.waitFor(
    async () => {
      const { sessionId, previewId } = await made();
      expect((await session(sessionId)).entries.map((entry) => entry.previewId)).toEqual([
        previewId,
      ]);
      return true;
    },
    { timeout: 20_000 },
  );
/** The sweep of another process, which expires everything that it may. */
const sweep = (): Promise<number> =>
  harness.catalogue.previews.expire(
    { unusedSeconds: 0, linkSeconds: 0, keptPerProject: 0 },
    ({ projectId, sha256 }) => harness.assets.remove(projectId, sha256),
  );
/** Number of waiters for the lock of the same bytes. */
const waitingForBytes = async (): Promise<number> =>
  Number(
    (
      await admin.query<{ waiting: string }>(
        `SELECT count(*) AS waiting FROM pg_locks JOIN pg_database d ON d.oid = database
         WHERE locktype = 'advisory' AND NOT granted AND d.datname = current_database()`,
      )
    ).rows[0]?.waiting,
  );
const assetsOf = (trackId: string) => harness.catalogue.assets.forTrack('default', trackId);

describe('concurrent tracks of one preview', () => {
  it('are one track if they have the same key: one start, one audio and one entry in the session', async () => {
    const { previewId, sessionId, sha256 } = await made();
    const before = await harness.workflows();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => becomeTrack(previewId, 'six-at-once')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 202]);
    const [trackId = '', ...others] = new Set(
      answers.map(({ body }) => TrackAccepted.parse(body).trackId),
    );
    expect(others).toEqual([]);
    expect((await session(sessionId)).entries.map(({ kind, trackId: of }) => [kind, of])).toEqual([
      ['requested', null],
      ['track-created', trackId],
    ]);
    await writesDone();
    expect((await assetsOf(trackId)).map((asset) => [asset.kind, asset.sha256])).toEqual([
      ['preview', sha256],
    ]);
    await vi.waitFor(async () => expect(await harness.workflows()).toBe(before + 1), {
      timeout: 20_000,
    });
  });

  it('are two tracks if their keys differ, each with the audio', async () => {
    const { previewId, sessionId, sha256 } = await made();
    const answers = await Promise.all(['mine', 'yours'].map((key) => becomeTrack(previewId, key)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const tracks = answers.map(({ body }) => TrackAccepted.parse(body).trackId);
    expect(new Set(tracks).size).toBe(2);
    await writesDone();
    expect(
      (await session(sessionId)).entries
        .filter(({ kind }) => kind === 'track-created')
        .map(({ trackId }) => trackId)
        .toSorted(),
    ).toEqual(tracks.toSorted());
    for (const trackId of tracks)
      expect((await assetsOf(trackId)).map((asset) => asset.sha256)).toEqual([sha256]);
  });

  it('with one key and two previews: one track, and a 422 for the other', async () => {
    const [one, other] = [await made(), await made()];
    const answers = await Promise.all(
      [one, other].map(({ previewId }) => becomeTrack(previewId, 'one-key')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 422]);
    expect(Problem.parse(answers.find(({ status }) => status === 422)?.body).type).toBe(
      'urn:fermata:problem:key-reused',
    );
  });
});

describe('a preview that expires', () => {
  it('while it becomes a track is unknown, or its track has its audio or, if it expired first, none', async () => {
    const previews: PreviewView[] = [];
    for (let i = 0; i < 8; i++) previews.push(await made());
    await writesDone();
    const becoming = previews.flatMap(({ previewId }) =>
      ['a', 'b'].map((key) => becomeTrack(previewId, `expiring-${previewId}-${key}`)),
    );
    // The sweep starts with the first answer, while the other requests run.
    const [answers] = await Promise.all([
      Promise.all(becoming),
      Promise.race(becoming).then(sweep),
    ]);
    await writesDone();
    await sweep();
    for (const [i, { status, body }] of answers.entries()) {
      expect([202, 404], JSON.stringify(body)).toContain(status);
      if (status === 404) continue;
      const files = await assetsOf(TrackAccepted.parse(body).trackId);
      for (const { sha256 } of files) {
        expect(sha256).toBe(previews[Math.floor(i / 2)]?.sha256);
        expect(await harness.assets.has('default', sha256)).toBe(true);
      }
      // A cached preview is stored again by this API.
      if (Math.floor(i / 2) === previews.length - 1) expect(files).toHaveLength(1);
    }
    for (const { previewId } of previews)
      expect(await harness.catalogue.previews.find('default', previewId)).toBeNull();
  });

  it.each([
    ['only in the store', false],
    ['in the cache', true],
  ])(
    'just while it becomes a track, with audio %s: the track waits for the removal and lists no missing bytes',
    async (_what, cached) => {
      const preview = await made();
      // Evicts it from the cache of this API.
      for (let i = 0; i < (cached ? 0 : CACHED_PREVIEWS); i++) await made();
      await writesDone();
      const removal = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const swept = harness.catalogue.previews.expire(
        { unusedSeconds: 0, linkSeconds: 0, keptPerProject: 0 },
        async ({ projectId, sha256 }) => {
          if (sha256 === preview.sha256) {
            begun.resolve();
            await removal.promise;
          }
          await harness.assets.remove(projectId, sha256);
        },
      );
      await begun.promise;
      const accepted = await becomeTrack(preview.previewId, `just-then-${preview.previewId}`);
      expect(accepted.status).toBe(202);
      await vi.waitFor(async () => expect(await waitingForBytes()).toBe(1), { timeout: 10_000 });
      removal.resolve();
      await swept;
      await writesDone();
      expect(
        (await assetsOf(TrackAccepted.parse(accepted.body).trackId)).map(({ sha256 }) => sha256),
      ).toEqual(cached ? [preview.sha256] : []);
      expect(await harness.assets.has('default', preview.sha256)).toBe(cached);
    },
  );

  it('is unknown also to an API that has it in memory, once it is unused for the retention', async () => {
    const { previewId } = await made();
    const inCatalogue = () => harness.catalogue.previews.find('default', previewId);
    await vi.waitFor(async () => expect(await inCatalogue()).not.toBeNull(), { timeout: 10_000 });
    await sweep();
    const ask = async (): Promise<number> =>
      (await harness.ask('GET', `/v1/previews/${previewId}`, { key: KEYS.ada })).status;
    expect([await ask(), await inCatalogue()]).toEqual([200, null]);
    nowMs += DEFAULT_PREVIEW_RETENTION.unusedSeconds * 1000 + 1;
    expect(await ask()).toBe(404);
  });

  it('before its audio is stored leaves nothing in the store', async () => {
    await writesDone();
    const end = new AbortController();
    const sweeping = (async () => {
      while (!end.signal.aborted) await sweep();
    })();
    const previews = await Promise.all(Array.from({ length: 6 }, made));
    await Promise.all(
      previews.map(({ sessionId }) =>
        harness.ask('GET', `/v1/preview-sessions/${sessionId}`, { key: KEYS.ada }),
      ),
    );
    end.abort();
    await sweeping;
    await vi.waitFor(
      async () => {
        await sweep();
        for (const { sha256, previewId } of previews)
          expect([
            await harness.catalogue.previews.find('default', previewId),
            await harness.assets.has('default', sha256),
          ]).toEqual([null, false]);
      },
      { timeout: 10_000 },
    );
  });
});

describe('a revoked key', () => {
  it('is refused at once, and for previews within five seconds, however often they are requested', async () => {
    const key = 'fmk_revoked-key-00000000000';
    await seedKeys(harness.ownerUrl, 'default', [
      { actor: 'act_gone', name: 'Gone', roles: ['creator'], key },
    ]);
    const ask = async () =>
      (await harness.ask('POST', '/v1/previews', { key, body: { style: 'lo-fi', seed: 1 } }))
        .status;
    expect(await ask()).toBe(200);
    await admin.query("DELETE FROM api_key WHERE actor_id = 'act_gone'");
    nowMs += 2_000;
    expect(await ask()).toBe(200);
    // An answer from an older entry starts a lookup, whose result the next answers follow.
    nowMs += 1;
    await vi.waitFor(async () => expect(await ask()).toBe(401), { timeout: 10_000 });
    for (const laterMs of [0, 2_999, 2_000]) {
      nowMs += laterMs;
      expect(await ask()).toBe(401);
    }
    expect((await harness.ask('GET', '/v1/me', { key })).status).toBe(401);
  });
});
