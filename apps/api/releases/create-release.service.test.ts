import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  AmendmentAccepted,
  EventPage,
  MaterialView,
  Problem,
  ReleaseAccepted,
  ReleasePage,
  ReleaseView,
  TrackView,
  WithdrawAccepted,
} from '@fermata/contracts/http';
import {
  deriveId,
  type ReleasedVersion,
  type Stage,
  SYSTEM_ACTOR,
  workflowIds,
} from '@fermata/contracts/values';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';
import { pngFile } from '../testing/png-file.ts';
import { storeReleasedTrack } from '../testing/store-released-track.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

/** A track whose second version is approved and on sale as a single. */
const onSale = async (seed: string) => (await storeReleasedTrack(harness, seed)).trackId;

let keys = 0;
const create = (
  body: object,
  {
    key = KEYS.rita,
    idempotencyKey = `key-${++keys}`,
  }: { key?: string; idempotencyKey?: string } = {},
) =>
  harness.ask('POST', '/v1/releases', {
    key,
    body,
    headers: { 'idempotency-key': idempotencyKey },
  });
const problem = async (asked: ReturnType<typeof create>) => {
  const { status, detail } = Problem.parse((await asked).body);
  return `${status} ${detail}`;
};
/** A picture of `pixels` in each direction. */
async function addCover(pixels: number, territories = ''): Promise<MaterialView> {
  const path = `/v1/materials?licensor=Pictures&licence=CC-BY-4.0${territories}`;
  const { body } = await harness.ask('POST', path, {
    ...{ key: KEYS.ada, body: pngFile(pixels), headers: { 'content-type': 'image/png' } },
  });
  return MaterialView.parse(body);
}
const show = async (releaseId: string) =>
  ReleaseView.parse(
    (await harness.ask('GET', `/v1/releases/${releaseId}`, { key: KEYS.otto })).body,
  );

/** Appends what the workflows of a release record. */
async function record(
  stream: string,
  sequence: number,
  entry: Pick<NewEvent, 'type' | 'data'>,
  actor = 'act_system',
): Promise<void> {
  await harness.catalogue.events.append([
    {
      ...{ projectId: 'default', stream, sequence, actor },
      ...{ occurredAt: '2026-11-29T12:00:00.000Z', workflowId: stream, runId: 'run' },
      ...entry,
    } as NewEvent,
  ]);
}

/** Appends what the workflow of a track records. */
async function enterStage(trackId: string, stage: Stage): Promise<void> {
  const stream = workflowIds.track(trackId);
  const { length } = await harness.catalogue.events.readStream(stream);
  await record(stream, length + 1, { type: 'track.stage-entered', data: { stage, version: 2 } });
}

it('releases approved versions together, in order, once for each key', async () => {
  const tracks = [await onSale('one'), await onSale('two')];
  const body = {
    title: 'Both Sides',
    recordings: tracks.map((trackId, index) => ({ trackId, version: 2, disc: index + 1 })),
    metadata: { artists: [{ name: 'Nova' }] },
    terms: { onRejection: 'all-or-nothing' },
  };
  const answer = await create(body, { idempotencyKey: 'album' });
  expect(answer.status).toBe(202);
  const accepted = ReleaseAccepted.parse(answer.body);
  expect(accepted).toMatchObject({ trackId: tracks[0], detail: '“Both Sides” goes to sandbox' });
  const repeated = await create(body, { idempotencyKey: 'album' });
  expect(repeated.body).toEqual(answer.body);
  const other = create({ ...body, title: 'Another' }, { idempotencyKey: 'album' });
  expect(await problem(other)).toMatch(/^422 this Idempotency-Key belongs to rel_/);

  const { releaseId, workflowId } = accepted;
  expect(await show(releaseId)).toMatchObject({
    ...{ title: 'Both Sides', createdBy: 'act_rita', startedAt: null, partners: [] },
    onRejection: 'all-or-nothing',
    recordings: [
      { trackId: tracks[0], version: 2, title: 'Rain 2', disc: 1, number: 1 },
      { trackId: tracks[1], version: 2, title: 'Rain 2', disc: 2, number: 1 },
    ],
  });
  const list = ReleasePage.parse(
    (await harness.ask('GET', '/v1/releases?limit=1', { key: KEYS.ada })).body,
  );
  expect(list.items).toMatchObject([{ releaseId, title: 'Both Sides', recordings: 2 }]);
  expect(list.nextCursor).not.toBeNull();
  const { status } = await harness.client.workflow.getHandle(workflowId).describe();
  expect(status.name).toBe('RUNNING');
  const events = await harness.catalogue.events.readStream(workflowId);
  expect(events).toMatchObject([{ type: 'release.created', actor: 'act_rita', sequence: 1 }]);
  // It is in the record of each of its tracks.
  const page = EventPage.parse(
    (await harness.ask('GET', `/v1/tracks/${tracks[1]}/events?limit=100`, { key: KEYS.ada })).body,
  );
  expect(page.items.map(({ type }) => type)).toContain('release.created');
});

