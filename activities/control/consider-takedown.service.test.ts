import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import type { RequestState } from '@fermata/contracts/temporal';
import { deriveId, sha256Hex, workflowIds } from '@fermata/contracts/values';
import { freshCatalogue } from '../../prisma/testing/fresh-catalogue.ts';
import { sampleTrack } from '../../prisma/testing/sample-track.ts';
import { createPartnerRequestActivities } from './create-partner-request-activities.ts';

/** A catalogue with a track that the sandbox sells, or gets now. */
async function prepare(until: 'published' | 'live' | 'delivered' = 'published') {
  const { catalogue } = await freshCatalogue();
  const { events, trackId, releaseId, ...sample } = sampleTrack('sold');
  const answered = events.findIndex(({ type }) => type === 'delivery.answered');
  const append = async (from: number, to: number): Promise<void> => {
    for (const event of events.slice(from, to)) await catalogue.events.append([event]);
  };
  const confirmed = events.findIndex(({ type }) => type === 'delivery.confirmed') + 1;
  await append(
    0,
    { published: sample.until.published, live: confirmed, delivered: answered }[until],
  );
  const partnerReference = 'ref-sold';
  await catalogue.offerAddresses.register({
    ...{ projectId: 'default', partner: 'sandbox', partnerReference },
    ...{ workflowId: `release/${releaseId}/sandbox`, trackId, releaseId },
  });
  const { considerRequest } = createPartnerRequestActivities({ catalogue });
  const consider = (webhookId: string, partner = 'sandbox'): Promise<RequestState> => {
    const workflowId = `request/${partner}/${webhookId}`;
    const environment = new MockActivityEnvironment({
      workflowExecution: { workflowId, runId: 'run' },
    });
    return environment.run(() => considerRequest({ partner, webhookId }));
  };
  const receive = (webhookId: string, requestId = 'a', partner = 'sandbox') =>
    catalogue.inbox.receive({
      ...{ partner, webhookId },
      body: JSON.stringify({
        type: 'takedown.requested',
        timestamp: '2027-03-01T08:00:00.000Z',
        data: { requestId, reference: partnerReference, reason: 'a claim of a label ' },
      }),
    });
  const ofProject = async () =>
    (await catalogue.events.readStream('project/default')).map(({ type }) => type);
  /** The rest of the events until it is on sale. */
  const finish = () => append(answered, sample.until.published);
  return { catalogue, consider, finish, receive, ofProject, releaseId, trackId };
}

test('the withdrawal of what this partner sells is requested once, also in repeats', async () => {
  const { catalogue, consider, receive, ofProject, releaseId } = await prepare();
  await receive('msg_1');
  const state = await consider('msg_1');
  expect(state).toMatchObject({
    ...{ requestId: 'a', named: 'ref-sold', final: true, awaits: null },
    answer: { answer: 'accepted', reason: 'the release is being taken down' },
    withdrawal: {
      ...{ releaseId, reason: 'sandbox asks for it: a claim of a label' },
      offers: [{ partner: 'sandbox', partnerReference: 'ref-sold' }],
    },
  });
  // The worker may die before the workflow has the result.
  expect(await consider('msg_1')).toEqual(state);
  expect(await ofProject()).toEqual(['takedown-request.received']);
  const stream = `withdrawal/${state.withdrawal?.withdrawalId ?? ''}`;
  expect(await catalogue.events.readStream(stream)).toMatchObject([
    { type: 'withdrawal.requested' },
  ]);
  // The same request under another webhook id has no second effect.
  await receive('msg_2');
  expect(await consider('msg_2')).toMatchObject({ final: true, withdrawal: null });
});

