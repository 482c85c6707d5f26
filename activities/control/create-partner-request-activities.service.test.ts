import { expect, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  deriveId,
  type PublishOn,
  ReleaseTerms,
  sha256Hex,
  type Stage,
  workflowIds,
} from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import { freshCatalogue } from '../../prisma/testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../../prisma/testing/sample-recipe.ts';
import { sampleTrack } from '../../prisma/testing/sample-track.ts';
import { storeCreatedRelease } from '../../prisma/testing/store-created-release.ts';
import { createPartnerRequestActivities } from './create-partner-request-activities.ts';

/** A catalogue with a track in this stage. */
async function prepare(publishOn: PublishOn, stage: Stage = 'review') {
  const { catalogue } = await freshCatalogue();
  const release = ReleaseTerms.parse({ publishOn });
  const { events, streams, trackId, versionSha256s } = sampleTrack('asked', { release });
  const own = events.filter(({ stream }) => stream === streams.track);
  const last = own.findLastIndex(({ type }) => type === 'review.opened');
  for (const event of own.slice(0, last + 1)) await catalogue.events.append([event]);
  let sequence = last + 1;
  const append = async (type: NewEvent['type'], data: object): Promise<void> => {
    const [first] = own;
    if (!first) throw new Error('the sample is empty');
    await catalogue.events.append([{ ...first, type, data, sequence: ++sequence } as NewEvent]);
  };
  if (stage !== 'review') await append('track.stage-entered', { stage, version: 2 });
  const { considerRequest, verifyReleaseRequest } = createPartnerRequestActivities({ catalogue });
  const receive = (webhookId: string, data: object, partner = 'sandbox') =>
    receiveIn(catalogue, partner, webhookId, data);
  const consider = (webhookId: string, partner = 'sandbox') =>
    considerRequest({ partner, webhookId });
  const verify = (webhookId: string, of = trackId) =>
    verifyReleaseRequest({
      ...{ projectId: 'default', workflowId: workflowIds.track(of) },
      ...{ partner: 'sandbox', webhookId },
    });
  return {
    append,
    catalogue,
    consider,
    receive,
    trackId,
    verify,
    versionSha256: versionSha256s[1],
  };
}

const receiveIn = (catalogue: Catalogue, partner: string, webhookId: string, data: object) =>
  catalogue.inbox.receive({
    partner,
    webhookId,
    body: JSON.stringify({
      type: 'release.requested',
      timestamp: '2027-03-01T08:00:00.000Z',
      data,
    }),
  });

const NOT_OPEN = { answer: 'refused', code: 'not-open' };

test('unknown and not open are the same refusal', async () => {
  const closed = await prepare('approval');
  await closed.receive('msg_1', { requestId: 'a', trackId: closed.trackId });
  await closed.receive('msg_2', { requestId: 'b', trackId: `trk_${'0'.repeat(24)}` });
  await closed.receive('msg_3', { requestId: 'c', versionSha256: closed.versionSha256 });
  const open = await prepare('request');
  await open.receive('msg_4', { requestId: 'd', trackId: open.trackId }, 'other');
  const states = [
    await closed.consider('msg_1'),
    await closed.consider('msg_2'),
    await closed.consider('msg_3'),
    await open.consider('msg_4', 'other'),
  ];
  for (const state of states)
    expect(state).toMatchObject({ answer: NOT_OPEN, final: true, workflowId: null });
  expect(new Set(states.map(({ answer }) => answer?.reason)).size).toBe(1);
  expect(await closed.verify('msg_1')).toBeNull();
});

test('an open track is asked, by its id or by its version', async () => {
  const { receive, consider, verify, trackId, versionSha256 } = await prepare('request');
  await receive('msg_1', { requestId: 'a', trackId });
  await receive('msg_2', { requestId: 'b', versionSha256 });
  const asked = { answer: null, final: false, workflowId: workflowIds.track(trackId) };
  expect(await consider('msg_1')).toMatchObject(asked);
  expect(await consider('msg_2')).toMatchObject(asked);
  expect(await verify('msg_1')).toEqual({ requestId: 'a', versionSha256: null });
  expect(await verify('msg_2')).toEqual({ requestId: 'b', versionSha256 });
  expect(await verify('msg_1', `trk_${'1'.repeat(24)}`)).toBeNull();
});

