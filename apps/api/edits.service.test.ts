import { afterAll, beforeAll, expect, test } from 'vitest';
import { NoteUnderstandingView } from '@fermata/contracts/http';
import { deriveId } from '@fermata/contracts/values';
import { SAMPLE_RECIPE } from '../../prisma/testing/sample-recipe.ts';
import { storeTrackMadeWith } from '../../prisma/testing/track-made-with.ts';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

let harness: ApiHarness;
let track: Awaited<ReturnType<typeof storeTrackMadeWith>>;
beforeAll(async () => {
  harness = await startApiHarness({ limits: { commandMs: 200 } });
  track = await storeTrackMadeWith(harness.catalogue, 'edited', SAMPLE_RECIPE, 'review');
});
afterAll(() => harness.stop());

const understand = (note: string, trackId = track.trackId) =>
  harness.ask('POST', `/v1/tracks/${trackId}/edits/understand`, { key: KEYS.ada, body: { note } });
const sendBack = (body: unknown) =>
  harness.ask('POST', `/v1/reviews/${track.reviewId}/send-back`, { key: KEYS.rita, body });

test('a note about the last version is understood as edits, and nothing is changed', async () => {
  const { status, body } = await understand('slower, without drums, and add a singer');
  expect(status).toBe(200);
  const { edits, understanding } = NoteUnderstandingView.parse(body);
  expect(edits).toEqual([
    { op: 'tempo', bpm: 69 },
    { op: 'remove', part: 'drums' },
  ]);
  expect(understanding.map(({ outcome }) => outcome)).toEqual([
    'honoured',
    'honoured',
    'impossible',
  ]);
});

test('a note is understood for the version that it names', async () => {
  const ask = (version: number) =>
    harness.ask('POST', `/v1/tracks/${track.trackId}/edits/understand`, {
      key: KEYS.ada,
      body: { note: 'slower', version },
    });
  expect((await ask(1)).body).toMatchObject({ edits: [{ op: 'tempo', bpm: 69 }] });
  expect(await ask(9)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('has no version 9 to edit yet') as string },
  });
});

test('a track without a version has nothing to edit', async () => {
  expect((await understand('slower', deriveId('trk', 'nobody'))).status).toBe(404);
});

test('a send-back whose note asks for nothing that can be done is refused, with the reasons', async () => {
  const { status, body } = await sendBack({ note: 'louder, and add a singer' });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    type: 'urn:fermata:problem:note-without-edits',
    errors: [
      { path: 'body.note', message: expect.stringContaining('louder') },
      { path: 'body.note', message: expect.stringContaining('singer') },
    ],
  });
});

test('an edit that the version does not allow is refused, with its place and the reason', async () => {
  const { status, body } = await sendBack({
    edits: [
      { op: 'tempo', bpm: 80 },
      { op: 'remove', part: 'lead' },
    ],
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    errors: [
      {
        path: 'body.edits.1',
        message: expect.stringContaining('it has no lead; its parts are drums, bass'),
      },
    ],
  });
});

test('a send-back needs a note or edits', async () => {
  for (const body of [{}, { edits: [] }, { edits: [{ op: 'sing' }] }])
    expect((await sendBack(body)).status).toBe(400);
});