it('refuses plainly what may not be released', async () => {
  const trackId = await onSale('refused');
  const draft = sampleTrack('in review');
  await harness.catalogue.events.append(draft.events.slice(0, draft.until.inGrace));
  const recordings = [{ trackId, version: 2 }];
  const ask = (changes: object) => problem(create({ title: 'Album', recordings, ...changes }));
  const ofDraft = [...recordings, { trackId: draft.trackId, version: 2 }];
  expect(await ask({ recordings: ofDraft })).toMatch(/^409 no review has approved version 2 of/);
  expect(await ask({ recordings: [{ trackId, version: 1 }] })).toMatch(
    /^409 no review has approved/,
  );
  expect(await ask({ recordings: [{ trackId, version: 3 }] })).toMatch(
    /^409 .* has no completed version 3$/,
  );
  const unknown = [{ trackId: deriveId('trk', 'nowhere'), version: 1 }];
  expect(await ask({ recordings: unknown })).toMatch(/^404 there is no track/);
  expect(await ask({ recordings: [] })).toMatch(/^400/);
  expect(await ask({ recordings: [...recordings, ...recordings] })).toMatch(/^400/);
  expect(await ask({ terms: { partners: ['nobody'] } })).toMatch(/^400/);
  expect(await ask({ terms: { publishOn: 'date' } })).toMatch(/^400/);
  const byCreator = await create({ title: 'Album', recordings }, { key: KEYS.ada });
  expect(byCreator.status).toBe(403);
  const byStranger = await create({ title: 'Album', recordings }, { key: KEYS.stranger });
  expect([403, 404]).toContain(byStranger.status);
});

it('a given cover takes the place of that of the first recording', async () => {
  const trackId = await onSale('with a cover');
  const { sha256, bytes } = await addCover(1400);
  const body = { title: 'Covered', recordings: [{ trackId, version: 2 }] };
  const answer = await create({ ...body, metadata: { cover: sha256 } });
  const { releaseId } = ReleaseAccepted.parse(answer.body);
  const { authority, releaseContents } = harness.catalogue;
  const created = await releaseContents.find('default', releaseId);
  if (created === null) throw new Error('the release was created');
  expect(await authority.considerCreation('default', created.content)).toMatchObject({
    version: {
      metadata: { cover: sha256 },
      files: [{ kind: 'cover', mediaType: 'image/png', sha256, bytes }],
    },
  });
  const unknown = create({ ...body, metadata: { cover: '0'.repeat(64) } });
  expect(await problem(unknown)).toMatch(/^422 body\.metadata\.cover: there is no cover 0/);
});

it('a given cover needs a licence for the territories of the release', async () => {
  const trackId = await onSale('with a limited cover');
  const { sha256 } = await addCover(1401, '&territories=DE,FR');
  const release = (territories?: string[]) =>
    create({
      ...{ title: 'Limited', recordings: [{ trackId, version: 2 }], metadata: { cover: sha256 } },
      terms: { ...(territories ? { territories } : {}) },
    });
  const licensed = `the cover ${sha256.slice(0, 12)} of Pictures is licensed for DE, FR`;
  expect(await problem(release())).toBe(`409 ${licensed}, and the release names no territories`);
  expect(await problem(release(['DE', 'US']))).toBe(
    `409 ${licensed}, and the release covers DE, US`,
  );
  expect((await release(['DE'])).status).toBe(202);
});