test('a request that the inbox lacks is not decided', async () => {
  const { consider, verify } = await prepare('request');
  await expect(consider('forged')).rejects.toThrow('not authorised');
  expect(await verify('forged')).toBeNull();
});

test('the first final answer of the track counts, and a remembered one is not final', async () => {
  const { append, receive, consider, trackId } = await prepare('request');
  const of = { partner: 'sandbox', requestId: 'a' };
  await receive('msg_1', { requestId: 'a', trackId });
  await append('release.requested', { ...of, webhookId: 'msg_1' });
  await append('release.request-answered', { ...of, answer: 'remembered', reason: 'later' });
  expect(await consider('msg_1')).toMatchObject({
    answer: { answer: 'remembered' },
    final: false,
    workflowId: null,
  });
  await append('release.request-answered', { ...of, answer: 'accepted', reason: 'it starts' });
  await append('release.request-answered', {
    ...of,
    answer: 'refused',
    code: 'already-released',
    reason: 'late',
  });
  const state = await consider('msg_1');
  expect(state).toMatchObject({ answer: { answer: 'accepted' }, final: true });
  expect(await consider('msg_1'), 'with the same time').toEqual(state);
});

test('the same request under another webhook id is answered the same', async () => {
  const { receive, consider, trackId } = await prepare('request', 'cancelled');
  await receive('msg_1', { requestId: 'a', trackId });
  await receive('msg_2', { requestId: 'a', trackId: `trk_${'0'.repeat(24)}` });
  const first = await consider('msg_1');
  expect(first).toMatchObject({ answer: { answer: 'refused', code: 'ended' }, final: true });
  expect((await consider('msg_2')).answer).toEqual(first.answer);
});

test.each([
  ['publishing', 'already-released'],
  ['cancelled', 'ended'],
  ['failed', 'ended'],
] as const)('a track in stage %s refuses a new request', async (stage, code) => {
  const { receive, consider, trackId } = await prepare('request', stage);
  await receive('msg_1', { requestId: 'a', trackId });
  expect(await consider('msg_1')).toMatchObject({ answer: { answer: 'refused', code } });
});

test('a track that was made with something recalled is not open', async () => {
  const { catalogue, receive, consider, verify, trackId } = await prepare('request', 'approved');
  const recipeId = await catalogue.recipes.save('default', SAMPLE_RECIPE);
  await catalogue.assets.register('default', {
    ...{ trackId, version: 2, recipeId, parents: [], checks: {} },
    ref: { sha256: sha256Hex('stem'), kind: 'stem', mediaType: 'audio/flac', bytes: 1 },
  });
  const key = { projectId: 'default', recallId: deriveId('rcl', 'one'), actor: 'act_otto' };
  await catalogue.recalls.start({
    ...key,
    subject: { kind: 'engine', sha256: SAMPLE_RECIPE.engine.sha256 },
    ...{ reason: 'not licensed', expectedTracks: 0 },
  });
  await receive('msg_1', { requestId: 'a', trackId });
  expect(await verify('msg_1')).toBeNull();
  expect(await consider('msg_1')).toMatchObject({ answer: NOT_OPEN, final: true });
  await catalogue.recalls.lift(key, 'cleared');
  await receive('msg_2', { requestId: 'b', trackId });
  expect(await consider('msg_2')).toMatchObject({
    ...{ answer: null, workflowId: workflowIds.track(trackId) },
  });
});

