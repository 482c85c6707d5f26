import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  AssetLinks,
  PreviewSession,
  PreviewView,
  TrackAccepted,
  TrackPage,
} from '@fermata/contracts/http';
import { deriveId, STYLES } from '@fermata/contracts/values';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

let own: OwnStack;
beforeAll(async () => {
  own = await startOwnStack({
    serviceOptions: {
      api: { env: { FERMATA_PREVIEW_SESSION_SECONDS: '600' } },
      worker: {
        env: { FERMATA_PREVIEW_SWEEP_SECONDS: '0.2', FERMATA_PREVIEW_SESSION_SECONDS: '600' },
      },
    },
  });
  // Wait until the service is warm and has its default previews.
  await own.testStack.until('the default preview of each style', async () =>
    z
      .object({ defaults: z.number() })
      .parse(await (await fetch(`${own.stack.env.FERMATA_PREVIEW_URL}/health`)).json()).defaults ===
    STYLES.length
      ? true
      : undefined,
  );
});
afterAll(() => own.close());

const ask = (body: Record<string, unknown>): Promise<PreviewView> =>
  own.testStack.as('ada').post('/v1/previews', { deadlineMs: 5000, ...body }, PreviewView);
const vary = (previewId: string, body: Record<string, unknown>): Promise<PreviewView> =>
  own.testStack
    .as('ada')
    .post(`/v1/previews/${previewId}/variations`, { deadlineMs: 5000, ...body }, PreviewView);
const rendered = async (): Promise<number> =>
  Number(
    /^fermata_preview_parts_total\{made="rendered"\} (\d+)/m.exec(
      await (await fetch(`${own.stack.env.FERMATA_PREVIEW_URL}/metrics`)).text(),
    )?.[1],
  );

test('a preview is fresh, then cached; a variation of one part renders only that part', async () => {
  const first = await ask({ text: 'warm lo-fi bed', seed: 1 });
  expect(first.source).toBe('fresh');
  const before = await rendered();
  expect(await ask({ text: 'warm lo-fi bed', seed: 1 })).toMatchObject({
    source: 'cached',
    previewId: first.previewId,
    sha256: first.sha256,
  });
  expect(await rendered()).toBe(before);
  const bass = await vary(first.previewId, { part: 'bass' });
  expect(bass.source).toBe('fresh');
  expect(bass.sha256).not.toBe(first.sha256);
  expect(bass.parts.filter(({ made }) => made === 'rendered').map(({ part }) => part)).toEqual([
    'bass',
  ]);
  expect(await rendered()).toBe(before + 1);
});

test('a preview becomes a track: the first candidate has its recipe, and the track keeps the audio', async () => {
  const preview = await ask({ style: 'synthwave', seed: 2, durationSeconds: 8 });
  const { trackId } = await own.testStack
    .as('ada')
    .post('/v1/tracks', { previewId: preview.previewId, candidates: 2 }, TrackAccepted, {
      idempotencyKey: 'from-a-preview',
    });
  const planned = await own.testStack.event(trackId, 'plan.made');
  expect(
    z
      .object({ candidates: z.array(z.object({ recipeId: z.string() })).length(2) })
      .parse(planned.data).candidates[0]?.recipeId,
  ).toBe(preview.recipeId);
  expect((await own.testStack.track(trackId)).brief).toMatchObject({
    style: 'synthwave',
    tempoBpm: preview.tempoBpm,
    preview: { previewId: preview.previewId, compositionSeed: 2 },
  });
  const files = await own.testStack.until('the preview among the files', async () => {
    const { items } = await own.testStack.as('ada').get(`/v1/tracks/${trackId}/assets`, AssetLinks);
    return items.some(({ kind }) => kind === 'preview') ? items : undefined;
  });
  expect(files.find(({ kind }) => kind === 'preview')).toMatchObject({
    sha256: preview.sha256,
    mediaType: 'audio/wav',
    bytes: preview.bytes,
  });
  const session = await own.testStack
    .as('ada')
    .get(`/v1/preview-sessions/${preview.sessionId}`, PreviewSession);
  expect(session.entries.map(({ kind, trackId: of }) => [kind, of])).toEqual([
    ['requested', null],
    ['track-created', trackId],
  ]);
  await own.testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
});