it('two people with the same key create two releases', async () => {
  const trackId = await onSale('of two people');
  const body = { title: 'Mine', recordings: [{ trackId, version: 2 }] };
  const by = async (key: string, title: string) =>
    ReleaseAccepted.parse(
      (await create({ ...body, title }, { key, idempotencyKey: 'the-same' })).body,
    ).releaseId;
  const ofRita = await by(KEYS.rita, 'Mine');
  const ofOtto = await by(KEYS.otto, 'Yours');
  expect(ofOtto).not.toBe(ofRita);
  expect(await show(ofOtto)).toMatchObject({ title: 'Yours', createdBy: 'act_otto' });
  expect(await by(KEYS.rita, 'Mine')).toBe(ofRita);
});

it('an album has an approved recording whatever the state of its single is', async () => {
  const rejected = await onSale('rejected as a single');
  const failed = await onSale('failed as a single');
  const last = await onSale('taken down as a single');
  await enterStage(rejected, 'archived');
  await enterStage(failed, 'failed');
  await enterStage(last, 'withdrawn');
  const body = {
    title: 'Second Chance',
    recordings: [rejected, failed, last].map((trackId) => ({ trackId, version: 2 })),
  };
  // Nothing says that only the system has withdrawn it.
  expect(await problem(create(body))).toBe(`409 a person has withdrawn ${last}`);
  const withdrawalId = deriveId('wdr', last);
  const withdrawal = workflowIds.withdrawal(withdrawalId);
  const about = { withdrawalId, trackId: last, releaseId: deriveId('rel', last, 2) };
  const reason = 'the terms are all-or-nothing, and a partner no longer sells it';
  const bySystem = (sequence: number, entry: Pick<NewEvent, 'type' | 'data'>) =>
    record(withdrawal, sequence, entry, SYSTEM_ACTOR);
  const request = { ...about, reason, partners: ['sandbox'] };
  await bySystem(1, { type: 'withdrawal.requested', data: request });
  await bySystem(2, { type: 'withdrawal.started', data: { ...about, reason } });
  await bySystem(3, {
    type: 'withdrawal.ended',
    data: { trackId: last, outcome: 'withdrawn', detail: reason, stillOfferedTo: [] },
  });
  expect((await create(body)).status).toBe(202);
});

it('an album does not start, and is not redelivered, after a person has withdrawn one of its tracks', async () => {
  const tracks = [await onSale('stays'), await onSale('goes')] as const;
  const [trackId, withdrawn] = tracks;
  const body = { title: 'Waiting', recordings: tracks.map((id) => ({ trackId: id, version: 2 })) };
  const { releaseId } = ReleaseAccepted.parse((await create(body)).body);
  const { authority, releaseContents } = harness.catalogue;
  const created = await releaseContents.find('default', releaseId);
  if (created === null) throw new Error('the release was created');
  const considered = await authority.considerCreation('default', created.content);
  if (considered.issue !== null) throw new Error(considered.issue);
  const { version } = considered;
  const claim = { projectId: 'default', trackId, releaseId, partners: ['sandbox'], version };
  const start = { ...claim, version: 1, versionSha256: version.versionSha256 };
  expect(await authority.startIssue(start)).toBeNull();
  await enterStage(withdrawn, 'withdrawn');
  const issue = `a person has withdrawn ${withdrawn}`;
  expect(await authority.releaseIssue(claim)).toBe(issue);
  expect(await authority.startIssue(start)).toBe(issue);
  expect(await authority.offerIssue(claim)).toBe(issue);
  expect(await authority.redeliveryIssue(claim)).toBe(issue);
});

