import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { SIGNALS, TASK_QUEUES, UPDATES, WORKFLOWS } from '@fermata/contracts/temporal';
import {
  type CommandResult,
  deriveId,
  type OfferState,
  type OnRejection,
  type QuestionAnswer,
  workflowIds,
} from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import { releaseState, saleState } from '../testing/release-state.ts';
import { startRelease } from '../testing/sample-release.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';
import { signedMessage } from '../testing/signed-message.ts';

const harness = await harnessOfFile();

const ACCEPTED = { type: 'delivery.accepted' } as const;

/** A release of two recordings that shop-a and shop-b sell; its workflow has ended. `state`: that of each shop. */
async function onSale(
  onRejection: OnRejection,
  {
    state = 'rejected',
    activities = {},
    terms = {},
  }: { state?: OfferState; activities?: Partial<AllActivities>; terms?: object } = {},
) {
  const release = await startRelease(harness, {
    recordings: 2,
    reference: 'prt',
    terms: { partners: ['shop-a', 'shop-b'], onRejection, ...terms },
    activities: {
      findReservations: () => Promise.resolve([{ partnerReference: 'prt', state, detail: null }]),
      ...activities,
    },
  });
  for (const partner of ['shop-a', 'shop-b']) {
    await release.delivered(partner);
    await release.answer(ACCEPTED, partner);
  }
  expect(await release.result()).toMatchObject({ outcome: 'live' });
  const { id, releaseId, trackId } = release;
  const current = harness.client.workflow.getHandle(id);
  /** As the relay of the inbox does. */
  const reject = (
    webhookId: string,
    partner = 'shop-a',
    message: object = rejection(webhookId, partner),
  ) =>
    harness.client.workflow.signalWithStart(WORKFLOWS.sale, {
      ...{ taskQueue: TASK_QUEUES.control, workflowId: id },
      args: [{ projectId: PROJECT_ID, releaseId }] as [object],
      signal: SIGNALS.partnerAnswer,
      signalArgs: [message],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  const decide = (answer: QuestionAnswer): Promise<CommandResult> =>
    current.executeUpdate<CommandResult, [object]>(UPDATES.answer, {
      args: [signedMessage(id, 'answer', 'act_otto', { answer })],
    });
  const withdrawals = () =>
    harness.calls.filter(
      ({ activity, workflowId }) => activity === 'requestTermsWithdrawal' && workflowId === id,
    );
  return { id, releaseId, trackId, current, reject, decide, withdrawals };
}

const rejection = (webhookId: string, partner: string) => ({
  ...{ webhookId, partner },
  webhook: {
    type: 'delivery.rejected' as const,
    timestamp: new Date().toISOString(),
    data: { reference: 'prt', code: 'editorial', reason: 'a complaint' },
  },
});

const takedown = (webhookId: string, partner: string) => ({
  ...{ webhookId, partner },
  webhook: {
    type: 'takedown.confirmed' as const,
    timestamp: new Date().toISOString(),
    data: { reference: 'prt' },
  },
});

/** Requests the withdrawal of a release from shop-b, as the catalogue does. */
const withdrawing = (withdrawalId: string): Partial<AllActivities> => ({
  requestTermsWithdrawal: ({ projectId, trackId, releaseId }) => {
    const stream = workflowIds.withdrawal(withdrawalId);
    const reason = 'the terms';
    harness.store([
      {
        ...{ projectId: PROJECT_ID, stream, sequence: 1, actor: 'act_fermata' },
        ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
        type: 'withdrawal.requested',
        data: { withdrawalId, trackId, releaseId, reason, partners: ['shop-b'] },
      },
    ]);
    return Promise.resolve({
      ...{ projectId, withdrawalId, trackId, releaseId, title: 'Slow Light', reason },
      ...{ requestedBy: 'act_fermata', takedownSeconds: 20, createdByPerson: true },
      offers: [{ partner: 'shop-b', partnerReference: 'prt', redelivering: false }],
    });
  },
});

let withdrawals = 0;
const newWithdrawalId = () => deriveId('wdr', process.pid, Date.now(), ++withdrawals);

describe.concurrent('a release of its own on sale', () => {
  it('best-effort: stays at the other partner when one delists it, until that one delists it, too', async () => {
    const release = await onSale('best-effort');
    await (await release.reject('webhook-1')).result();
    expect(await harness.event(release.id, 'release.partner-delisted')).toMatchObject({
      // After created, started, kept and ended.
      ...{ sequence: 5, actor: 'act_fermata' },
      data: {
        ...{ partner: 'shop-a', stillSoldBy: ['shop-b'], verifiedState: 'rejected' },
        ...{ webhookId: 'webhook-1', detail: 'editorial: a complaint' },
      },
    });
    await (await release.reject('webhook-2')).result();
    expect((await harness.event(release.id, 'release.answer-ignored')).data).toMatchObject({
      webhookId: 'webhook-2',
      detail: 'shop-a was known not to sell it',
    });
    await (await release.reject('webhook-3', 'shop-b')).result();
    expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
      partner: 'shop-b',
      stillSoldBy: [],
    });
    expect(release.withdrawals()).toEqual([]);
  });

  it('has one event for a message, however often it comes', async () => {
    const release = await onSale('best-effort');
    await (await release.reject('webhook-1')).result();
    const once = harness.types(release.id);
    await release.reject('webhook-1');
    await (await release.reject('webhook-1')).result();
    expect(harness.types(release.id)).toEqual(once);
    expect(once.filter((type) => type === 'release.partner-delisted')).toHaveLength(1);
  });

  it('handles the messages of a partner while another one gives no answer that can be read', async () => {
    const release = await onSale('best-effort', {
      activities: {
        findReservations: ({ partner }) =>
          Promise.resolve(
            (partner === 'shop-a'
              ? 'what?'
              : [{ partnerReference: 'prt', state: 'rejected', detail: null }]) as never,
          ),
      },
    });
    await release.reject('webhook-1', 'shop-a');
    await release.reject('webhook-2', 'shop-b');
    const { data } = await harness.event(release.id, 'release.partner-delisted');
    expect(data).toMatchObject({ partner: 'shop-b', webhookId: 'webhook-2' });
    // The other message waits for its next attempt.
    await release.current.terminate('the test has ended');
  });

  it('sets a message aside that it can never handle, and handles it once it is replayed', async () => {
    const aside: unknown[] = [];
    const release = await onSale('best-effort', {
      activities: {
        findReservations: ({ partner }) =>
          partner === 'shop-a'
            ? Promise.reject(ApplicationFailure.nonRetryable('shop-a knows no such key', 'Refused'))
            : Promise.resolve([{ partnerReference: 'prt', state: 'rejected', detail: null }]),
        setMessageAside: (message) => {
          aside.push(message);
          return Promise.resolve();
        },
      },
    });
    await release.reject('webhook-1', 'shop-a');
    await (await release.reject('webhook-2', 'shop-b')).result();
    expect(aside).toEqual([
      { partner: 'shop-a', webhookId: 'webhook-1', reason: 'shop-a knows no such key' },
    ]);
    expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
      ...{ partner: 'shop-b', stillSoldBy: ['shop-a'] },
    });
    harness.script(release.id, {
      findReservations: () =>
        Promise.resolve([{ partnerReference: 'prt', state: 'rejected', detail: null }]),
    });
    await (await release.reject('webhook-1', 'shop-a')).result();
    expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
      ...{ partner: 'shop-a', webhookId: 'webhook-1' },
    });
  });

  it('a forged message does not take the id of the message that the partner sends', async () => {
    const release = await onSale('best-effort', {
      activities: {
        verifyAnswer: ({ webhook }) =>
          Promise.resolve('code' in webhook.data && webhook.data.code === 'editorial'),
      },
    });
    const forged = rejection('webhook-1', 'shop-a');
    forged.webhook.data.code = 'forged';
    await release.reject('webhook-1', 'shop-a', forged);
    await (await release.reject('webhook-1', 'shop-a')).result();
    expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
      webhookId: 'webhook-1',
    });
  });

  it('all-or-nothing: is withdrawn from the other partner when one delists it', async () => {
    const withdrawalId = newWithdrawalId();
    const release = await onSale('all-or-nothing', { activities: withdrawing(withdrawalId) });
    await (await release.reject('webhook-1')).result();
    const stream = workflowIds.withdrawal(withdrawalId);
    expect((await harness.event(stream, 'withdrawal.ended')).data).toMatchObject({
      outcome: 'withdrawn',
    });
    expect(release.withdrawals()).toHaveLength(1);
  });

  it.each(['all-or-nothing', 'ask'] as const)(
    '%s: stays at the partners of its terms when another one delists it',
    async (onRejection) => {
      const release = await onSale(onRejection, {
        activities: {
          // A person has had it delivered to shop-a later.
          openSale: ({ releaseId }) => {
            const { terms, ...sale } = saleState(harness, releaseId);
            return Promise.resolve({ ...sale, terms: { ...terms, partners: ['shop-b'] } });
          },
        },
      });
      await (await release.reject('webhook-1')).result();
      expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
        ...{ partner: 'shop-a', stillSoldBy: ['shop-b'] },
      });
      expect(release.withdrawals()).toEqual([]);
      expect(harness.types(release.id)).not.toContain('release.question-asked');
    },
  );

  it('ask: stays at the other partner when a person keeps it', async () => {
    const release = await onSale('ask');
    await release.reject('webhook-1');
    expect((await harness.event(release.id, 'release.question-asked')).data).toMatchObject({
      lost: [{ partner: 'shop-a', outcome: 'rejected', detail: 'editorial: a complaint' }],
      soldBy: ['shop-b'],
    });
    const role = async () =>
      (await release.current.describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);
    await harness.until('a wait for operations', async () =>
      (await role()) === 'operations' ? true : undefined,
    );
    expect(await detailsOf(release.current)).toContain(
      `\`fermata release answer ${release.releaseId} keep\``,
    );
    expect(await release.decide('redeliver')).toMatchObject({ outcome: 'refused' });
    expect(await release.decide('keep')).toMatchObject({ outcome: 'accepted' });
    await release.current.result();
    expect(await harness.event(release.id, 'release.question-answered')).toMatchObject({
      actor: 'act_otto',
      data: { answer: 'keep', via: 'person', redeliver: [] },
    });
    expect(release.withdrawals()).toEqual([]);
    expect(await role()).toBeUndefined();
  });

  it('ask: is withdrawn when nobody answers in time', async () => {
    const withdrawalId = newWithdrawalId();
    const release = await onSale('ask', {
      activities: withdrawing(withdrawalId),
      terms: { questionSeconds: 1 },
    });
    await (await release.reject('webhook-1')).result();
    expect((await harness.event(release.id, 'release.question-answered')).data).toMatchObject({
      answer: 'withdraw',
      via: 'limit',
    });
    expect(release.withdrawals()).toHaveLength(1);
  });

  it('ask: asks nothing any more once it is withdrawn everywhere, or the last partner delists it', async () => {
    const withdrawn = await onSale('ask');
    await withdrawn.reject('webhook-1');
    await harness.event(withdrawn.id, 'release.question-asked');
    await withdrawn.current.signal(SIGNALS.withdrawalEnded, { withdrawalId: newWithdrawalId() });
    await withdrawn.current.result();
    const delisted = await onSale('ask');
    await delisted.reject('webhook-1');
    await harness.event(delisted.id, 'release.question-asked');
    await delisted.reject('webhook-2', 'shop-b');
    await delisted.current.result();
    for (const { id } of [withdrawn, delisted])
      expect(harness.types(id)).not.toContain('release.question-answered');
  });

  it('ignores, on record, a rejection that the partner has not sent', async () => {
    const forged = await onSale('all-or-nothing', {
      activities: { verifyAnswer: () => Promise.resolve(false) },
    });
    await (await forged.reject('forged')).result();
    expect((await harness.event(forged.id, 'release.answer-ignored')).data).toEqual({
      ...{ partner: 'shop-a', webhookId: 'none' },
      detail: 'shop-a has not sent forged: the inbox differs',
    });
    expect(forged.withdrawals()).toEqual([]);
  });

  it('is delisted by a partner that no longer knows the reservation of its message', async () => {
    const release = await onSale('best-effort', {
      activities: {
        findReservations: () =>
          Promise.resolve([{ partnerReference: 'stale', state: 'reserved', detail: null }]),
        askPartner: () =>
          Promise.reject(
            ApplicationFailure.nonRetryable('shop-a: 404', 'PartnerRefusedError', {
              ...{ status: 404, code: 'unknown-reservation' },
            }),
          ),
      },
    });
    await (await release.reject('webhook-1')).result();
    expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
      ...{ partner: 'shop-a', webhookId: 'webhook-1', verifiedState: 'taken-down' },
    });
  });

  it('ignores, on record, a message about another reservation than the one on sale', async () => {
    const release = await onSale('best-effort');
    const stale = rejection('webhook-1', 'shop-a');
    stale.webhook.data.reference = 'prt-of-attempt-1';
    await (await release.reject('webhook-1', 'shop-a', stale)).result();
    expect((await harness.event(release.id, 'release.answer-ignored')).data).toMatchObject({
      ...{ partner: 'shop-a', webhookId: 'webhook-1' },
      detail: 'it is about prt-of-attempt-1, and shop-a sells the release as prt',
    });
    expect(harness.types(release.id)).not.toContain('release.partner-delisted');
  });

  it.each(['taking-down', 'unknown'] as const)(
    'is delisted although an earlier reservation stays %s at the partner',
    async (state) => {
      const release = await onSale('best-effort', {
        activities: {
          findReservations: () =>
            Promise.resolve([
              { partnerReference: 'prt', state: 'rejected', detail: null },
              { partnerReference: 'prt-of-attempt-1', state, detail: null },
            ]),
        },
      });
      await (await release.reject('webhook-1')).result();
      expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
        ...{ partner: 'shop-a', webhookId: 'webhook-1', verifiedState: 'rejected' },
      });
    },
  );

  it('asks a partner again that still sells what it says it has rejected', async () => {
    let asked = 0;
    const release = await onSale('best-effort', {
      activities: {
        findReservations: () => {
          asked += 1;
          const state = asked === 1 ? 'live' : 'rejected';
          return Promise.resolve([{ partnerReference: 'prt', state, detail: null }]);
        },
      },
    });
    await (await release.reject('webhook-1')).result();
    expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
      ...{ partner: 'shop-a', webhookId: 'webhook-1', verifiedState: 'rejected' },
    });
    expect(harness.types(release.id)).not.toContain('release.answer-ignored');
    expect(asked).toBe(2);
  });

  it('is delisted by a takedown that the partner confirms without a request', async () => {
    const release = await onSale('best-effort', { state: 'taken-down' });
    await (await release.reject('webhook-1', 'shop-a', takedown('webhook-1', 'shop-a'))).result();
    expect((await harness.event(release.id, 'release.partner-delisted')).data).toMatchObject({
      ...{ partner: 'shop-a', stillSoldBy: ['shop-b'], verifiedState: 'taken-down' },
      ...{ webhookId: 'webhook-1', detail: 'the partner has taken it down' },
    });
  });

  it('records nothing when a takedown is confirmed again', async () => {
    const release = await onSale('best-effort');
    await (await release.reject('webhook-1')).result();
    const before = harness.types(release.id);
    await (await release.reject('webhook-2', 'shop-a', takedown('webhook-2', 'shop-a'))).result();
    expect(harness.types(release.id)).toEqual(before);
  });

  it('ask: says no longer that a partner stopped selling it which sells it again', async () => {
    let redelivered = false;
    const release = await onSale('ask', {
      activities: {
        readRelease: ({ releaseId }) => {
          const state = releaseState(harness, releaseId);
          const offers = state.offers.map((offer) =>
            redelivered && offer.partner === 'shop-a'
              ? { ...offer, state: 'live' as const }
              : offer,
          );
          return Promise.resolve({ ...state, offers });
        },
      },
    });
    const details = (text: string) =>
      harness.until(`details with "${text}"`, async () => {
        const found = await detailsOf(release.current);
        return found?.includes(text) ? found : undefined;
      });
    await release.reject('webhook-1');
    await details('shop-a no longer sells it');
    redelivered = true;
    await release.reject('webhook-2', 'shop-b');
    expect(await details('shop-b no longer sells it')).not.toContain('shop-a no longer sells it');
    expect(await release.decide('keep')).toMatchObject({ outcome: 'accepted' });
    await release.current.result();
  });

  it('is followed at once when a partner delists it between the last step and the end', async () => {
    const release = await startRelease(harness, {
      recordings: 2,
      reference: 'prt',
      activities: {
        findReservations: () =>
          Promise.resolve([{ partnerReference: 'prt', state: 'rejected', detail: null }]),
      },
    });
    harness.onEvents(release.id, 'release.ended', () =>
      release.handle.signal(SIGNALS.partnerAnswer, rejection('late', 'sandbox')),
    );
    await release.delivered();
    await release.answer(ACCEPTED);
    await release.handle.result();
    expect(harness.types(release.id).slice(-2)).toEqual([
      'release.ended',
      'release.partner-delisted',
    ]);
  });

  it('is not followed, without an event, unless it went on sale', async () => {
    const releaseId = deriveId('rel', 'never on sale', process.pid, Date.now());
    const id = workflowIds.release(releaseId);
    const handle = await harness.start(WORKFLOWS.sale, id, { projectId: PROJECT_ID, releaseId });
    await handle.signal(SIGNALS.partnerAnswer, rejection('webhook-1', 'shop-a'));
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.events(id)).toEqual([]);
  });
});