test('requests under several ids share the withdrawal that is open, also that of a person', async () => {
  const { catalogue, consider, receive, releaseId, trackId } = await prepare();
  const idOf = async (request: string): Promise<string | undefined> => {
    await receive(request, request);
    return (await consider(request)).withdrawal?.withdrawalId;
  };
  const withdrawalId = await idOf('first');
  expect(withdrawalId).toBeDefined();
  expect(await idOf('second')).toBe(withdrawalId);
  // The worker died before the workflow had the result.
  expect((await consider('second')).withdrawal).toMatchObject({ withdrawalId });
  const withdrawals = (await catalogue.events.readAll({ projectId: 'default' })).filter(
    ({ type }) => type === 'withdrawal.requested',
  );
  expect(withdrawals).toHaveLength(1);
  const record = (id: string, sequence: number, entry: Pick<NewEvent, 'type' | 'data'>) =>
    catalogue.events.append([
      {
        ...{ projectId: 'default', stream: workflowIds.withdrawal(id), sequence },
        ...{ occurredAt: new Date().toISOString(), actor: 'act_otto' },
        ...{ workflowId: null, runId: null, ...entry },
      } as NewEvent,
    ]);
  await record(withdrawalId ?? '', 2, {
    type: 'withdrawal.ended',
    data: { trackId, stillOfferedTo: ['sandbox'], outcome: 'failed', detail: 'late' },
  });
  const ofPerson = deriveId('wdr', 'of a person');
  await record(ofPerson, 1, {
    type: 'withdrawal.requested',
    data: {
      ...{ withdrawalId: ofPerson, releaseId, trackId, reason: 'rights' },
      partners: ['sandbox'],
    },
  });
  await receive('third', 'third');
  expect((await consider('third')).withdrawal).toMatchObject({
    ...{ withdrawalId: ofPerson, reason: 'rights', requestedBy: 'act_otto' },
    offers: [{ partner: 'sandbox', partnerReference: 'ref-sold' }],
  });
});

test('requests under several ids that come at the same time get one withdrawal', async () => {
  const { catalogue, consider, receive } = await prepare();
  const ids = Array.from({ length: 8 }, (_, index) => `race-${index}`);
  for (const id of ids) await receive(id, id);
  const states = await Promise.all(ids.map((id) => consider(id)));
  const withdrawals = new Set(states.map(({ withdrawal }) => withdrawal?.withdrawalId));
  expect(withdrawals.size).toBe(1);
  const requested = (await catalogue.events.readAll({ projectId: 'default' })).filter(
    ({ type }) => type === 'withdrawal.requested',
  );
  expect(requested.map(({ data }) => data)).toEqual([
    expect.objectContaining({ withdrawalId: [...withdrawals][0], partners: ['sandbox'] }),
  ]);
});