it('an album is released, amended and withdrawn, and its singles stay on sale', async () => {
  const tracks = [await onSale('first'), await onSale('second')] as const;
  const body = { title: 'Whole', recordings: tracks.map((trackId) => ({ trackId, version: 2 })) };
  const { releaseId, trackId } = ReleaseAccepted.parse((await create(body)).body);
  const { authority, events, releaseContents } = harness.catalogue;
  const created = await releaseContents.find('default', releaseId);
  if (created === null) throw new Error('the release was created');
  const considered = await authority.considerCreation('default', created.content);
  if (considered.issue !== null) throw new Error(considered.issue);
  const { version } = considered;
  const claim = { projectId: 'default', trackId, releaseId, partners: ['sandbox'], version };
  expect(await authority.releaseIssue(claim)).toBeNull();
  expect(await authority.offerIssue(claim)).toMatch(/has not started$/);
  const forged: ReleasedVersion = { ...version, title: 'Stolen' };
  expect(await authority.releaseIssue({ ...claim, version: forged })).toMatch(/: title$/);

  const { versionSha256 } = version;
  const started = { releaseId, trackId, version: 1, versionSha256 };
  const offer = workflowIds.offer(releaseId, 'sandbox');
  const release = workflowIds.release(releaseId);
  const to = { partner: 'sandbox', partnerReference: 'prt_album' };
  await record(release, 2, {
    type: 'release.started',
    data: { ...started, partners: ['sandbox'] },
  });
  expect(await authority.offerIssue(claim)).toBeNull();
  // The end of a hold of any of its tracks is hinted to them; the single of the track has ended.
  const running = () =>
    harness.catalogue.releases.runningOffers({ projectId: 'default', trackId: tracks[1] });
  expect(await running()).toEqual([{ releaseId, partner: 'sandbox' }]);
  await record(offer, 1, { type: 'offer.started', data: { ...started, partner: 'sandbox' } });
  await record(offer, 2, { type: 'delivery.confirmed', data: to });
  await record(release, 3, {
    type: 'release.kept',
    data: { partners: ['sandbox'], detail: 'on sale at sandbox' },
  });
  await record(release, 4, { type: 'release.ended', data: { outcome: 'live', detail: 'on sale' } });
  expect(await authority.releaseIssue(claim)).toMatch(/has ended$/);
  expect(await running()).toEqual([]);
  expect(await show(releaseId)).toMatchObject({
    outcome: 'live',
    partners: [{ name: 'sandbox', state: 'live' }],
    allowedActions: ['amend', 'withdraw', 'redeliver'],
  });
  expect(await harness.catalogue.audit.verify()).toMatchObject({ issues: [] });

  const path = `/v1/releases/${releaseId}`;
  const amended = await harness.ask('POST', `${path}/amendments`, {
    key: KEYS.otto,
    body: { title: 'The Whole', reason: 'renamed' },
  });
  expect(AmendmentAccepted.parse(amended.body)).toMatchObject({ metadataVersion: 2 });
  const update = { projectId: 'default', trackId, releaseId, metadataVersion: 2 };
  const decision = await authority.updateDecision({ ...update, partner: 'sandbox' });
  expect(decision).toMatchObject({
    version: { title: 'The Whole', recordings: [{ title: 'Rain 2' }, { title: 'Rain 2' }] },
  });

  await record(workflowIds.amendment(releaseId, 2), 2, {
    type: 'amendment.shown',
    data: { partner: 'sandbox', metadataVersion: 2 },
  });
  await record(workflowIds.amendment(releaseId, 2), 3, {
    type: 'amendment.ended',
    data: {
      outcome: 'shown',
      detail: 'shown',
      have: [{ partner: 'sandbox', metadataVersion: 2 }],
      inFlight: [],
    },
  });
  const ofRecordings = (recordings: object[]) =>
    harness.ask('POST', `${path}/amendments`, {
      key: KEYS.otto,
      body: { recordings, reason: 'renamed' },
    });
  const unknown = ofRecordings([{ number: 3, title: 'Late Rain' }]);
  expect(await problem(unknown)).toBe(`409 ${releaseId} has no recording 1-3`);
  expect((await ofRecordings([{ number: 2, isrc: 'QZABC2600001', title: 'x' }])).status).toBe(400);
  const second = [{ number: 2, title: 'Late Rain', explicit: true }];
  expect(AmendmentAccepted.parse((await ofRecordings(second)).body)).toMatchObject({
    ...{ metadataVersion: 3, partners: ['sandbox'] },
  });
  const third = { ...update, metadataVersion: 3, partner: 'sandbox' };
  const sent = await authority.updateDecision(third);
  if (sent.issue !== null) throw new Error(sent.issue);
  expect(sent.version).toMatchObject({
    ...{ title: 'The Whole', metadata: { explicit: true }, versionSha256 },
    recordings: [
      { title: 'Rain 2', metadata: { explicit: false } },
      { title: 'Late Rain', metadata: { explicit: true } },
    ],
  });
  const codes = ({ recordings = [] }: ReleasedVersion) =>
    recordings.map(({ isrc, pcmSha256, files }) => ({ isrc, pcmSha256, files }));
  expect(codes(sent.version)).toEqual(codes(version));
  // Every later delivery has the amended recordings.
  expect((await authority.offeredVersion(claim)).version).toEqual(sent.version);
  expect(await show(releaseId)).toMatchObject({
    ...{ metadataVersion: 3, partners: [{ metadataVersion: 2 }] },
    ...{ title: 'The Whole', recordings: [{ title: 'Rain 2' }, { title: 'Late Rain' }] },
    amendments: [{ changes: { recordings: second } }, { metadataVersion: 2 }],
  });

  const listed = ReleasePage.parse(
    (await harness.ask('GET', '/v1/releases?limit=100', { key: KEYS.ada })).body,
  );
  expect(listed.items.find((item) => item.releaseId === releaseId)?.title).toBe('The Whole');

  // A workflow with the release's id runs here: after the end it only follows the sale.
  const withdrawn = await harness.ask('POST', `${path}/withdraw`, {
    key: KEYS.ada,
    body: { reason: 'a wrong cover' },
  });
  expect(withdrawn.status).toBe(202);
  const { withdrawalId } = WithdrawAccepted.parse(withdrawn.body);
  const withdrawal = workflowIds.withdrawal(withdrawalId);
  expect((await events.readStream(withdrawal))[0]).toMatchObject({
    type: 'withdrawal.requested',
    data: { releaseId, partners: ['sandbox'] },
  });
  const reason = 'a wrong cover';
  await record(withdrawal, 2, {
    type: 'withdrawal.started',
    data: { withdrawalId, trackId, releaseId, reason },
  });
  await record(withdrawal, 3, {
    type: 'takedown.confirmed',
    data: { partner: 'sandbox', verifiedState: 'taken-down', detail: 'gone' },
  });
  await record(withdrawal, 4, {
    type: 'withdrawal.ended',
    data: { trackId, outcome: 'withdrawn', detail: reason, stillOfferedTo: [] },
  });
  expect((await show(releaseId)).partners).toMatchObject([{ state: 'taken-down' }]);
  for (const id of tracks) {
    const view = await harness.ask('GET', `/v1/tracks/${id}`, { key: KEYS.otto });
    expect(TrackView.parse(view.body)).toMatchObject({
      stage: 'published',
      partners: [{ state: 'live' }],
    });
  }
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

it('a partner that delists an album on sale is shown, with its question, which a withdrawal closes', async () => {
  const tracks = [await onSale('third'), await onSale('fourth')] as const;
  const body = {
    title: 'Delisted',
    recordings: tracks.map((trackId) => ({ trackId, version: 2 })),
  };
  const { releaseId, trackId } = ReleaseAccepted.parse((await create(body)).body);
  const release = workflowIds.release(releaseId);
  const partners = ['sandbox', 'shop-b'];
  const versionSha256 = 'ab'.repeat(32);
  const started = { releaseId, trackId, version: 1, versionSha256 };
  await record(release, 2, { type: 'release.started', data: { ...started, partners } });
  for (const partner of partners) {
    const offer = workflowIds.offer(releaseId, partner);
    await record(offer, 1, { type: 'offer.started', data: { ...started, partner } });
    await record(offer, 2, {
      type: 'delivery.confirmed',
      data: { partner, partnerReference: `prt_${partner}` },
    });
  }
  await record(release, 3, {
    type: 'release.kept',
    data: { partners, detail: 'on sale at both' },
  });
  await record(release, 4, { type: 'release.ended', data: { outcome: 'live', detail: 'on sale' } });
  await record(release, 5, {
    type: 'release.partner-delisted',
    data: {
      ...{ partner: 'shop-b', stillSoldBy: ['sandbox'], verifiedState: 'rejected' },
      ...{ webhookId: 'msg_1', detail: 'editorial: a complaint' },
    },
  });
  await record(release, 6, {
    type: 'release.question-asked',
    data: {
      lost: [{ partner: 'shop-b', outcome: 'rejected', detail: 'editorial: a complaint' }],
      ...{ soldBy: ['sandbox'], answerBefore: '2026-12-06T12:00:00.000Z' },
    },
  });
  expect(await show(releaseId)).toMatchObject({
    ...{ outcome: 'live', question: { workflowId: release, soldBy: ['sandbox'] } },
    partners: [{ state: 'live' }, { state: 'rejected', detail: 'editorial: a complaint' }],
    allowedActions: ['answer', 'amend', 'withdraw'],
  });
  const withdrawn = await harness.ask('POST', `/v1/releases/${releaseId}/withdraw`, {
    key: KEYS.ada,
    body: { reason: 'moved' },
  });
  const { withdrawalId } = WithdrawAccepted.parse(withdrawn.body);
  const withdrawal = workflowIds.withdrawal(withdrawalId);
  for (const [index, partner] of partners.entries())
    await record(withdrawal, index + 2, {
      type: 'takedown.confirmed',
      data: { partner, verifiedState: 'taken-down', detail: 'gone' },
    });
  await record(withdrawal, 4, {
    type: 'withdrawal.ended',
    data: { trackId, outcome: 'withdrawn', detail: 'moved', stillOfferedTo: [] },
  });
  expect(await show(releaseId)).toMatchObject({ question: null, allowedActions: ['redeliver'] });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

it('a repeat starts the workflow again, which ends a release on record that may no longer be made', async () => {
  const trackId = await onSale('no longer');
  const body = { title: 'No Longer', recordings: [{ trackId, version: 2 }] };
  const repeat = () => create(body, { idempotencyKey: 'no-longer' });
  const { workflowId } = ReleaseAccepted.parse((await repeat()).body);
  await enterStage(trackId, 'withdrawn');
  expect((await repeat()).status, 'while it runs').toBe(202);
  await harness.client.workflow.getHandle(workflowId).terminate('a test');
  expect(ReleaseAccepted.parse((await repeat()).body)).toMatchObject({ workflowId });
  const { status } = await harness.client.workflow.getHandle(workflowId).describe();
  expect(status.name).toBe('RUNNING');
});

it('an album that waits can be cancelled: by its workflow, not twice, and not as the release of a track', async () => {
  const trackId = await onSale('cancelled');
  const body = { title: 'Cancelled', recordings: [{ trackId, version: 2 }] };
  const { releaseId } = ReleaseAccepted.parse((await create(body)).body);
  const release = workflowIds.release(releaseId);
  const cancel = (id: string, key: string = KEYS.ada) =>
    harness.ask('POST', `/v1/releases/${id}/cancel`, { key, body: { reason: 'later' } });
  const view = async (key: string) =>
    ReleaseView.parse((await harness.ask('GET', `/v1/releases/${releaseId}`, { key })).body);
  expect((await view(KEYS.ada)).allowedActions).toEqual(['cancel']);
  expect((await view(KEYS.rita)).allowedActions).toEqual([]);
  expect((await cancel(releaseId, KEYS.rita)).status).toBe(403);
  // No worker runs here, so its workflow does not answer.
  expect((await cancel(releaseId)).status).toBe(503);
  // A crash of the API before its start leaves the same: the event is there, and no workflow.
  await harness.client.workflow.getHandle(release).terminate('a test');
  expect((await cancel(releaseId)).status).toBe(503);
  const { status } = await harness.client.workflow.getHandle(release).describe();
  expect(status.name).toBe('RUNNING');
  await record(release, 2, { type: 'release.cancel-requested', data: { reason: 'later' } });
  await record(release, 3, {
    type: 'release.ended',
    data: { outcome: 'cancelled', detail: 'nothing was offered' },
  });
  expect(await view(KEYS.ada)).toMatchObject({ outcome: 'cancelled', allowedActions: [] });
  expect(await cancel(releaseId)).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
  const partner = 'shop-b';
  await record(workflowIds.offer(releaseId, partner), 1, {
    type: 'redelivery.requested',
    data: {
      ...{ releaseId, trackId, partner, attempt: 1, number: 1 },
      ...{ version: 1, versionSha256: 'ab'.repeat(32) },
    },
  });
  // A partner may have it again.
  expect(Problem.parse((await cancel(releaseId)).body)).toMatchObject({
    ...{ status: 409, reason: 'late' },
  });
  const single = deriveId('rel', trackId, 2);
  expect(Problem.parse((await cancel(single)).body)).toMatchObject({
    ...{ status: 409, reason: 'not-allowed', detail: expect.stringContaining(trackId) as unknown },
  });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});