test('with the preview service killed, every request is answered, and fresh previews return', async () => {
  const known = await ask({ style: 'house', seed: 3 });
  const service = own.stack.service('preview');
  await service.kill('SIGKILL');
  const during = await Promise.all(
    Array.from({ length: 5 }, (_, i) =>
      ask({ style: 'house', seed: 100 + i, tempoBpm: known.tempoBpm, deadlineMs: 500 }),
    ),
  );
  expect(during[0]).toMatchObject({ source: 'fallback', style: 'house' });
  expect(await ask({ style: 'house', seed: 3, deadlineMs: 500 })).toMatchObject({
    source: 'cached',
    sha256: known.sha256,
  });
  await service.untilHealthy();
  const fresh = await own.testStack.until('a fresh preview', async () => {
    const view = await ask({ style: 'house', seed: 4 });
    return view.source === 'fresh' ? view : undefined;
  });
  expect(fresh.style).toBe('house');
});

test('a preview service that hangs delays no answer', async () => {
  const service = own.stack.service('preview');
  await service.kill('SIGSTOP');
  try {
    const view = await ask({ style: 'ambient', seed: 5, deadlineMs: 300 });
    expect(view.source).toBe('fallback');
  } finally {
    await service.kill('SIGCONT');
  }
});

test('"fermata preview --track" refuses a fallback and makes a track of the requested preview', async () => {
  const command = (...args: string[]) =>
    fermata(['preview', 'a calm ambient bed', '--seed', '7', '--track', ...args], {
      FERMATA_API_URL: own.testStack.variable('FERMATA_API_URL'),
      FERMATA_API_KEY: own.testStack.keyOf('ada'),
    });
  const tracks = async (): Promise<string[]> =>
    (await own.testStack.as('ada').get('/v1/tracks', TrackPage, { limit: 100 })).items.map(
      ({ trackId }) => trackId,
    );
  const before = await tracks();
  const service = own.stack.service('preview');
  await service.kill('SIGSTOP');
  try {
    const answered = await command('--deadline', '300');
    expect([answered.code, answered.stdout]).toEqual([
      1,
      expect.stringContaining('No track was made: a fallback is not the music'),
    ]);
    const asJson = await command('--deadline', '300', '--json');
    expect([asJson.code, asJson.json()]).toEqual([
      1,
      expect.objectContaining({ source: 'fallback' }),
    ]);
    expect(asJson.json()).not.toHaveProperty('track');
    expect(await tracks()).toEqual(before);
  } finally {
    await service.kill('SIGCONT');
  }
  const { trackId } = await own.testStack.until('a preview that is no fallback', async () => {
    const made = await command('--json');
    return made.code === 0
      ? z.object({ source: z.enum(['fresh', 'cached']), track: TrackAccepted }).parse(made.json())
          .track
      : undefined;
  });
  const after = await own.testStack.until('the track in the list', async () => {
    const all = await tracks();
    return all.includes(trackId) ? all : undefined;
  });
  expect(after.filter((id) => !before.includes(id))).toEqual([trackId]);
  await own.testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
});

test('an unused session expires with its previews', async () => {
  const sessionId = deriveId('pvs', 'short');
  const { previewId } = await ask({ style: 'lo-fi', seed: 6, sessionId });
  expect(
    (await own.testStack.as('ada').get(`/v1/preview-sessions/${sessionId}`, PreviewSession))
      .entries,
  ).toHaveLength(1);
  const api = own.stack.service('api');
  await api.stop();
  await api.start({ FERMATA_PREVIEW_SESSION_SECONDS: '0.05' });
  const worker = own.stack.service('worker');
  await worker.stop();
  await worker.start({
    FERMATA_PREVIEW_SESSION_SECONDS: '0.05',
    FERMATA_PREVIEW_SWEEP_SECONDS: '0.2',
  });
  const isGone = (path: string) =>
    own.testStack.until(
      `${path} isGone`,
      async () =>
        (
          await fetch(`${own.stack.env.FERMATA_API_URL}${path}`, {
            headers: {
              authorization: `Bearer ${own.stack.keys.keys.find(({ actor }) => actor === 'act_ada')?.key}`,
            },
          })
        ).status === 404 || undefined,
    );
  await isGone(`/v1/preview-sessions/${sessionId}`);
  await isGone(`/v1/previews/${previewId}`);
  await isGone(`/v1/previews/${previewId}/audio`);
});
