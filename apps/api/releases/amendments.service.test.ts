import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { AmendmentAccepted, Problem, ReleaseView } from '@fermata/contracts/http';
import { ReleaseTerms, workflowIds } from '@fermata/contracts/values';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

/** A track on sale at the sandbox, in Austria and Germany. */
async function onSale(seed: string) {
  const life = sampleTrack(seed, { release: ReleaseTerms.parse({ territories: ['AT', 'DE'] }) });
  for (const event of life.events.slice(0, life.until.published))
    await harness.catalogue.events.append([event]);
  const path = `/v1/releases/${life.releaseId}`;
  const amend = (body: object, key: string = KEYS.otto) =>
    harness.ask('POST', `${path}/amendments`, { key, body: { reason: 'renamed', ...body } });
  const show = async (key: string = KEYS.otto) =>
    ReleaseView.parse((await harness.ask('GET', path, { key })).body);
  return { ...life, amend, show };
}

/** Appends what the workflow of an amendment records. */
async function record(
  releaseId: string,
  metadataVersion: number,
  sequence: number,
  entry: Pick<NewEvent, 'type' | 'data'>,
): Promise<void> {
  const stream = `amendment/${releaseId}/${metadataVersion}`;
  await harness.catalogue.events.append([
    {
      ...{ projectId: 'default', stream, sequence, actor: 'act_otto' },
      ...{ occurredAt: '2026-11-29T12:00:00.000Z', workflowId: stream, runId: 'run' },
      ...entry,
    } as NewEvent,
  ]);
}

it('an amendment has the next metadata version, and a repeat finds the same one', async () => {
  const { releaseId, trackId, amend, show } = await onSale('requested');
  expect((await show()).allowedActions).toEqual(['amend', 'withdraw', 'redeliver']);
  expect((await show(KEYS.rita)).allowedActions).toEqual(['redeliver']);
  const change = { title: 'Late Rain', withoutTerritories: ['DE'] };
  const answer = await amend(change);
  expect(answer.status).toBe(202);
  const accepted = AmendmentAccepted.parse(answer.body);
  expect(accepted).toEqual({
    ...{ releaseId, metadataVersion: 2, partners: ['sandbox'] },
    workflowId: `amendment/${releaseId}/2`,
  });
  expect(AmendmentAccepted.parse((await amend(change)).body)).toEqual(accepted);
  const { status } = await harness.client.workflow.getHandle(accepted.workflowId).describe();
  expect(status.name).toBe('RUNNING');
  const events = await harness.catalogue.events.readStream(accepted.workflowId);
  expect(events).toMatchObject([
    {
      ...{ type: 'amendment.requested', actor: 'act_otto' },
      data: { trackId, changes: change, amended: { title: 'Late Rain', territories: ['AT'] } },
    },
  ]);
  expect(Problem.parse((await amend({ title: 'Other' })).body)).toMatchObject({
    ...{ status: 409, reason: 'not-now' },
    detail: `metadata version 2 of ${releaseId} is still being sent`,
  });
  expect(await show()).toMatchObject({
    // The title that is being sent; the track keeps its own.
    ...{ metadataVersion: 2, title: 'Late Rain', recordings: [{ title: 'Late Rain' }] },
    metadata: { releaseTitle: 'Late Rain' },
    territories: ['AT'],
    partners: [{ name: 'sandbox', metadataVersion: 1 }],
    amendments: [
      {
        ...{ metadataVersion: 2, reason: 'renamed', requestedBy: 'act_otto', outcome: null },
        workflowId: accepted.workflowId,
      },
    ],
  });
});

it('any request starts an amendment again whose workflow was terminated', async () => {
  const { amend } = await onSale('terminated');
  const { workflowId } = AmendmentAccepted.parse((await amend({ title: 'Late Rain' })).body);
  const workflow = harness.client.workflow.getHandle(workflowId);
  await workflow.terminate();
  expect(Problem.parse((await amend({ title: 'Other' })).body)).toMatchObject({
    reason: 'not-now',
  });
  expect((await workflow.describe()).status.name).toBe('RUNNING');
});

