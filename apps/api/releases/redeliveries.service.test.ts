import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  AmendmentAccepted,
  Problem,
  RedeliveryAccepted,
  ReleaseAccepted,
  ReleaseView,
  WithdrawAccepted,
} from '@fermata/contracts/http';
import { workflowIds } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness, WEBHOOK_SECRET } from '../testing/api-harness.ts';
import { storeReleasedTrack } from '../testing/store-released-track.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({
    env: { PARTNER_SANDBOX_B_WEBHOOK_SECRET: WEBHOOK_SECRET },
  });
});
afterAll(() => harness.stop());

/** Appends what a workflow records, after the last event of its stream. */
async function record(stream: string, entry: Pick<NewEvent, 'type' | 'data'>): Promise<void> {
  const { events } = harness.catalogue;
  await events.append([
    {
      ...{ projectId: 'default', stream, actor: 'act_system' },
      sequence: (await events.readStream(stream)).length + 1,
      ...{ occurredAt: '2026-11-29T12:00:00.000Z', workflowId: stream, runId: 'run' },
      ...entry,
    } as NewEvent,
  ]);
}

/** A track whose second version is approved and on sale at the sandbox. */
async function onSale(seed: string) {
  const released = await storeReleasedTrack(harness, `redelivery ${seed}`);
  const { trackId, releaseId } = released;
  const path = `/v1/releases/${releaseId}`;
  const post = (route: string, body: object, key: string = KEYS.otto) =>
    harness.ask('POST', `${path}/${route}`, { key, body });
  const redeliver = (partner: string, key: string = KEYS.rita) =>
    post('redeliver', { partner }, key);
  return {
    ...{ ...released, post, redeliver },
    offer: (partner: string) => workflowIds.offer(releaseId, partner),
    show: async () => ReleaseView.parse((await harness.ask('GET', path, { key: KEYS.otto })).body),
    /** The question of an offer before each step. */
    claim: async (partner: string) => {
      const facts = await harness.catalogue.releases.saleFacts({ projectId: 'default', releaseId });
      if (!facts?.approved) throw new Error('the version is completed');
      const version = facts.approved;
      return { projectId: 'default', trackId, releaseId, partners: [partner], version };
    },
    refusal: async (answer: ReturnType<typeof redeliver>) => {
      const { status, detail, reason } = Problem.parse((await answer).body);
      return `${status} ${reason ?? ''}: ${detail}`;
    },
  };
}

