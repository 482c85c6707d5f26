import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  DeclaredGone,
  Problem,
  ReleaseView,
  TrackAccepted,
  TrackView,
  WithdrawAccepted,
} from '@fermata/contracts/http';
import { SIGNALS, WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import {
  deriveId,
  MetadataTerms,
  ReleaseTerms,
  ReviewTerms,
  type Stage,
} from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

/** A published track (or one in another ended stage), accepted with these terms or without any. */
async function published(
  seed: string,
  release?: ReleaseTerms,
  stage: Stage = 'published',
): Promise<string> {
  const trackId = deriveId('trk', seed);
  const releaseId = deriveId('rel', trackId);
  const versionSha256 = 'ab'.repeat(32);
  const envelope = {
    projectId: 'default',
    occurredAt: '2026-11-22T12:00:00.000Z',
    actor: 'act_ada',
    runId: 'run',
  };
  const track = { ...envelope, stream: `track/${trackId}`, workflowId: `track/${trackId}` };
  const releasing = {
    ...envelope,
    stream: `release/${releaseId}`,
    workflowId: `release/${releaseId}`,
  };
  const offering = {
    ...envelope,
    stream: `${releasing.stream}/sandbox`,
    workflowId: `${releasing.stream}/sandbox`,
  };
  const events: NewEvent[] = [
    {
      ...track,
      sequence: 1,
      type: 'track.accepted',
      data: {
        trackId,
        brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
        candidates: 3,
        release: ReleaseTerms.parse({}),
        metadata: MetadataTerms.parse({}),
        review: ReviewTerms.parse({}),
        ...(release === undefined ? {} : { release }),
        requestedBy: 'act_ada',
        requestSha256: versionSha256,
      },
    },
    {
      ...releasing,
      sequence: 1,
      type: 'release.started',
      data: { releaseId, trackId, version: 1, versionSha256, partners: ['sandbox'] },
    },
    {
      ...offering,
      sequence: 1,
      type: 'offer.started',
      data: { releaseId, trackId, version: 1, versionSha256, partner: 'sandbox' },
    },
    {
      ...offering,
      sequence: 2,
      type: 'delivery.reserved',
      data: { partner: 'sandbox', partnerReference: `prt_${seed}` },
    },
    stage === 'published'
      ? { ...track, sequence: 2, type: 'track.published', data: { version: 1, releaseId } }
      : {
          ...track,
          sequence: 2,
          type: 'track.stage-entered',
          data: { stage: 'publishing', version: 1 },
        },
    { ...track, sequence: 3, type: 'track.stage-entered', data: { stage, version: 1 } },
  ];
  for (const event of events) await harness.catalogue.events.append([event]);
  return trackId;
}

/** The input of the started workflow. */
async function withdrawalOf(trackId: string): Promise<WithdrawalWorkflowInput> {
  const answer = await harness.ask('POST', `/v1/tracks/${trackId}/withdraw`, {
    key: KEYS.otto,
    body: { reason: 'a sample was not cleared' },
  });
  const { workflowId } = WithdrawAccepted.parse(answer.body);
  const { events } = await harness.client.workflow.getHandle(workflowId).fetchHistory();
  const [payload] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return WithdrawalWorkflowInput.parse(payload && defaultPayloadConverter.fromPayload(payload));
}

it("a withdrawal waits for the partner according to the track's own terms", async () => {
  const trackId = await published('own-terms', ReleaseTerms.parse({ takedownSeconds: 90 }));
  expect(await withdrawalOf(trackId)).toMatchObject({
    trackId,
    takedownSeconds: 90,
    offers: [{ partner: 'sandbox', partnerReference: 'prt_own-terms' }],
  });
});

it('a track without release terms is withdrawn on the default terms', async () => {
  const trackId = await published('no-terms');
  expect(await withdrawalOf(trackId)).toMatchObject({
    trackId,
    takedownSeconds: ReleaseTerms.parse({}).takedownSeconds,
  });
});

const withdraw = (trackId: string) =>
  harness.ask('POST', `/v1/tracks/${trackId}/withdraw`, {
    key: KEYS.otto,
    body: { reason: 'a sample was not cleared' },
  });
const envelope = {
  projectId: 'default',
  occurredAt: '2026-11-22T12:30:00.000Z',
  actor: 'act_otto',
  workflowId: null,
  runId: null,
};

it('the withdrawal of an earlier release of a track does not reach its present one', async () => {
  const trackId = await published('two-releases');
  const earlier = deriveId('rel', trackId);
  const present = deriveId('rel', trackId, 2);
  await harness.catalogue.events.append([
    {
      ...envelope,
      stream: `release/${present}`,
      sequence: 1,
      type: 'release.started',
      data: {
        ...{ releaseId: present, trackId, version: 2, versionSha256: 'cd'.repeat(32) },
        partners: ['sandbox'],
      },
    },
  ]);
  const answer = await harness.ask('POST', `/v1/releases/${earlier}/withdraw`, {
    key: KEYS.otto,
    body: { reason: 'a sample was not cleared' },
  });
  expect(answer.status).toBe(409);
  expect(Problem.parse(answer.body).detail).toContain(`its release is ${present}`);
});

/** The events of a withdrawal's workflow with this outcome. */
async function endWithdrawal(
  trackId: string,
  withdrawalId: string,
  outcome: 'withdrawn' | 'failed',
): Promise<void> {
  const stream = `withdrawal/${withdrawalId}`;
  const to = { ...envelope, stream };
  const data = { partner: 'sandbox', detail: 'gone' };
  const events: NewEvent[] = [
    {
      ...to,
      sequence: 2,
      type: 'withdrawal.started',
      data: { withdrawalId, trackId, releaseId: deriveId('rel', trackId), reason: 'not cleared' },
    },
    outcome === 'failed'
      ? {
          ...to,
          sequence: 3,
          type: 'takedown.requested',
          data: { partner: 'sandbox', partnerReference: 'prt' },
        }
      : {
          ...to,
          sequence: 3,
          type: 'takedown.confirmed',
          data: { ...data, verifiedState: 'taken-down' },
        },
    {
      ...to,
      sequence: 4,
      type: 'withdrawal.ended',
      data: { trackId, outcome, detail: 'so it ended', stillOfferedTo: [] },
    },
  ];
  for (const event of events) await harness.catalogue.events.append([event]);
}

it('a failed withdrawal gets a new workflow, a running one is found, after success it is too late', async () => {
  const trackId = await published('again');
  const ask = async () => WithdrawAccepted.parse((await withdraw(trackId)).body).withdrawalId;
  const first = await ask();
  expect(await ask()).toBe(first);
  // The repeat gives no second request.
  expect(
    (await harness.catalogue.events.readStream(`withdrawal/${first}`)).map(({ type, actor }) => [
      type,
      actor,
    ]),
  ).toEqual([['withdrawal.requested', 'act_otto']]);
  await endWithdrawal(trackId, first, 'failed');
  const second = await ask();
  expect(second).not.toBe(first);
  expect(await ask()).toBe(second);
  expect(
    (await harness.client.workflow.getHandle(`withdrawal/${second}`).describe()).status.name,
  ).toBe('RUNNING');
  await endWithdrawal(trackId, second, 'withdrawn');
  const workflows = await harness.workflows();
  expect(Problem.parse((await withdraw(trackId)).body)).toMatchObject({
    status: 409,
    reason: 'late',
    detail: `${trackId} is already withdrawn`,
  });
  expect(await harness.workflows()).toBe(workflows);
});

it('a failed withdrawal is shown and counted until the partner has shown the release gone', async () => {
  const trackId = await published('seen');
  const releaseId = deriveId('rel', trackId);
  const shown = async () =>
    ReleaseView.parse(
      (await harness.ask('GET', `/v1/releases/${releaseId}`, { key: KEYS.otto })).body,
    ).failedWithdrawal;
  const counted = async () => (await harness.catalogue.figures()).failedWithdrawals;
  const before = await counted();
  const ask = async () => WithdrawAccepted.parse((await withdraw(trackId)).body).withdrawalId;
  const first = await ask();
  expect(await shown()).toBeNull();
  await endWithdrawal(trackId, first, 'failed');
  expect(await shown()).toMatchObject({
    ...{ withdrawalId: first, partners: ['sandbox'], requestedBy: 'act_otto' },
    ...{ reason: 'a sample was not cleared', detail: 'so it ended' },
  });
  expect(await counted()).toBe(before + 1);
  const second = await ask();
  expect((await shown())?.withdrawalId, 'while the next one runs').toBe(first);
  await endWithdrawal(trackId, second, 'withdrawn');
  expect(await shown()).toBeNull();
  expect(await counted()).toBe(before);
});

it('a person declares the release gone at a partner only after its withdrawal there has failed', async () => {
  const trackId = await published('closed-shop');
  const releaseId = deriveId('rel', trackId);
  const reason = 'the shop has closed';
  const declare = (partner = 'sandbox', key: string = KEYS.otto) =>
    harness.ask('POST', `/v1/releases/${releaseId}/declare-gone`, {
      key,
      body: { partner, reason },
    });
  const { withdrawalId } = WithdrawAccepted.parse((await withdraw(trackId)).body);
  expect(Problem.parse((await declare()).body)).toMatchObject({ status: 409, reason: 'not-now' });
  await endWithdrawal(trackId, withdrawalId, 'failed');
  expect((await declare('sandbox', KEYS.ada)).status).toBe(403);
  const show = async () =>
    ReleaseView.parse(
      (await harness.ask('GET', `/v1/releases/${releaseId}`, { key: KEYS.otto })).body,
    );
  expect((await show()).allowedActions).toContain('declare-gone');

  const declared = await declare();
  expect(declared.status).toBe(202);
  expect(DeclaredGone.parse(declared.body)).toMatchObject({ partner: 'sandbox', withdrawalId });
  const stream = await harness.catalogue.events.readStream(`release/${releaseId}/sandbox`);
  expect(stream.at(-1)).toMatchObject({
    ...{ type: 'offer.declared-gone', actor: 'act_otto' },
    data: { partner: 'sandbox', withdrawalId, reason },
  });
  expect(await show()).toMatchObject({
    failedWithdrawal: null,
    partners: [{ state: 'taken-down', detail: `declared gone by act_otto: ${reason}` }],
  });
  // The withdrawal that goes on asking finds it, and is told so.
  expect(
    await harness.catalogue.authority.pursuitEnds({ projectId: 'default', withdrawalId }),
  ).toEqual([{ partner: 'sandbox', end: 'gone' }]);
  const { events } = await harness.client.workflow
    .getHandle(`withdrawal/${withdrawalId}`)
    .fetchHistory();
  const signals = events?.flatMap(
    ({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName ?? [],
  );
  expect(signals).toEqual([SIGNALS.releaseChanged]);
  expect(Problem.parse((await declare()).body)).toMatchObject({ status: 409, reason: 'twice' });
  expect(await harness.catalogue.audit.rebuild()).toMatchObject({ identical: true });
});

it('a withdrawal from named partners concerns only those that have the release', async () => {
  const trackId = await published('some');
  const ask = (partners: unknown) =>
    harness.ask('POST', `/v1/tracks/${trackId}/withdraw`, {
      key: KEYS.otto,
      body: { reason: 'moved', partners },
    });
  expect(Problem.parse((await ask(['shop-b', 'sandbox'])).body)).toMatchObject({
    ...{ status: 409, reason: 'late' },
    detail: `shop-b does not have ${trackId}: only sandbox may`,
  });
  expect((await ask([])).status).toBe(400);
  const { withdrawalId } = WithdrawAccepted.parse((await ask(['sandbox'])).body);
  expect(WithdrawAccepted.parse((await ask(['sandbox'])).body).withdrawalId).toBe(withdrawalId);
  const [request] = await harness.catalogue.events.readStream(`withdrawal/${withdrawalId}`);
  expect(request).toMatchObject({ type: 'withdrawal.requested', data: { partners: ['sandbox'] } });
});

it('an offer that a release left at a partner can be withdrawn once the release no longer runs', async () => {
  const trackId = await published('left-there', undefined, 'failed');
  const release = await harness.client.workflow.start('releaseWorkflow', {
    workflowId: `release/${deriveId('rel', trackId)}`,
    taskQueue: 'control',
  });
  const allowed = async () =>
    TrackView.parse((await harness.ask('GET', `/v1/tracks/${trackId}`, { key: KEYS.otto })).body)
      .allowedActions;
  expect(Problem.parse((await withdraw(trackId)).body)).toMatchObject({
    status: 409,
    reason: 'not-now',
  });
  // It has written no last event.
  await release.terminate();
  expect(await allowed()).toEqual(['withdraw']);
  expect((await withdraw(trackId)).status).toBe(202);
});

it('a workflow that only follows the sale of a release blocks no withdrawal', async () => {
  const trackId = await published('followed');
  const releaseId = deriveId('rel', trackId);
  await harness.catalogue.events.append([
    {
      ...{ ...envelope, stream: `release/${releaseId}`, sequence: 2, type: 'release.ended' },
      data: { outcome: 'live', detail: 'on sale at sandbox' },
    },
  ]);
  await harness.client.workflow.start('saleWorkflow', {
    workflowId: `release/${releaseId}`,
    taskQueue: 'control',
  });
  expect((await withdraw(trackId)).status).toBe(202);
});

it('a withdrawal that is refused is recorded', async () => {
  const trackId = await published('gone', undefined, 'archived');
  await harness.catalogue.events.append([
    {
      ...envelope,
      stream: `release/${deriveId('rel', trackId)}/sandbox`,
      sequence: 3,
      type: 'offer.withdrawn',
      data: { partner: 'sandbox', verifiedState: 'taken-down', detail: 'gone' },
    },
  ]);
  await harness.catalogue.events.append([
    {
      ...envelope,
      stream: `release/${deriveId('rel', trackId)}`,
      sequence: 2,
      type: 'release.ended',
      data: { outcome: 'rejected', detail: 'not wanted' },
    },
  ]);
  const last = async () => (await harness.catalogue.events.readStream('project/default')).at(-1);
  expect(Problem.parse((await withdraw(trackId)).body)).toMatchObject({
    status: 409,
    reason: 'late',
  });
  expect(await last()).toMatchObject({
    type: 'late-command.refused',
    data: { trackId, command: 'withdraw', reason: 'late' },
  });
  const accepted = await harness.ask('POST', '/v1/tracks', {
    key: KEYS.ada,
    body: { brief: { text: 'night bus' } },
    headers: { 'idempotency-key': 'runs' },
  });
  const { trackId: running } = TrackAccepted.parse(accepted.body);
  expect(Problem.parse((await withdraw(running)).body)).toMatchObject({
    status: 409,
    reason: 'not-now',
  });
  expect(await last()).toMatchObject({
    type: 'late-command.refused',
    data: { trackId: running, command: 'withdraw', reason: 'not-now' },
  });
});

it('a repeated cancellation gets its first answer after the end; one of another person is late', async () => {
  const trackId = await published('cancelled', undefined, 'cancelled');
  await harness.catalogue.events.append([
    { ...envelope, stream: `track/${trackId}`, sequence: 4, type: 'track.cancelled', data: {} },
  ]);
  expect(
    (await harness.ask('POST', `/v1/tracks/${trackId}/cancel`, { key: KEYS.otto, body: {} })).body,
  ).toMatchObject({ outcome: 'accepted' });
  expect(
    Problem.parse(
      (await harness.ask('POST', `/v1/tracks/${trackId}/cancel`, { key: KEYS.ada, body: {} })).body,
    ),
  ).toMatchObject({ status: 409, reason: 'late' });
});
