import {
  WorkflowFailedError,
  type WorkflowHandle,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { NewEvent } from '@fermata/contracts/events';
import {
  NOT_AUTHORISED,
  SIGNALS,
  TASK_QUEUES,
  TOO_MANY_COMMANDS,
  UPDATES,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import {
  CommandClaims,
  type CommandResult,
  type DecisionClaims,
  deriveId,
  type OfferState,
  type OnRejection,
  parseJson,
  type QuestionAnswer,
  workflowIds,
} from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { ACCEPTING_PARTNER } from '../testing/accepting-partner.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import { runTrack } from '../testing/run-track.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import { type AllActivities, scriptedActivities } from '../testing/scripted-activities.ts';
import { signedMessage } from '../testing/signed-message.ts';

const harness = await harnessOfFile();

const startTrack = (changes?: Record<string, unknown>, activities?: Partial<AllActivities>) =>
  runTrack(harness, changes, activities);

const AnswerCommand = z.object({ command: z.literal('answer') });

/** An activity that waits until the test opens it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** The first event of a withdrawal that the terms demand. */
const requestOf = (trackId: string, withdrawalId: string): NewEvent => ({
  ...{ projectId: PROJECT_ID, stream: workflowIds.withdrawal(withdrawalId), sequence: 1 },
  ...{ occurredAt: new Date().toISOString(), actor: 'act_fermata', workflowId: null, runId: null },
  type: 'withdrawal.requested',
  data: {
    ...{ withdrawalId, trackId, releaseId: deriveId('rel', trackId, 1) },
    ...{ reason: 'the terms', partners: ['sandbox'] },
  },
});

/** The workflow of the track's offer to a partner. */
const offerOf = (trackId: string, partner = 'sandbox'): string =>
  workflowIds.offer(deriveId('rel', trackId, 1), partner);

/** The release of the track goes on sale, and its last event is written once the test opens the gate. */
function gateAtSale(trackId: string) {
  const release = workflowIds.release(deriveId('rel', trackId, 1));
  harness.script(offerOf(trackId), ACCEPTING_PARTNER);
  const ending = gate();
  const onSale = gate();
  harness.onEvents(release, 'release.ended', () => {
    onSale.open();
    return ending.opened;
  });
  return { open: ending.open, reached: onSale.opened };
}

const batchesOf = (stream: string): string[][] =>
  harness.batches
    .filter(([event]) => event?.stream === stream)
    .map((batch) =>
      batch.map((event) =>
        event.type === 'track.stage-entered' ? `→ ${event.data.stage}` : event.type,
      ),
    );

describe.concurrent('a track that nobody has requested', () => {
  it('fails without an event, and no command to it has an effect', async () => {
    const requested = sampleTrack();
    const id = workflowIds.track(requested.trackId);
    const { open, opened } = gate();
    const { authoriseTrack } = scriptedActivities();
    harness.script(id, { authoriseTrack: (start) => opened.then(() => authoriseTrack(start)) });
    const handle = await harness.start(WORKFLOWS.track, id, {
      ...requested,
      requestedBy: 'act_rita',
    });
    await handle.signal(SIGNALS.decision, { token: 'rubbish' });
    const message = signedMessage(id, UPDATES.hold, 'act_otto', {});
    const refused = expect(
      handle.executeUpdate(UPDATES.hold, { args: [message] }),
    ).rejects.toBeInstanceOf(WorkflowUpdateFailedError);
    open();
    await expect(handle.result()).rejects.toMatchObject({
      cause: { type: NOT_AUTHORISED, message: 'not authorised' },
    });
    await refused;
    expect(harness.events(id)).toEqual([]);
    const seen = await handle.describe();
    expect(seen.status.name).toBe('FAILED');
    expect(seen.typedSearchAttributes.get(searchAttributes.trackStage)).toBe('failed');
  });

  it('begins with its acceptance, whatever is sent before', async () => {
    const requested = sampleTrack();
    const id = workflowIds.track(requested.trackId);
    const { open, opened } = gate();
    harness.script(id, { authoriseTrack: () => opened });
    const handle = await harness.start(WORKFLOWS.track, id, requested);
    await handle.signal(SIGNALS.decision, { token: 'rubbish' });
    const cancelled = handle.executeUpdate(UPDATES.cancel, {
      args: [signedMessage(id, UPDATES.cancel, 'act_otto', {})],
    });
    open();
    expect(await cancelled).toMatchObject({ outcome: 'accepted' });
    expect(await handle.result()).toMatchObject({ stage: 'cancelled' });
    const types = harness.types(id);
    expect(types[0]).toBe('track.accepted');
    expect(types).toContain('command.refused');
  });
});

describe.concurrent('the stages of a track', () => {
  it('write one batch each, and end with a release', async () => {
    const track = await startTrack({ release: { answerSeconds: 1 } });
    const releaseId = deriveId('rel', track.trackId, 1);
    harness.script(workflowIds.offer(releaseId, 'sandbox'), ACCEPTING_PARTNER);
    await track.decide('approve');
    await track.stage('published');
    expect(batchesOf(track.id)).toEqual([
      ['track.accepted'],
      ['→ interpreting'],
      ['intent.interpreted', '→ planning'],
      ['plan.made', '→ generating'],
      ['candidate.generated', 'candidate.generated', '→ evaluating'],
      ['candidate.evaluated', 'candidate.evaluated', '→ picking'],
      ['candidate.picked', '→ stems'],
      ['stems.rendered', '→ mixing'],
      ['mix.made', '→ mastering'],
      ['master.made', '→ enriching'],
      ['track.enriched', 'audio.judged', 'version.completed', '→ policy'],
      ['policy.decided', '→ review', 'review.opened'],
      ['review.decided', 'review.grace-started'],
      ['review.closed', '→ publishing'],
      ['→ published', 'track.published'],
    ]);
  });

  it('give every activity the project as fairness key and later stages a higher priority', async () => {
    const track = await startTrack();
    await track.decide('reject');
    await track.handle.result();
    const calls = harness.calls.filter(({ workflowId }) => workflowId === track.id);
    expect(new Set(calls.map(({ fairnessKey }) => fairnessKey))).toEqual(new Set([PROJECT_ID]));
    const priorityOf = (name: keyof AllActivities) =>
      calls.find(({ activity }) => activity === name)?.priorityKey;
    expect(priorityOf('verifyDecisionToken')).toBe(1);
    expect(priorityOf('interpretBrief')).toBe(5);
    expect(priorityOf('evaluateCandidate')).toBe(4);
    expect(priorityOf('masterMix')).toBe(3);
    const appends = calls.filter(({ activity }) => activity === 'appendEvents');
    const byPerson = ({ input }: (typeof calls)[number]) =>
      JSON.stringify(input).includes('review.decided');
    expect(appends.filter(byPerson).map(({ priorityKey }) => priorityKey)).toEqual([1]);
  });

  it('upsert search attributes only when they change', async () => {
    const track = await startTrack();
    await track.review();
    for (let refused = 0; refused < 3; refused++) await track.command('resume', 'act_ada');
    await track.command('hold', 'act_ada');
    await track.command('resume', 'act_ada');
    await track.decide('reject');
    await track.handle.result();
    const { events } = await track.handle.fetchHistory();
    const upserts = events?.flatMap(({ upsertWorkflowSearchAttributesEventAttributes: upsert }) =>
      upsert
        ? [
            Object.keys(upsert.searchAttributes?.indexedFields ?? {})
              .sort()
              .join(),
          ]
        : [],
    );
    expect(upserts?.filter((keys) => keys.includes('TrackTitle'))).toHaveLength(2);
    expect(upserts?.filter((keys) => keys === 'AwaitingRole')).toHaveLength(2);
  });

  it('stop at a hard finding, with the finished work recorded', async () => {
    const finding = {
      severity: 'hard',
      code: 'silent',
      text: 'it is silent',
      where: 'mix',
    } as const;
    const track = await startTrack(
      {},
      {
        mixStems: () =>
          Promise.reject(ApplicationFailure.nonRetryable('not reached again', 'EngineError')),
        renderStems: () => Promise.resolve({ stems: [], findings: [finding] }),
      },
    );
    expect(await track.handle.result()).toMatchObject({ stage: 'archived' });
    expect(batchesOf(track.id).at(-1)).toEqual([
      'stems.rendered',
      'audio.judged',
      '→ archived',
      'track.archived',
    ]);
    expect((await harness.event(track.id, 'track.archived')).data).toMatchObject({
      reason: 'faulty',
      detail: 'mix: it is silent',
    });
  });

  it('make the requested alternates that fit', async () => {
    const track = await startTrack({ alternates: ['no-drums', 'cut-30'] });
    await track.review();
    const made = await harness.event(track.id, 'alternates.made');
    expect(made.data.alternates.map(({ alternate }) => alternate)).toEqual(['no-drums']);
    expect(made.data.omittedAlternates).toEqual([
      {
        alternate: 'cut-30',
        reason: 'cut-30 needs a track of more than 30 s, this one has 10 s',
      },
    ]);
    await track.decide('reject');
    await track.handle.result();
  });

  it('name the alternates that would be the same', async () => {
    const track = await startTrack(
      { alternates: ['no-drums'] },
      { makeAlternate: () => Promise.resolve(null) },
    );
    await track.review();
    expect((await harness.event(track.id, 'alternates.made')).data).toMatchObject({
      alternates: [],
      omittedAlternates: [
        { alternate: 'no-drums', reason: 'no-drums needs drums, and this version has none' },
      ],
    });
    await track.decide('reject');
    await track.handle.result();
  });

  it('archive the track when the policy denies', async () => {
    const track = await startTrack(
      {},
      {
        decidePolicy: () =>
          Promise.resolve({
            outcome: 'deny',
            reasons: [{ policyId: 'licence', text: 'the licence forbids it' }],
            policySetSha256: 'a'.repeat(64),
          }),
      },
    );
    expect(await track.handle.result()).toMatchObject({ stage: 'archived' });
    expect((await harness.event(track.id, 'track.archived')).data).toMatchObject({
      reason: 'policy-denied',
      detail: 'the licence forbids it',
    });
  });

  it('fail the track when an activity fails for good', async () => {
    const track = await startTrack(
      {},
      {
        masterMix: () =>
          Promise.reject(ApplicationFailure.nonRetryable('no engine', 'EngineError')),
      },
    );
    await expect(track.handle.result()).rejects.toThrow(WorkflowFailedError);
    expect((await harness.event(track.id, 'track.failed')).data).toEqual({
      stage: 'mastering',
      detail: 'no engine',
    });
  });

  it.each(['plan.made', 'track.archived'] as const)(
    'lose no event when the append of %s is answered without being stored',
    async (forged) => {
      let forgeries = 0;
      const track = await startTrack(
        {},
        {
          appendEvents: ({ events }) => {
            const isForged = events.some(({ type }) => type === forged) && forgeries++ === 0;
            if (!isForged) harness.store(events);
            return Promise.resolve();
          },
        },
      );
      await track.decide('reject');
      expect(await track.handle.result()).toMatchObject({ stage: 'archived' });
      expect(forgeries).toBeGreaterThan(1);
      expect(harness.types(track.id).filter((type) => type === forged)).toHaveLength(1);
    },
  );

  it('fail the track, on record, when an event cannot be stored', async () => {
    const track = await startTrack(
      {},
      { planCandidates: () => Promise.resolve([{ candidateId: 'none', recipeId: 'none' }]) },
    );
    await expect(track.handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.types(track.id).at(-1)).toBe('track.failed');
    expect(harness.types(track.id)).not.toContain('plan.made');
  });
});

describe.concurrent('the commands of a track', () => {
  it('reach a track that waits for its start', async () => {
    const requested = sampleTrack();
    const id = workflowIds.track(requested.trackId);
    const handle = await harness.client.workflow.start(WORKFLOWS.track, {
      taskQueue: TASK_QUEUES.control,
      workflowId: id,
      args: [requested],
      startDelay: '10 minutes',
    });
    const message = signedMessage(id, UPDATES.cancel, 'act_ada', {});
    expect(await handle.executeUpdate(UPDATES.cancel, { args: [message] })).toMatchObject({
      outcome: 'accepted',
    });
    expect(await handle.result()).toMatchObject({ stage: 'cancelled' });
  });

  it('let a person pick, once', async () => {
    const track = await startTrack({ pick: { by: 'person', limitSeconds: 60 } });
    await track.stage('picking');
    const candidateId = (index: number) => deriveId('cand', track.trackId, 1, index);
    const pick = (index: number) =>
      track.command('pick', 'act_ada', { candidateId: candidateId(index) });
    expect(await pick(9)).toMatchObject({ reason: 'unknown' });
    expect(await pick(1)).toMatchObject({ outcome: 'accepted' });
    const { data, actor } = await harness.event(track.id, 'candidate.picked');
    expect(data).toMatchObject({ by: 'person', candidateId: candidateId(1) });
    expect(actor).toBe('act_ada');
    await track.decide('reject');
    await track.handle.result();
  });

  it('hold the track: the current step finishes and is recorded, the next one waits', async () => {
    const { open, opened } = gate();
    const track = await startTrack(
      {},
      { renderStems: () => opened.then(() => ({ stems: [], findings: [] })) },
    );
    await track.stage('stems');
    await track.command('hold', 'act_otto', { reason: 'a question of rights' });
    open();
    await harness.event(track.id, 'stems.rendered');
    await track.status({ stage: 'stems', held: true });
    await track.command('resume', 'act_otto');
    await track.review();
    await track.decide('reject');
    await track.handle.result();
  });

  it('name the actor whom the token proves: a forged, changed or replayed one has no effect', async () => {
    const track = await startTrack();
    await track.review();
    const signed = signedMessage(track.id, UPDATES.hold, 'act_otto', { reason: 'rights' });
    const forged = [
      { token: 'not a token of this system', reason: 'rights' },
      { ...signed, reason: 'another reason' },
      signedMessage(track.id, UPDATES.cancel, 'act_otto', { reason: 'rights' }),
    ];
    for (const message of forged)
      expect(await track.update(UPDATES.hold, message)).toMatchObject({ reason: 'bad-token' });
    const unsigned = track.update(UPDATES.hold, { actor: 'act_otto' });
    await expect(unsigned).rejects.toThrow(WorkflowUpdateFailedError);
    expect(await track.update(UPDATES.hold, signed)).toMatchObject({ outcome: 'accepted' });
    expect(await track.command('resume', 'act_otto')).toMatchObject({ outcome: 'accepted' });
    expect(await track.update(UPDATES.hold, signed)).toMatchObject({ reason: 'twice' });
    const refused = harness.events(track.id).filter(({ type }) => type === 'command.refused');
    expect(refused.map(({ actor }) => actor)).toEqual([
      'act_fermata',
      'act_fermata',
      'act_fermata',
      'act_otto',
    ]);
    await track.decide('reject');
    await track.handle.result();
  });

  it('survive a signal that nobody can read, and record it', async () => {
    const track = await startTrack();
    await track.review();
    const { workflowService, options } = harness.client;
    const rubbish = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{') };
    const unknown = { metadata: { encoding: Buffer.from('rubbish') }, data: Buffer.from('{') };
    for (const payload of [rubbish, unknown])
      await workflowService.signalWorkflowExecution({
        namespace: options.namespace,
        workflowExecution: { workflowId: track.id },
        signalName: SIGNALS.decision,
        input: { payloads: [payload] },
      });
    await harness.until('two refusals', () =>
      harness.types(track.id).filter((type) => type === 'command.refused').length === 2
        ? true
        : undefined,
    );
    await track.decide('reject');
    expect(await track.handle.result()).toMatchObject({ stage: 'archived' });
  });

  it('undo a decision within its grace period, by the reviewer who made it', async () => {
    const track = await startTrack({ review: { graceSeconds: 30 } });
    await track.decide('reject');
    const { decisionId } = (await harness.event(track.id, 'review.decided')).data;
    const token = async (reviewer: string) =>
      JSON.stringify({
        ...(JSON.parse(await track.tokenFor('undo', { reviewer })) as DecisionClaims),
        decisionId,
      });
    expect(await track.update(UPDATES.undo, { token: await token('act_rolf') })).toMatchObject({
      reason: 'not-allowed',
    });
    expect(await track.update(UPDATES.undo, { token: await token('act_rita') })).toMatchObject({
      outcome: 'accepted',
    });
    await track.command('cancel', 'act_ada');
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
    expect(batchesOf(track.id).at(-1)).toEqual(['review.closed', '→ cancelled', 'track.cancelled']);
  });

  it('remind, escalate and expire a review by its terms', async () => {
    const track = await startTrack({
      review: { reminderSeconds: 0.1, escalationSeconds: 0.2, expirySeconds: 4 },
    });
    expect(await track.handle.result()).toMatchObject({ stage: 'archived' });
    expect(harness.types(track.id)).toEqual(
      expect.arrayContaining(['review.reminder-due', 'review.escalated', 'review.closed']),
    );
  });

  it('withdraw the release when the track is cancelled while publishing', async () => {
    const track = await startTrack();
    const release = workflowIds.release(deriveId('rel', track.trackId, 1));
    await track.decide('approve');
    await harness.event(offerOf(track.trackId), 'delivery.delivered');
    await track.command('cancel', 'act_ada');
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
    expect(harness.types(offerOf(track.trackId)).slice(-2)).toEqual([
      'offer.withdrawn',
      'offer.ended',
    ]);
    expect(harness.types(release).at(-1)).toBe('release.ended');
  });

  it('answer a cancellation after the release went on sale as late', async () => {
    const track = await startTrack({ release: { answerSeconds: 1 } });
    const ending = gateAtSale(track.trackId);
    await track.decide('approve');
    await ending.reached;
    const answer = track.command('cancel', 'act_ada');
    await harness.event(track.id, 'track.cancel-requested');
    ending.open();
    expect(await answer).toMatchObject({ outcome: 'refused', reason: 'late' });
    await track.stage('published');
    const refused = harness.events(track.id).filter(({ type }) => type === 'command.refused');
    expect(refused).toMatchObject([{ actor: 'act_ada', data: { command: 'cancel' } }]);
  });

  it.each(['resume', 'cancel'] as const)(
    'answer a cancellation as late while the last event is confirmed, after a refused %s',
    async (earlierCommand) => {
      const track = await startTrack({ release: { answerSeconds: 1 } });
      const ending = gateAtSale(track.trackId);
      const confirming = gate();
      const confirmed = gate();
      let writes = 0;
      harness.onEvents(track.id, 'command.refused', () => {
        if (++writes !== 2) return Promise.resolve();
        confirming.open();
        return confirmed.opened;
      });
      await track.decide('approve');
      await ending.reached;
      const earlier = track.command(earlierCommand, 'act_otto');
      await harness.event(
        track.id,
        earlierCommand === 'cancel' ? 'track.cancel-requested' : 'command.refused',
      );
      ending.open();
      await confirming.opened;
      const answer = track.command('cancel', 'act_ada');
      await harness.until('the check of the token', () =>
        harness.calls.find(
          ({ activity, workflowId, input }) =>
            activity === 'verifyCommandToken' &&
            workflowId === track.id &&
            JSON.stringify(input).includes('act_ada'),
        ),
      );
      confirmed.open();
      expect(await answer).toMatchObject({ outcome: 'refused', reason: 'late' });
      expect(await earlier).toMatchObject({ outcome: 'refused' });
      await track.stage('published');
      const refused = harness.events(track.id).filter(({ type }) => type === 'command.refused');
      expect(refused).toMatchObject([
        { actor: 'act_otto', data: { command: earlierCommand } },
        { actor: 'act_ada', data: { command: 'cancel', reason: 'late' } },
      ]);
    },
  );

  it('answer a cancellation whose outcome is open, and later show it', async () => {
    const track = await startTrack({ release: { takedownSeconds: 1 } });
    const takenDown = gate();
    harness.script(offerOf(track.trackId), {
      findReservations: ({ releaseId }) =>
        Promise.resolve([{ partnerReference: `ref-${releaseId}`, state: 'live', detail: null }]),
      sendTakedown: () => takenDown.opened.then(() => ({ state: 'taking-down' })),
    });
    await track.decide('approve');
    await harness.event(offerOf(track.trackId), 'delivery.delivered');
    expect(await track.command('cancel', 'act_ada')).toMatchObject({
      outcome: 'accepted',
      outcomeOpen: true,
    });
    takenDown.open();
    await expect(track.handle.result()).rejects.toThrow(WorkflowFailedError);
    expect((await harness.event(track.id, 'track.failed')).data).toMatchObject({
      stage: 'publishing',
      detail: expect.stringMatching(/still has/) as unknown,
    });
  });

  it('show a cancellation from the Temporal UI as cancelled', async () => {
    const track = await startTrack();
    await track.review();
    await track.handle.cancel();
    await expect(track.handle.result()).rejects.toThrow(WorkflowFailedError);
    expect((await harness.event(track.id, 'track.cancelled')).data).toEqual({
      reason: 'cancelled in Temporal',
    });
  });
});

describe.concurrent('a track on sale', () => {
  it('is delisted when its partner no longer sells it, and then withdrawn', async () => {
    const track = await onSale({ state: 'rejected' });
    await track.reject('webhook-1');
    expect((await harness.event(track.id, 'track.delisted')).data).toMatchObject({
      partner: 'sandbox',
      verifiedState: 'rejected',
      webhookId: 'webhook-1',
      detail: 'editorial: a complaint',
    });
    await track.status({ stage: 'delisted', awaitingRole: 'operations' });
    await track.reject('webhook-1');
    await track.reject('webhook-2');
    expect((await harness.event(track.id, 'track.answer-ignored')).data).toMatchObject({
      webhookId: 'webhook-2',
    });
    await track.current.signal(SIGNALS.withdrawalEnded, { withdrawalId: deriveId('wdr', 'one') });
    expect(await track.handle.result()).toMatchObject({ stage: 'withdrawn' });
    expect(harness.types(track.id).filter((type) => type === 'track.delisted')).toHaveLength(1);
  });

  it('stays on sale at its other partner, and is delisted when the last one delists it', async () => {
    const track = await onSale(
      { state: 'rejected' },
      {},
      { release: { partners: ['sandbox', 'second'], answerSeconds: 1 } },
    );
    await track.reject('webhook-1');
    expect((await harness.event(track.id, 'track.partner-delisted')).data).toMatchObject({
      partner: 'sandbox',
      stillSoldBy: ['second'],
      verifiedState: 'rejected',
    });
    await track.status({ stage: 'published' });
    await track.reject('webhook-2');
    expect((await harness.event(track.id, 'track.answer-ignored')).data).toMatchObject({
      webhookId: 'webhook-2',
      detail: 'sandbox was known not to sell it',
    });
    await track.reject('webhook-3', 'second');
    expect((await harness.event(track.id, 'track.delisted')).data).toMatchObject({
      partner: 'second',
    });
    await track.status({ stage: 'delisted' });
  });

  it.each(['all-or-nothing', 'ask'] as const)(
    '%s: is withdrawn from its other partner when one delists it',
    async (onRejection) => {
      const withdrawalId = deriveId('wdr', process.pid, onRejection, Date.now());
      const track = await onSaleAtTwo(onRejection, {
        requestTermsWithdrawal: ({ projectId, trackId, releaseId }) => {
          harness.store([requestOf(trackId, withdrawalId)]);
          return Promise.resolve({
            ...{ projectId, withdrawalId, trackId, releaseId },
            ...{ title: 'Slow Light', reason: 'the terms', requestedBy: 'act_fermata' },
            ...{
              offers: [{ partner: 'second', partnerReference: 'ref', redelivering: false }],
              takedownSeconds: 20,
              createdByPerson: false,
            },
          });
        },
      });
      harness.script(workflowIds.withdrawal(withdrawalId), {
        findReservations: () => Promise.resolve([]),
      });
      await track.reject('webhook-1');
      if (onRejection === 'ask') {
        expect((await harness.event(track.id, 'track.question-asked')).data).toMatchObject({
          lost: [{ partner: 'sandbox' }],
          soldBy: ['second'],
        });
        await track.status({ awaitingRole: 'operations' });
        expect(await answerWith(track, 'withdraw')).toMatchObject({ outcome: 'accepted' });
      }
      expect(await track.handle.result()).toMatchObject({ stage: 'withdrawn' });
    },
  );

  it('ask: stays on sale at its other partner when a person keeps it', async () => {
    const track = await onSaleAtTwo('ask');
    await track.reject('webhook-1');
    await track.status({ awaitingRole: 'operations' });
    expect(await answerWith(track, 'redeliver')).toMatchObject({ outcome: 'refused' });
    expect(await answerWith(track, 'keep')).toMatchObject({ outcome: 'accepted' });
    expect(await harness.event(track.id, 'track.question-answered')).toMatchObject({
      actor: 'act_otto',
      data: { answer: 'keep', via: 'person' },
    });
    await track.status({ stage: 'published', awaitingRole: null });
    expect(
      harness.calls.filter(
        ({ activity, workflowId }) =>
          activity === 'requestTermsWithdrawal' && workflowId === track.id,
      ),
    ).toEqual([]);
  });

  it('ask: keeps an answer that is verified in the moment in which its run ends', async () => {
    const { open, opened } = gate();
    const track = await onSale(
      { state: 'rejected' },
      {
        verifyCommandToken: async ({ command, token }) => {
          if (command === 'answer') await opened;
          return { valid: true, actor: CommandClaims.parse(parseJson(token)).actor };
        },
      },
      {
        release: { partners: ['sandbox', 'second'], onRejection: 'ask', answerSeconds: 1 },
        commandLimits: { continueAfter: 2, refuseAfter: 100 },
      },
    );
    await track.reject('webhook-1');
    await harness.event(track.id, 'track.question-asked');
    const answer = answerWith(track, 'keep');
    const calls = (activity: string) =>
      harness.calls.filter((call) => call.activity === activity && call.workflowId === track.id);
    await harness.until('the verification of the answer', () =>
      calls('verifyCommandToken').find(({ input }) => AnswerCommand.safeParse(input).success),
    );
    // The run ends as soon as the answer is verified.
    for (let sent = 0; sent < 2; sent++) await track.command('hold', 'act_otto');
    open();
    expect(await answer).toMatchObject({ outcome: 'accepted' });
    expect(await harness.event(track.id, 'track.question-answered')).toMatchObject({
      ...{ actor: 'act_otto', data: { answer: 'keep', via: 'person' } },
    });
  });

  it('ask: requests the takedown when nobody answers in time', async () => {
    const track = await onSaleAtTwo('ask', {}, { questionSeconds: 1 });
    await track.reject('webhook-1');
    expect((await harness.event(track.id, 'track.question-answered')).data).toMatchObject({
      answer: 'withdraw',
      via: 'limit',
    });
    await harness.until('the request', () =>
      harness.calls.find(
        ({ activity, workflowId }) =>
          activity === 'requestTermsWithdrawal' && workflowId === track.id,
      ),
    );
  });

  const onSaleAtTwo = (
    onRejection: OnRejection,
    activities: Partial<AllActivities> = {},
    terms: object = {},
  ) =>
    onSale({ state: 'rejected' }, activities, {
      release: { partners: ['sandbox', 'second'], onRejection, answerSeconds: 1, ...terms },
    });

  const answerWith = (
    { id, current }: { id: string; current: WorkflowHandle },
    answer: QuestionAnswer,
  ): Promise<CommandResult> =>
    current.executeUpdate<CommandResult, [object]>(UPDATES.answer, {
      args: [signedMessage(id, 'answer', 'act_otto', { answer })],
    });

  it('ignores, on record, a rejection that the partner has not sent', async () => {
    const track = await onSale(
      { state: 'rejected' },
      { verifyAnswer: () => Promise.resolve(false) },
    );
    await track.reject('forged');
    expect((await harness.event(track.id, 'track.answer-ignored')).data).toMatchObject({
      webhookId: 'none',
      detail: 'sandbox has not sent forged: the inbox differs',
    });
    await track.status({ stage: 'published' });
  });

  it('stays on sale when the partner still sells it, and when nobody has withdrawn it', async () => {
    const track = await onSale(
      { state: 'live' },
      { withdrawalOutcome: () => Promise.resolve(null) },
    );
    await track.reject('early');
    await harness.until('a question to the partner', () =>
      harness.calls.some(
        ({ activity, workflowId }) => activity === 'findReservations' && workflowId === track.id,
      )
        ? true
        : undefined,
    );
    await track.current.signal(SIGNALS.withdrawalEnded, {
      withdrawalId: deriveId('wdr', 'forged'),
    });
    await track.current.cancel();
    await harness.event(
      track.id,
      'command.refused',
      ({ data }) => data.command === 'cancel' && data.detail.includes('withdrawal'),
    );
    expect(await track.command('cancel', 'act_ada')).toMatchObject({
      outcome: 'refused',
      reason: 'late',
    });
    await track.status({ stage: 'published' });
  });

  it('asks the catalogue once for any number of signals, and keeps what it says', async () => {
    const { open, opened } = gate();
    let asked = 0;
    const track = await onSale(
      { state: 'live' },
      {
        withdrawalOutcome: async () => {
          asked += 1;
          await opened;
          return { outcome: 'failed', detail: 'the partner does not answer', stillOfferedTo: [] };
        },
      },
      { commandLimits: { continueAfter: 2, refuseAfter: 100 } },
    );
    const runsBefore = (await harness.runs(track.id)).length;
    for (let sent = 0; sent < 30; sent++)
      await track.current.signal(SIGNALS.withdrawalEnded, {
        withdrawalId: deriveId('wdr', 'many', sent),
      });
    open();
    await track.status({ awaitingRole: 'operations' });
    expect(asked).toBeLessThanOrEqual(2);
    for (let sent = 0; sent < 3; sent++) await track.command('hold', 'act_otto');
    await harness.until('another run', async () =>
      (await harness.runs(track.id)).length > runsBefore ? true : undefined,
    );
    await track.status({ awaitingRole: 'operations' });
  });

  it('stays on sale after a withdrawal from some of its partners', async () => {
    let stillOfferedTo = ['second'];
    const track = await onSale(
      { state: 'live' },
      {
        withdrawalOutcome: () =>
          Promise.resolve({ outcome: 'withdrawn', detail: 'moved', stillOfferedTo }),
      },
    );
    const withdrawal = { withdrawalId: deriveId('wdr', track.id) };
    await track.current.signal(SIGNALS.withdrawalEnded, withdrawal);
    await harness.until('a question to the catalogue', () =>
      harness.calls.find(
        ({ activity, workflowId }) => activity === 'withdrawalOutcome' && workflowId === track.id,
      ),
    );
    await track.status({ stage: 'published' });
    stillOfferedTo = [];
    await track.current.signal(SIGNALS.withdrawalEnded, withdrawal);
    await track.current.result();
    await track.status({ stage: 'withdrawn' });
  });

  it('records a cancellation from the Temporal UI that came too late', async () => {
    const [live, confirmed] = [gate(), gate()];
    const track = await startTrack({ release: { answerSeconds: 1 } });
    const offer = offerOf(track.trackId);
    harness.script(offer, {
      ...ACCEPTING_PARTNER,
      confirm: () => live.opened.then(() => ({ state: 'live', url: null })),
    });
    await track.decide('approve');
    await harness.until('the last step of the release', () =>
      harness.calls.find(
        ({ activity, workflowId }) => activity === 'confirm' && workflowId === offer,
      ),
    );
    await track.command('resume', 'act_otto');
    const writes = () =>
      harness.calls.filter(
        ({ activity, workflowId }) => activity === 'appendEvents' && workflowId === track.id,
      ).length;
    const before = writes();
    harness.onEvents(track.id, 'command.refused', () => confirmed.opened);
    live.open();
    await harness.until('the last write of the run', () => writes() > before || undefined);
    await harness.client.workflow.getHandle(track.id).cancel();
    confirmed.open();
    await track.stage('published');
    const refused = await harness.event(
      track.id,
      'command.refused',
      ({ data }) => data.command === 'cancel',
    );
    expect(refused).toMatchObject({ actor: 'act_fermata', data: { reason: 'late' } });
  });

  it('shows a withdrawal at once while its partner cannot be asked', async () => {
    const track = await onSale(
      { state: 'live' },
      { findReservations: () => Promise.resolve('what?' as never) },
    );
    await track.reject('webhook-1');
    await harness.until('the wait after the failed question', async () => {
      const { events } = await track.current.fetchHistory();
      return events?.find(({ timerStartedEventAttributes: timer }) => timer);
    });
    await track.current.signal(SIGNALS.withdrawalEnded, { withdrawalId: deriveId('wdr', 'seen') });
    expect(await track.handle.result()).toMatchObject({ stage: 'withdrawn' });
  });

  it('keeps a limited number of answers that nobody has handled', async () => {
    const { open, opened } = gate();
    const track = await onSale(
      { state: 'live' },
      {
        findReservations: () =>
          opened.then(() => [{ partnerReference: 'ref', state: 'live', detail: null }]),
      },
    );
    await Promise.all(Array.from({ length: 110 }, (_, sent) => track.reject(`webhook-${sent}`)));
    await track.current.signal(SIGNALS.withdrawalEnded, { withdrawalId: deriveId('wdr', 'kept') });
    open();
    expect(await track.handle.result()).toMatchObject({ stage: 'withdrawn' });
    const ignored = harness.types(track.id).filter((type) => type === 'track.answer-ignored');
    // One may have been in progress.
    expect([100, 101]).toContain(ignored.length);
  });

  it('records a limited number of answers that change nothing', async () => {
    const track = await onSale({ state: 'live' }, { verifyAnswer: () => Promise.resolve(false) });
    const handled = () =>
      harness.calls.filter(
        ({ activity, workflowId }) => activity === 'verifyAnswer' && workflowId === track.id,
      ).length;
    for (const upTo of [60, 120]) {
      const sent = Array.from({ length: 60 }, (_, each) => `webhook-${upTo}-${each}`);
      await Promise.all(sent.map((webhookId) => track.reject(webhookId)));
      await harness.until('the questions to the inbox', () => handled() === upTo || undefined);
    }
    await track.current.signal(SIGNALS.withdrawalEnded, { withdrawalId: deriveId('wdr', 'many') });
    expect(await track.handle.result()).toMatchObject({ stage: 'withdrawn' });
    const ignored = harness.types(track.id).filter((type) => type === 'track.answer-ignored');
    expect(ignored).toHaveLength(100);
  });

  it('records an answer that arrives while its last event is confirmed', async () => {
    const track = await onSale({ state: 'live' });
    let isSent = false;
    harness.onEvents(track.id, 'track.stage-entered', async () => {
      const entered = harness
        .events(track.id)
        .flatMap((event) => (event.type === 'track.stage-entered' ? [event.data.stage] : []));
      if (isSent || entered.at(-1) !== 'withdrawn') return;
      isSent = true;
      await track.reject('webhook-late');
    });
    await track.current.signal(SIGNALS.withdrawalEnded, { withdrawalId: deriveId('wdr', 'last') });
    expect(await track.handle.result()).toMatchObject({ stage: 'withdrawn' });
    expect(isSent).toBe(true);
    expect((await harness.event(track.id, 'track.answer-ignored')).data).toMatchObject({
      ...{ webhookId: 'webhook-late', detail: 'the track is not on sale' },
    });
  });

  it('begins its next run although the event of a command was refused', async () => {
    const track = await onSale(
      { state: 'live' },
      {},
      { commandLimits: { continueAfter: 1, refuseAfter: 100 } },
    );
    const before = (await harness.runs(track.id)).length;
    harness.refuseEvents(track.id, 'command.refused');
    await expect(track.command('cancel', 'act_ada')).rejects.toThrow(WorkflowUpdateFailedError);
    await harness.until('the next run', async () =>
      (await harness.runs(track.id)).length > before ? true : undefined,
    );
    await track.status({ stage: 'published' });
  });

  it('is found in the list of Temporal by the stage of its current run only', async () => {
    const track = await onSale({ state: 'live' });
    const stages = async () => {
      const found: unknown[] = [];
      const query = `WorkflowId = '${track.id}' AND TrackStage IS NOT NULL`;
      for await (const { typedSearchAttributes } of harness.client.workflow.list({ query }))
        found.push(typedSearchAttributes.get(searchAttributes.trackStage));
      return found;
    };
    await harness.until('the stage on sale', async () =>
      (await stages()).join() === 'published' ? true : undefined,
    );
    await track.current.signal(SIGNALS.withdrawalEnded, { withdrawalId: deriveId('wdr', 'two') });
    await track.handle.result();
    await harness.until('the stage after the withdrawal', async () =>
      (await stages()).join() === 'withdrawn' ? true : undefined,
    );
  });

  /** A published track whose partner reports this state. */
  async function onSale(
    { state }: { state: OfferState },
    activities: Partial<AllActivities> = {},
    changes: Record<string, unknown> = {},
  ) {
    const track = await startTrack(
      { release: { answerSeconds: 1 }, ...changes },
      {
        findReservations: () => Promise.resolve([{ partnerReference: 'ref', state, detail: null }]),
        ...activities,
      },
    );
    for (const partner of ['sandbox', 'second'])
      harness.script(offerOf(track.trackId, partner), {
        ...ACCEPTING_PARTNER,
        reserve: () => Promise.resolve({ partnerReference: 'ref' }),
      });
    await track.decide('approve');
    await track.stage('published');
    const current = harness.client.workflow.getHandle(track.id);
    const reject = (webhookId: string, partner = 'sandbox'): Promise<void> =>
      current.signal(SIGNALS.partnerAnswer, {
        webhookId,
        partner,
        webhook: {
          type: 'delivery.rejected',
          timestamp: new Date().toISOString(),
          data: { reference: 'ref', code: 'editorial', reason: 'a complaint' },
        },
      });
    return { ...track, current, reject };
  }
});

describe.concurrent('a track that continues as new', () => {
  it('makes each version in a separate run, with intent, title and sequence carried over', async () => {
    const track = await startTrack({ review: { quorum: 2 }, brief: { text: 'slow' } });
    await track.decide('send-back', { note: 'faster' });
    await track.decide('send-back', { version: 2, note: 'and no drums' });
    await track.review(3);
    await track.decide('reject', { version: 3 });
    expect(await track.handle.result()).toMatchObject({ stage: 'archived', version: 3 });
    expect(await harness.runs(track.id)).toHaveLength(3);
    const intents = harness.events(track.id).filter(({ type }) => type === 'intent.interpreted');
    expect(intents.map(({ data }) => data)).toMatchObject([
      { version: 1, intent: { text: 'slow', notes: [] } },
      { version: 2, intent: { text: 'slow', notes: ['faster'] } },
      { version: 3, intent: { text: 'slow', notes: ['and no drums'] } },
    ]);
    const plans = harness.calls.filter(
      ({ activity, workflowId }) => activity === 'planCandidates' && workflowId === track.id,
    );
    expect(plans.map(({ priorityKey }) => priorityKey)).toEqual([5, 2, 2]);
    expect(plans[1]?.input).toHaveProperty('editOf');
  });

  it('keeps an open review when it has handled many commands', async () => {
    const track = await startTrack({
      review: { quorum: 2, graceSeconds: 1 },
      release: { answerSeconds: 1 },
      commandLimits: { continueAfter: 4, refuseAfter: 100 },
    });
    harness.script(offerOf(track.trackId), ACCEPTING_PARTNER);
    await track.review();
    const first = await track.decide('approve', { updateId: 'first' });
    expect(first).toMatchObject({ outcome: 'accepted' });
    await track.command('hold', 'act_otto');
    for (let refused = 0; refused < 20; refused++)
      expect(await track.command('hold', 'act_otto')).toMatchObject({
        reason: 'not-now',
      });
    const runs = await harness.runs(track.id);
    expect(runs.length).toBeGreaterThan(3);
    expect(await track.decide('approve')).toMatchObject({ reason: 'twice' });
    // The same update in a later run gets the answer of the first.
    expect(await track.decide('approve', { updateId: 'first' })).toEqual(first);
    await track.status({ stage: 'review', held: true });
    await track.command('resume', 'act_otto');
    await track.decide('approve', { reviewer: 'act_rolf' });
    await track.stage('published');
    expect(harness.types(track.id).filter((type) => type === 'review.opened')).toHaveLength(1);
  });

  it('loses no command that arrives during the change of runs', async () => {
    const track = await startTrack({ commandLimits: { continueAfter: 1, refuseAfter: 1000 } });
    await track.review();
    const answers = await Promise.all(
      Array.from({ length: 2 }, async (_, sender) => {
        const own: CommandResult[] = [];
        for (let sent = 0; sent < 25; sent++)
          own.push(
            await track.command('resume', `act_${sender}-${sent}`, {}, `resume-${sender}-${sent}`),
          );
        return own;
      }),
    );
    expect(answers.flat()).toHaveLength(50);
    const refused = harness.events(track.id).filter(({ type }) => type === 'command.refused');
    expect(new Set(refused.map(({ actor }) => actor)).size).toBe(50);
    expect((await harness.runs(track.id)).length).toBeGreaterThan(1);
    await track.decide('reject');
    expect(await track.handle.result()).toMatchObject({ stage: 'archived' });
  }, 60_000);

  it('accepts a limited number of commands with bad tokens, whatever they ask for', async () => {
    const { open, opened } = gate();
    const track = await startTrack(
      { commandLimits: { continueAfter: 2, refuseAfter: 4 } },
      { masterMix: () => opened.then(() => Promise.reject(new Error('cancelled'))) },
    );
    await track.stage('mastering');
    const forged = { token: 'a token that nobody signed' };
    for (let sent = 0; sent < 8; sent++)
      expect(await track.update(UPDATES.cancel, forged)).toMatchObject({ reason: 'bad-token' });
    await expect(track.update(UPDATES.cancel, forged)).rejects.toHaveProperty(
      'cause.type',
      TOO_MANY_COMMANDS,
    );
    await track.handle.cancel();
    open();
    await expect(track.handle.result()).rejects.toThrow(WorkflowFailedError);
  });

  it('still accepts commands with an effect when it cannot continue', async () => {
    const { open, opened } = gate();
    const track = await startTrack(
      { commandLimits: { continueAfter: 2, refuseAfter: 4 } },
      { masterMix: () => opened.then(() => Promise.reject(new Error('cancelled'))) },
    );
    await track.stage('mastering');
    await track.command('hold', 'act_otto');
    for (let refused = 0; refused < 3; refused++) await track.command('hold', 'act_otto');
    const oneTooMany = track.command('hold', 'act_otto');
    await expect(oneTooMany).rejects.toThrow(WorkflowUpdateFailedError);
    await expect(oneTooMany).rejects.toHaveProperty('cause.type', TOO_MANY_COMMANDS);
    await track.command('resume', 'act_otto');
    await track.command('cancel', 'act_otto');
    open();
    expect(await track.handle.result()).toMatchObject({ stage: 'cancelled' });
  });
});