it('a partner that was added later gets a release on sale, with the metadata that was requested last', async () => {
  const { releaseId, trackId, redeliver, offer, show, claim, post, versionSha256 } =
    await onSale('later');
  const { authority, events } = harness.catalogue;
  expect(await authority.offerIssue(await claim('sandbox-b'))).toMatch(/do not name sandbox-b/);
  const { metadataVersion } = AmendmentAccepted.parse(
    (await post('amendments', { title: 'Late Rain', reason: 'renamed' })).body,
  );
  const answer = await redeliver('sandbox-b');
  expect(answer.status).toBe(202);
  const accepted = RedeliveryAccepted.parse(answer.body);
  const workflowId = offer('sandbox-b');
  expect(accepted).toEqual({
    ...{ releaseId, partner: 'sandbox-b', attempt: 1, metadataVersion, workflowId },
  });
  expect((await redeliver('sandbox-b')).body).toEqual(accepted);
  expect((await harness.client.workflow.getHandle(workflowId).describe()).status.name).toBe(
    'RUNNING',
  );
  expect(await events.readStream(workflowId)).toMatchObject([
    {
      ...{ type: 'redelivery.requested', actor: 'act_rita', workflowId: null },
      data: { releaseId, trackId, partner: 'sandbox-b', attempt: 1, number: 2 },
    },
  ]);
  expect((await show()).partners).toMatchObject([
    { name: 'sandbox', state: 'live' },
    { name: 'sandbox-b', state: 'pending', redelivery: { attempt: 1, state: 'requested' } },
  ]);
  // Each step asks these.
  const asked = await claim('sandbox-b');
  expect(await authority.offerIssue(asked)).toBeNull();
  expect(await authority.offerIssue({ ...asked, partners: ['sandbox'] })).toMatch(/has ended$/);
  expect(await authority.offeredVersion(asked)).toMatchObject({
    ...{ metadataVersion, version: { title: 'Late Rain', versionSha256 } },
  });
  const takedown = { ...asked, withdrawalId: null, reason: 'not completed' };
  expect(await authority.takedownIssue(takedown)).toBeNull();
  const address = { ...asked, partner: 'sandbox-b', workflowId };
  expect(await authority.offerAddressIssue(address)).toBeNull();

  const partner = 'sandbox-b';
  const to = { partner, partnerReference: 'prt_b' };
  await record(workflowId, {
    type: 'offer.started',
    data: { releaseId, trackId, version: 2, versionSha256, partner },
  });
  await record(workflowId, { type: 'delivery.reserved', data: to });
  await record(workflowId, {
    type: 'delivery.delivered',
    data: { ...to, files: [], metadataVersion },
  });
  await record(workflowId, { type: 'delivery.confirmed', data: to });
  await record(workflowId, {
    type: 'offer.ended',
    data: { partner, outcome: 'live', detail: 'on sale at sandbox-b', redelivery: true },
  });
  expect(await authority.offerIssue(asked)).toMatch(/do not name sandbox-b|has ended$/);
  expect(await authority.takedownIssue(takedown)).toMatch(/has ended/);
  expect((await show()).partners[1]).toMatchObject({
    ...{ state: 'live', metadataVersion, redelivery: { state: 'ended' } },
  });
  expect(await harness.catalogue.audit.verify()).toMatchObject({ issues: [] });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

it('a withdrawal that is requested while it runs wins, and a later one is not the first', async () => {
  const { trackId, releaseId, redeliver, offer, show, claim, post, refusal, versionSha256 } =
    await onSale('withdrawn');
  const partner = 'sandbox-b';
  const withdraw = async () =>
    WithdrawAccepted.parse((await post('withdraw', { reason: 'moved', partners: [partner] })).body)
      .withdrawalId;
  expect((await redeliver(partner)).status).toBe(202);
  const first = await withdraw();
  expect((await show()).partners[1]).toMatchObject({ redelivery: { state: 'withdrawn' } });
  const { authority } = harness.catalogue;
  const asked = await claim(partner);
  expect(await authority.offerIssue(asked)).toBe(
    `a withdrawal of ${releaseId} from ${partner} was requested`,
  );
  // The reservation that was begun may be taken down.
  expect(
    await authority.takedownIssue({ ...asked, withdrawalId: null, reason: 'not completed' }),
  ).toBeNull();
  expect(await refusal(redeliver(partner))).toMatch(/^409 not-now: .* is being withdrawn from/);
  await record(workflowIds.withdrawal(first), {
    type: 'takedown.confirmed',
    data: { partner, verifiedState: 'taken-down', detail: 'gone' },
  });
  await record(workflowIds.withdrawal(first), {
    type: 'withdrawal.ended',
    data: { trackId, outcome: 'withdrawn', detail: 'moved', stillOfferedTo: ['sandbox'] },
  });
  await record(offer(partner), {
    type: 'offer.started',
    data: { releaseId, trackId, version: 2, versionSha256, partner },
  });
  await record(offer(partner), {
    type: 'offer.ended',
    data: { partner, outcome: 'cancelled', detail: 'withdrawn', redelivery: true },
  });
  await harness.client.workflow.getHandle(offer(partner)).terminate('it has ended');
  expect(RedeliveryAccepted.parse((await redeliver(partner)).body)).toMatchObject({ attempt: 2 });
  await record(offer(partner), {
    type: 'delivery.confirmed',
    data: { partner, partnerReference: 'prt_2' },
  });
  await record(offer(partner), {
    type: 'offer.ended',
    data: { partner, outcome: 'live', detail: 'on sale', redelivery: true },
  });
  expect(await withdraw()).not.toBe(first);
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

it('a withdrawal that is requested after the facts were read refuses the request', async () => {
  const { trackId, releaseId, versionSha256, post, offer } = await onSale('race');
  const { events, redeliveries } = harness.catalogue;
  const requestAt = async (partner: string) => {
    const basis = await redeliveries.basis({ projectId: 'default', releaseId, partner });
    return () =>
      redeliveries.request(
        {
          ...{ projectId: 'default', stream: offer(partner), sequence: basis.sequence + 1 },
          ...{ actor: 'act_rita', occurredAt: '2026-11-29T12:00:00.000Z' },
          ...{ workflowId: null, runId: null, type: 'redelivery.requested' },
          data: {
            ...{ releaseId, trackId, version: 2, versionSha256, partner },
            ...{ attempt: 2, number: 1 },
          },
        },
        basis,
      );
  };
  const request = await requestAt('sandbox');
  const elsewhere = await requestAt('sandbox-b');
  const before = await events.readStream(offer('sandbox'));
  expect((await post('withdraw', { reason: 'moved' })).status).toBe(202);
  expect(await request()).toBe(false);
  expect(await events.readStream(offer('sandbox'))).toEqual(before);
  expect(await elsewhere(), 'the withdrawal is from another partner').toBe(true);
  // The same request after the withdrawal is a decision of its own.
  expect(await (await requestAt('sandbox'))()).toBe(true);
});

it('says plainly why a release is not redelivered', async () => {
  const { trackId, releaseId, redeliver, refusal, post } = await onSale('refused');
  expect(await refusal(redeliver('sandbox'))).toBe(`409 twice: sandbox sells ${releaseId}`);
  expect(await refusal(redeliver('nobody'))).toMatch(
    /^400 : body.partner: there is no partner "nobody"/,
  );
  expect((await redeliver('sandbox-b', KEYS.ada)).status).toBe(403);
  expect((await redeliver('sandbox-b', KEYS.stranger)).status).toBe(404);
  const refusals = await harness.catalogue.events.readStream('project/default');
  expect(refusals.findLast(({ type }) => type === 'late-command.refused')).toMatchObject({
    data: { trackId, command: 'redeliver', reason: 'twice' },
  });
  const withdrawn = await post('withdraw', { reason: 'not cleared' });
  const withdrawal = workflowIds.withdrawal(WithdrawAccepted.parse(withdrawn.body).withdrawalId);
  expect(await refusal(redeliver('sandbox'))).toMatch(/^409 not-now: .* is being withdrawn/);
  await record(withdrawal, {
    type: 'takedown.confirmed',
    data: { partner: 'sandbox', verifiedState: 'taken-down', detail: 'gone' },
  });
  await record(withdrawal, {
    type: 'withdrawal.ended',
    data: { trackId, outcome: 'withdrawn', detail: 'not cleared', stillOfferedTo: [] },
  });
  await record(workflowIds.track(trackId), {
    type: 'track.stage-entered',
    data: { stage: 'withdrawn', version: 2 },
  });
  expect(await refusal(redeliver('sandbox'))).toMatch(/^409 late: .* is withdrawn, not on sale/);
});

it('a release of several recordings that no partner has taken goes on sale by a redelivery', async () => {
  const tracks = [await onSale('one'), await onSale('two')];
  const created = await harness.ask('POST', '/v1/releases', {
    key: KEYS.rita,
    headers: { 'idempotency-key': 'redelivered' },
    body: {
      title: 'Both Sides',
      recordings: tracks.map(({ trackId }) => ({ trackId, version: 2 })),
    },
  });
  const { releaseId, trackId } = ReleaseAccepted.parse(created.body);
  const release = workflowIds.release(releaseId);
  const offer = workflowIds.offer(releaseId, 'sandbox');
  const facts = async () => {
    const found = await harness.catalogue.releases.saleFacts({ projectId: 'default', releaseId });
    if (!found?.approved) throw new Error('it has started');
    return { ...found, approved: found.approved };
  };
  const stored = await harness.catalogue.releaseContents.find('default', releaseId);
  const versionSha256 = stored?.content.versionSha256 ?? '';
  const started = { releaseId, trackId, version: 1, versionSha256 };
  await record(release, { type: 'release.started', data: { ...started, partners: ['sandbox'] } });
  await record(offer, { type: 'offer.started', data: { ...started, partner: 'sandbox' } });
  await record(offer, {
    type: 'offer.withdrawn',
    data: { partner: 'sandbox', verifiedState: 'taken-down', detail: 'gone' },
  });
  await record(offer, {
    type: 'offer.ended',
    data: { partner: 'sandbox', outcome: 'rejected', detail: 'too quiet', redelivery: false },
  });
  const path = `/v1/releases/${releaseId}`;
  const redeliver = () =>
    harness.ask('POST', `${path}/redeliver`, { key: KEYS.otto, body: { partner: 'sandbox' } });
  expect(Problem.parse((await redeliver()).body)).toMatchObject({
    ...{ status: 409, reason: 'not-now' },
    detail: `${releaseId} is still being offered; retry when its partners have answered`,
  });
  await record(release, {
    type: 'release.ended',
    data: { outcome: 'rejected', detail: 'too quiet' },
  });
  const again = await redeliver();
  expect(again.body).toMatchObject({ attempt: 2 });
  const { approved: version } = await facts();
  const claim = { projectId: 'default', trackId, releaseId, partners: ['sandbox'], version };
  expect(await harness.catalogue.authority.offerIssue(claim)).toBeNull();
  await record(offer, { type: 'offer.restarted', data: { partner: 'sandbox', attempt: 2 } });
  await record(offer, {
    type: 'delivery.confirmed',
    data: { partner: 'sandbox', partnerReference: 'prt_album_2' },
  });
  await record(offer, {
    type: 'offer.ended',
    data: { partner: 'sandbox', outcome: 'live', detail: 'on sale at sandbox', redelivery: true },
  });
  const view = ReleaseView.parse((await harness.ask('GET', path, { key: KEYS.otto })).body);
  expect(view).toMatchObject({ outcome: 'live', partners: [{ state: 'live' }] });
  expect((await facts()).stage).toBe('published');
  expect(await harness.catalogue.audit.verify()).toMatchObject({ issues: [] });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});
