import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  NewPartnerKey,
  OpenReleasePage,
  OpenReleaseView,
  Problem,
  ReleaseAccepted,
  ReleaseView,
} from '@fermata/contracts/http';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness, WEBHOOK_SECRET } from '../testing/api-harness.ts';
import { signWebhook } from '../testing/sign-webhook.ts';
import { storeReleasedTrack } from '../testing/store-released-track.ts';

let harness: ApiHarness;
let partnerKey: string;
let strangersKey: string;
beforeAll(async () => {
  harness = await startApiHarness();
  const keyOf = async (operator: string) =>
    NewPartnerKey.parse(
      (await harness.ask('POST', '/v1/partners/sandbox/keys', { key: operator })).body,
    ).key;
  partnerKey = await keyOf(KEYS.otto);
  strangersKey = await keyOf(KEYS.stranger);
}, 60_000);
afterAll(() => harness.stop());

/** A release of two recordings that waits, by default for a request of the sandbox. */
async function waiting(title: string, terms: object = {}) {
  const tracks = [
    (await storeReleasedTrack(harness, `${title} one`)).trackId,
    (await storeReleasedTrack(harness, `${title} two`)).trackId,
  ] as const;
  const answer = await harness.ask('POST', '/v1/releases', {
    key: KEYS.rita,
    headers: { 'idempotency-key': title.replaceAll(' ', '-') },
    body: {
      title,
      recordings: tracks.map((trackId) => ({ trackId, version: 2 })),
      terms: { publishOn: 'request', ...terms },
    },
  });
  expect(answer.status).toBe(202);
  return { ...ReleaseAccepted.parse(answer.body), tracks };
}

const show = async (releaseId: string, key: string = KEYS.otto) =>
  ReleaseView.parse((await harness.ask('GET', `/v1/releases/${releaseId}`, { key })).body);
const start = (releaseId: string, key: string = KEYS.rita) =>
  harness.ask('POST', `/v1/releases/${releaseId}/start`, { key });
const open = async (using = partnerKey, query = '') =>
  OpenReleasePage.parse(
    (await harness.ask('GET', `/v1/open-releases${query}`, { key: using })).body,
  );
const openOne = (releaseId: string, using = partnerKey) =>
  harness.ask('GET', `/v1/open-releases/${releaseId}`, { key: using });

/** Appends what the workflow of a release records. */
const record = (
  releaseId: string,
  sequence: number,
  entry: Pick<NewEvent, 'type' | 'data'>,
): Promise<unknown> => {
  const stream = workflowIds.release(releaseId);
  return harness.catalogue.events.append([
    {
      ...{ projectId: 'default', stream, sequence, actor: 'act_system' },
      ...{ occurredAt: '2026-11-29T12:00:00.000Z', workflowId: stream, runId: 'run' },
      ...entry,
    } as NewEvent,
  ]);
};

it('a release that waits for a request says so, and a reviewer or operations may start it', async () => {
  const { releaseId, trackId, detail } = await waiting('On request');
  expect(detail).toBe('“On request” goes to sandbox when one of them asks for it');
  expect(await show(releaseId)).toMatchObject({
    ...{ publishOn: 'request', publishesAt: null, startedAt: null, outcome: null },
  });
  expect((await show(releaseId, KEYS.rita)).allowedActions).toEqual(['start']);
  expect((await show(releaseId, KEYS.ada)).allowedActions).toEqual(['cancel']);
  expect((await start(releaseId, KEYS.ada)).status).toBe(403);
  expect((await start(releaseId, KEYS.stranger)).status).toBe(404);
  // No worker runs here, so its workflow does not answer.
  expect((await start(releaseId)).status).toBe(503);

  const versionSha256 = 'ab'.repeat(32);
  await record(releaseId, 2, { type: 'release.start-requested', data: {} });
  await record(releaseId, 3, {
    type: 'release.started',
    data: { releaseId, trackId, version: 1, versionSha256, partners: ['sandbox'] },
  });
  expect((await show(releaseId)).allowedActions).not.toContain('start');
  expect(Problem.parse((await start(releaseId)).body)).toMatchObject({
    ...{ status: 409, reason: 'late', detail: `${releaseId} has already started` },
  });
  const single = deriveId('rel', trackId, 2);
  expect(Problem.parse((await start(single)).body)).toMatchObject({ reason: 'not-allowed' });
});

it('neither a person nor a partner can start it after a person has withdrawn one of its tracks', async () => {
  const { releaseId, tracks } = await waiting('No longer');
  const stream = workflowIds.track(tracks[1]);
  const { length } = await harness.catalogue.events.readStream(stream);
  await harness.catalogue.events.append([
    {
      ...{ projectId: 'default', stream, sequence: length + 1, actor: 'act_ada' },
      ...{ occurredAt: '2026-11-29T12:00:00.000Z', workflowId: stream, runId: 'run' },
      ...{ type: 'track.stage-entered', data: { stage: 'withdrawn', version: 2 } },
    },
  ]);
  expect((await show(releaseId, KEYS.rita)).allowedActions).toEqual([]);
  expect(Problem.parse((await start(releaseId)).body)).toMatchObject({
    ...{ status: 409, reason: 'not-allowed', detail: `a person has withdrawn ${tracks[1]}` },
  });
  const [requestable] = await harness.catalogue.requests.requestable('sandbox', {
    ...{ requestId: 'wish', releaseId },
  });
  expect(requestable?.closed).toMatchObject({ answer: 'refused', code: 'ended' });
  expect((await openOne(releaseId)).status).toBe(404);
});