test('a release of approved versions is asked by its id, and answers once it has started or ended', async () => {
  const { catalogue, consider, receive, trackId } = await prepare('approval', 'approved');
  const { considerRequest, verifyReleaseRequest } = createPartnerRequestActivities({ catalogue });
  const store = (title: string, terms: object) =>
    storeCreatedRelease(catalogue, title, [trackId], 'created', terms);
  const releaseId = await store('Waiting', {
    publishOn: 'request',
    partners: ['shop-a', 'shop-b'],
  });
  const atOnce = await store('At once', {});
  const stream = workflowIds.release(releaseId);
  const from = (partner: string, requestId: string, named = releaseId) =>
    receive(requestId, { requestId, releaseId: named }, partner);
  await from('shop-a', 'one');
  expect(await consider('one', 'shop-a')).toMatchObject({
    ...{ answer: null, final: false, named: releaseId, workflowId: stream },
  });
  const verify = (partner: string, webhookId: string, workflowId = stream) =>
    verifyReleaseRequest({ projectId: 'default', workflowId, partner, webhookId });
  expect(await verify('shop-a', 'one')).toEqual({ requestId: 'one', versionSha256: null });
  expect(await verify('shop-a', 'one', workflowIds.release(atOnce))).toBeNull();
  // A partner that its terms do not name learns nothing of it.
  await from('other', 'two');
  await from('sandbox', 'three', atOnce);
  await from('shop-a', 'four', deriveId('rel', 'unknown'));
  for (const [partner, webhookId] of [
    ['other', 'two'],
    ['sandbox', 'three'],
    ['shop-a', 'four'],
  ] as const)
    expect(await considerRequest({ partner, webhookId })).toMatchObject({
      answer: { ...NOT_OPEN, reason: 'no release that is open to you matches this request' },
      final: true,
    });

  const envelope = {
    ...{ projectId: 'default', stream, actor: 'act_fermata', workflowId: stream, runId: 'run' },
    occurredAt: '2027-03-01T08:00:00.000Z',
  };
  const asked = { partner: 'shop-a', requestId: 'one' };
  const { version, versionSha256 } = { version: 1, versionSha256: sha256Hex('Waiting') };
  await catalogue.events.append([
    {
      ...{ ...envelope, sequence: 2, type: 'release.requested' },
      data: { ...asked, webhookId: 'one' },
    },
    {
      ...{ ...envelope, sequence: 3, type: 'release.request-answered' },
      data: { ...asked, answer: 'accepted', reason: 'the release starts' },
    },
    {
      ...{ ...envelope, sequence: 4, type: 'release.started' },
      data: { releaseId, trackId, version, versionSha256, partners: ['shop-a', 'shop-b'] },
    },
  ] as NewEvent[]);
  expect(await consider('one', 'shop-a')).toMatchObject({
    ...{ answer: { answer: 'accepted', reason: 'the release starts' }, final: true },
  });
  await from('shop-b', 'five');
  expect(await consider('five', 'shop-b')).toMatchObject({
    answer: { code: 'already-released', reason: 'the release has already started' },
  });
  await catalogue.events.append([
    {
      ...{ ...envelope, sequence: 5, type: 'release.ended' },
      data: { outcome: 'cancelled', detail: 'nothing was offered' },
    },
  ] as NewEvent[]);
  await from('shop-b', 'six');
  expect(await consider('six', 'shop-b')).toMatchObject({
    answer: { code: 'ended', reason: 'the release has ended (cancelled)' },
  });
  expect(await catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

test('a waiting release is refused, and not started, once one of its tracks was cancelled', async () => {
  const { append, catalogue, consider, receive, trackId } = await prepare('approval', 'approved');
  const releaseId = await storeCreatedRelease(catalogue, 'Too late', [trackId], 'created', {
    publishOn: 'request',
  });
  await receive('one', { requestId: 'one', releaseId });
  expect(await consider('one')).toMatchObject({ answer: null, final: false });
  await append('track.stage-entered', { stage: 'cancelled', version: 2 });
  await receive('two', { requestId: 'two', releaseId });
  expect(await consider('two')).toMatchObject({
    ...{ answer: { answer: 'refused', code: 'ended' }, final: true, workflowId: null },
  });
});