test('an accepted request finds its withdrawal although another one has failed since', async () => {
  const { catalogue, consider, receive, releaseId, trackId } = await prepare();
  await receive('msg_1');
  const state = await consider('msg_1');
  const failed = deriveId('wdr', 'another');
  const stream = workflowIds.withdrawal(failed);
  const of = { releaseId, trackId, withdrawalId: failed };
  const entries: Pick<NewEvent, 'type' | 'data'>[] = [
    { type: 'withdrawal.requested', data: { ...of, reason: 'rights', partners: ['sandbox'] } },
    { type: 'withdrawal.started', data: { ...of, reason: 'rights' } },
    {
      type: 'withdrawal.ended',
      data: { trackId, stillOfferedTo: ['sandbox'], outcome: 'failed', detail: 'late' },
    },
  ];
  for (const [index, entry] of entries.entries())
    await catalogue.events.append([
      {
        ...{ projectId: 'default', stream, sequence: index + 1, actor: 'act_otto' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        ...entry,
      } as NewEvent,
    ]);
  // The worker died before the workflow had the result.
  expect((await consider('msg_1')).withdrawal).toMatchObject({
    withdrawalId: state.withdrawal?.withdrawalId,
  });
});

test('an accepted request asks for no other withdrawal after a redelivery', async () => {
  const { catalogue, consider, receive, releaseId, trackId } = await prepare();
  await receive('msg_1');
  const state = await consider('msg_1');
  const withdrawalId = state.withdrawal?.withdrawalId ?? '';
  const record = (stream: string, sequence: number, entry: Pick<NewEvent, 'type' | 'data'>) =>
    catalogue.events.append([
      {
        ...{ projectId: 'default', stream, sequence, actor: 'act_otto' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        ...entry,
      } as NewEvent,
    ]);
  const stream = workflowIds.withdrawal(withdrawalId);
  await record(stream, 2, {
    type: 'takedown.confirmed',
    data: { partner: 'sandbox', verifiedState: 'taken-down', detail: 'gone' },
  });
  expect(await consider('msg_1'), 'nothing is left').toMatchObject({
    ...{ answer: { answer: 'accepted' }, final: true, withdrawal: null },
  });
  const offer = workflowIds.offer(releaseId, 'sandbox');
  const { length } = await catalogue.events.readStream(offer);
  await record(offer, length + 1, {
    type: 'redelivery.requested',
    data: {
      ...{ releaseId, trackId, partner: 'sandbox', attempt: 2, number: 1 },
      ...{ version: 2, versionSha256: sha256Hex('version') },
    },
  });
  await record(offer, length + 2, {
    type: 'delivery.confirmed',
    data: { partner: 'sandbox', partnerReference: 'ref-sold' },
  });
  expect(await consider('msg_1'), 'it is sold again').toMatchObject({
    ...{ answer: { answer: 'accepted' }, final: true, withdrawal: null },
  });
});

test('the offer to a partner that sells it ends while another still decides', async () => {
  const { consider, receive, releaseId } = await prepare('live');
  await receive('msg_1');
  expect(await consider('msg_1')).toMatchObject({
    ...{ answer: { answer: 'remembered' }, final: false, awaits: null, withdrawal: null },
    offer: {
      workflowId: workflowIds.offer(releaseId, 'sandbox'),
      message: {
        ...{ partner: 'sandbox', webhookId: 'msg_1' },
        webhook: { type: 'takedown.requested', data: { reference: 'ref-sold' } },
      },
    },
  });
});

test('a person decides about a release that is not on sale, and may decline', async () => {
  const { catalogue, consider, finish, receive, ofProject } = await prepare('delivered');
  await receive('msg_1');
  expect(await consider('msg_1')).toMatchObject({
    ...{ answer: { answer: 'remembered' }, final: false, awaits: 'operations', withdrawal: null },
  });
  // Also once it is on sale: the person has been asked.
  await finish();
  expect(await consider('msg_1')).toMatchObject({ final: false, awaits: 'operations' });
  const of = { projectId: 'default', actor: 'act_otto', partner: 'sandbox', requestId: 'a' };
  const decline = (webhookId: string) =>
    catalogue.requests.decline({ ...of, webhookId }, 'we hold the rights');
  expect(await decline('msg_2'), 'another webhook').toBeNull();
  await Promise.all([decline('msg_1'), decline('msg_1')]);
  expect(await consider('msg_1')).toMatchObject({
    answer: { answer: 'refused', code: 'declined', reason: 'we hold the rights' },
    ...{ final: true, awaits: null, withdrawal: null },
  });
  expect(await ofProject()).toEqual(['takedown-request.received', 'takedown-request.declined']);
  const key = { partner: 'sandbox', kind: 'takedown', requestId: 'a' } as const;
  const late = { answer: 'remembered', reason: 'a person decides' } as const;
  expect(await catalogue.requests.answer(key, late), 'a late one').toMatchObject({
    answer: 'refused',
  });
});

test('a reference of another partner is refused, and nothing is requested without a webhook', async () => {
  const { consider, receive, ofProject } = await prepare();
  await receive('msg_1', 'a', 'other');
  const refused = await consider('msg_1', 'other');
  expect(refused).toMatchObject({
    answer: { answer: 'refused', code: 'unknown-reference' },
    ...{ final: true, awaits: null, withdrawal: null },
  });
  expect(await consider('msg_1', 'other')).toEqual(refused);
  await expect(consider('forged')).rejects.toThrow('sandbox has sent no request forged');
  expect(await ofProject()).toEqual([]);
});