it('a partner key finds the releases that wait and are open to it, with their recordings', async () => {
  const { releaseId, tracks } = await waiting('Open');
  const elsewhere = await waiting('Elsewhere', { partners: ['sandbox'], publishOn: 'approval' });
  const { items } = await open();
  expect(items.map((release) => release.releaseId)).toContain(releaseId);
  expect(items.map((release) => release.releaseId)).not.toContain(elsewhere.releaseId);
  expect(items.find((release) => release.releaseId === releaseId)).toMatchObject({
    ...{ title: 'Open', territories: null, publishesAt: null },
    recordings: [
      { disc: 1, number: 1, title: 'Rain 2' },
      { disc: 1, number: 2, title: 'Rain 2' },
    ],
  });
  const first = await open(partnerKey, '?limit=1');
  const next = await open(partnerKey, `?limit=1&cursor=${first.nextCursor ?? ''}`);
  expect([...first.items, ...next.items].length).toBeGreaterThan(0);
  const bytes = Buffer.from('an mp3');
  const ref = await harness.assets.put('default', {
    ...{ kind: 'delivery-mp3', mediaType: 'audio/mpeg', bytes },
  });
  await harness.catalogue.assets.register('default', {
    ...{ ref, trackId: tracks[1], version: 2, recipeId: null, parents: [], checks: {} },
  });
  const answer = await openOne(releaseId);
  const shown = OpenReleaseView.parse(answer.body);
  expect(shown).toMatchObject({
    licence: { aiDisclosure: 'all', explicit: false, pLine: '℗ 2026 Fermata' },
    recordings: [{ use: 'commercial', audio: null }, { audio: { isClip: false } }],
  });
  const heard = await fetch(shown.recordings[1]?.audio?.url ?? '');
  expect(Buffer.from(await heard.arrayBuffer())).toEqual(bytes);
  const text = JSON.stringify(answer.body, (name, value: unknown) =>
    name === 'audio' ? null : value,
  );
  for (const hidden of ['act_', 'priceClass', 'projectId', 'trackId', 'credits', 'study video'])
    expect(text).not.toContain(hidden);

  for (const [id, key] of [
    [releaseId, strangersKey],
    [releaseId, KEYS.shop],
    [elsewhere.releaseId, partnerKey],
    [deriveId('rel', 'unknown'), partnerKey],
  ] as const)
    expect(Problem.parse((await openOne(id, key)).body)).toMatchObject({
      ...{ status: 404, detail: `no release ${id} is open to you` },
    });
  expect((await open(strangersKey)).items).toEqual([]);
  await record(releaseId, 2, {
    type: 'release.ended',
    data: { outcome: 'cancelled', detail: 'nothing was offered' },
  });
  expect((await openOne(releaseId)).status).toBe(404);
  expect((await open()).items.map((release) => release.releaseId)).not.toContain(releaseId);
});

it('the signed webhook that names it starts the workflow that answers, and is in its messages', async () => {
  const { releaseId } = await waiting('Asked for');
  const send = (id: string, data: object) => {
    const type = 'release.requested';
    const body = JSON.stringify({ type, timestamp: '2027-03-01T08:00:00.000Z', data });
    return harness.ask('POST', '/v1/partners/sandbox/webhooks', {
      ...{ body, headers: signWebhook(id, body, WEBHOOK_SECRET) },
    });
  };
  const request = { requestId: 'wish', releaseId };
  expect((await send('msg_wish', request)).status).toBe(200);
  const workflowId = workflowIds.partnerMessage('sandbox', 'msg_wish');
  await expect
    .poll(async () => {
      const described = harness.client.workflow.getHandle(workflowId).describe();
      return described.then(
        ({ status }) => status.name,
        () => 'not started',
      );
    })
    .toBe('RUNNING');
  const both = await send('msg_both', { ...request, trackId: deriveId('trk', 'any') });
  expect(Problem.parse(both.body)).toMatchObject({
    ...{ status: 422 },
    detail: expect.stringContaining(
      'must name one of trackId, versionSha256 and releaseId',
    ) as unknown,
  });
  const messages = async (id: string) =>
    (await harness.ask('GET', `/v1/releases/${id}/messages`, { key: KEYS.otto })).body;
  expect(await messages(releaseId)).toMatchObject({ items: [] });
  await record(releaseId, 2, {
    type: 'release.requested',
    data: { partner: 'sandbox', requestId: 'wish', webhookId: 'msg_wish' },
  });
  expect(await messages(releaseId)).toMatchObject({ items: [{ webhookId: 'msg_wish' }] });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});