it('a release says which partner keeps an earlier version, and the next amendment brings it up to date', async () => {
  const { releaseId, amend, show } = await onSale('kept');
  expect((await amend({ label: 'Nova' })).status).toBe(202);
  const partner = 'sandbox';
  await record(releaseId, 2, 2, {
    type: 'amendment.not-shown',
    data: { partner, code: 'editorial', reason: 'not wanted' },
  });
  await record(releaseId, 2, 3, {
    type: 'amendment.ended',
    data: {
      ...{ outcome: 'not-shown', detail: 'sandbox keeps metadata version 1' },
      have: [{ partner, metadataVersion: 1 }],
      inFlight: [],
    },
  });
  expect(await show()).toMatchObject({
    partners: [
      {
        ...{ state: 'live', metadataVersion: 1 },
        detail: 'did not take the amended metadata: editorial: not wanted',
      },
    ],
    amendments: [{ outcome: 'not-shown', detail: 'sandbox keeps metadata version 1' }],
  });
  // Without a change it is sent again.
  expect(AmendmentAccepted.parse((await amend({})).body)).toMatchObject({ metadataVersion: 3 });
  await record(releaseId, 3, 2, {
    type: 'amendment.shown',
    data: { partner, metadataVersion: 3 },
  });
  await record(releaseId, 3, 3, {
    type: 'amendment.ended',
    data: {
      outcome: 'shown',
      detail: 'shown by sandbox',
      have: [{ partner, metadataVersion: 3 }],
      inFlight: [],
    },
  });
  expect(await show()).toMatchObject({
    metadataVersion: 3,
    partners: [{ state: 'live', metadataVersion: 3, detail: null }],
    amendments: [{ amended: { metadata: { label: 'Nova' } } }, { metadataVersion: 2 }],
  });
  expect(Problem.parse((await amend({})).body)).toMatchObject({ reason: 'twice' });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

it('an amendment that the terms or the state forbid is refused on record', async () => {
  const { releaseId, trackId, amend, withdrawalId } = await onSale('refused');
  expect(Problem.parse((await amend({ territories: ['AT', 'FR'] })).body)).toMatchObject({
    ...{ status: 409, reason: 'not-allowed' },
    detail: 'the approved terms do not include FR',
  });
  const last = (await harness.catalogue.events.readStream('project/default')).at(-1);
  expect(last).toMatchObject({
    type: 'late-command.refused',
    data: { trackId, command: 'amend', reason: 'not-allowed' },
  });
  for (const body of [{ isrc: 'QZES82600001' }, { cover: '0'.repeat(64) }, { genre: '' }])
    expect((await amend(body)).status).toBe(400);
  expect((await amend({ title: 'x' }, KEYS.ada)).status).toBe(403);
  expect((await amend({ title: 'x' }, KEYS.stranger)).status).toBe(404);
  await harness.catalogue.withdrawals.request({
    ...{ projectId: 'default', stream: `withdrawal/${withdrawalId}`, sequence: 1 },
    ...{ occurredAt: '2026-11-29T12:00:00.000Z', actor: 'act_otto' },
    ...{ workflowId: null, runId: null },
    type: 'withdrawal.requested',
    data: {
      ...{ withdrawalId, trackId, releaseId, reason: 'not cleared' },
      partners: ['sandbox'],
    },
  });
  expect(Problem.parse((await amend({ title: 'x' })).body)).toMatchObject({
    ...{ status: 409, reason: 'late', detail: `no partner sells ${releaseId}` },
  });
});

it('a release about which a partner asks is amended before it is redelivered', async () => {
  const life = sampleTrack('asked');
  const { releaseId, events } = life;
  const end = events.findIndex(({ type }) => type === 'delivery.answered');
  for (const event of events.slice(0, end)) await harness.catalogue.events.append([event]);
  const offer = workflowIds.offer(releaseId, 'sandbox');
  const amend = () =>
    harness.ask('POST', `/v1/releases/${releaseId}/amendments`, {
      key: KEYS.otto,
      body: { title: 'Late Rain', reason: 'too long' },
    });
  expect(Problem.parse((await amend()).body)).toMatchObject({ reason: 'not-now' });
  const sequence = (await harness.catalogue.events.readStream(offer)).length + 1;
  const event: NewEvent = {
    ...{ projectId: 'default', stream: offer, sequence, actor: 'act_system' },
    ...{ occurredAt: '2026-11-29T12:00:00.000Z', workflowId: offer, runId: 'run' },
    type: 'delivery.fix-requested',
    data: {
      ...{ partner: 'sandbox', webhookId: 'msg_1' },
      fields: [{ field: 'title', reason: 'too long' }],
      answerBefore: '2026-12-06T12:00:00.000Z',
    },
  };
  await harness.catalogue.events.append([event]);
  expect(AmendmentAccepted.parse((await amend()).body)).toMatchObject({
    ...{ metadataVersion: 2, partners: [] },
  });
  const facts = await harness.catalogue.releases.saleFacts({ projectId: 'default', releaseId });
  if (!facts?.approved) throw new Error('the version is completed');
  const version = facts.approved;
  expect(
    await harness.catalogue.authority.offeredVersion({ projectId: 'default', releaseId, version }),
  ).toMatchObject({ metadataVersion: 2, version: { title: 'Late Rain' } });
});
