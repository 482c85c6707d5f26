import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOT_AUTHORISED, SIGNALS, UPDATES } from '@fermata/contracts/temporal';
import type { CommandResult, OnRejection, QuestionAnswer } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { startRelease } from '../testing/sample-release.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';
import { signedMessage } from '../testing/signed-message.ts';

const harness = await harnessOfFile();

const Delivered = z.object({ files: z.array(z.object({ kind: z.string() })) });
const Keyed = z.object({ idempotencyKey: z.string() });
const ACCEPTED = { type: 'delivery.accepted' } as const;
const REJECTED = {
  type: 'delivery.rejected',
  data: { code: 'quality', reason: 'too quiet' },
} as const;

/** A release to shop-a and shop-b, which has delivered to both. */
async function releaseToTwo(
  onRejection: OnRejection,
  script: Parameters<typeof startRelease>[1] = {},
) {
  const release = await startRelease(harness, {
    ...script,
    terms: { partners: ['shop-a', 'shop-b'], onRejection, ...script.terms },
  });
  await Promise.all([release.delivered('shop-a'), release.delivered('shop-b')]);
  return release;
}

describe.concurrent('a release of several recordings', () => {
  it('is one offer at each partner, after its creation in its stream, and delivers every recording', async () => {
    const release = await releaseToTwo('all-or-nothing', { recordings: 3 });
    const delivered = await release.delivered('shop-b');
    expect(Delivered.parse(delivered.data).files.map(({ kind }) => kind)).toEqual([
      ...['delivery-flac', 'delivery-flac', 'delivery-flac'],
    ]);
    await release.answer(ACCEPTED, 'shop-a');
    await release.answer(ACCEPTED, 'shop-b');
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    // The first event is the creation, which the API has written.
    expect(await harness.event(release.id, 'release.started')).toMatchObject({
      sequence: 2,
      data: { versionSha256: release.version.versionSha256, partners: ['shop-a', 'shop-b'] },
    });
  });

  it('ends all its offers when one partner does not take it', async () => {
    const release = await releaseToTwo('all-or-nothing', { recordings: 2 });
    await release.answer(REJECTED, 'shop-a');
    expect(await release.result()).toMatchObject({ outcome: 'rejected' });
    expect([release.stateAt('shop-a'), release.stateAt('shop-b')]).toEqual([
      'taken-down',
      'taken-down',
    ]);
  });

  it('names the command that takes it down, if a partner has kept it', async () => {
    const release = await startRelease(harness, {
      ...{ recordings: 2, terms: { answerSeconds: 1, takedownSeconds: 1 } },
      offers: { sandbox: { sendTakedown: () => Promise.resolve({ state: 'taking-down' }) } },
    });
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
    const command = `\`fermata release withdraw ${release.releaseId} --reason "…"\``;
    expect(await detailsOf(release.handle)).toContain(`Next: ${command}`);
    expect(await detailsOf(release.offer())).toContain(`Next: ${command}`);
  });

  it('waits for its date, and is authorised again then', async () => {
    const date = new Date(Date.now() + 5000).toISOString();
    const release = await startRelease(harness, { recordings: 2, publishesAt: date });
    await release.delivered();
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date));
    expect(
      release.calls(release.id).filter((activity) => activity === 'authoriseRelease'),
    ).toHaveLength(2);
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
  });
});

describe.concurrent('a release that is recalled before its start', () => {
  const recalled = 'the model theory@2 is recalled (rcl_1): not licensed';
  /** `publishesAt`: null for one that starts at once. */
  async function startRecalled(
    publishesAt: string | null = new Date(Date.now() + 500).toISOString(),
  ) {
    let isLifted = false;
    const release = await startRelease(harness, {
      ...{ recordings: 2, ...(publishesAt === null ? {} : { publishesAt }) },
      activities: {
        authoriseRelease: () => Promise.resolve(isLifted ? null : recalled),
        awaitRecallLifted: () =>
          isLifted
            ? Promise.resolve()
            : Promise.reject(ApplicationFailure.create({ message: recalled, nextRetryDelay: 50 })),
      },
    });
    await harness.until('questions for the end of the recall', () =>
      release.calls(release.id).filter((activity) => activity === 'awaitRecallLifted').length > 2
        ? true
        : undefined,
    );
    return Object.assign(release, {
      lift: (): void => {
        isLifted = true;
      },
    });
  }

  it('waits, shows the recall, and starts once it is lifted', async () => {
    const release = await startRecalled();
    const details = await detailsOf(release.handle);
    expect(details).toContain('Due, and waiting until a recall is lifted');
    expect(details).toContain('Recall: the model theory@2 is recalled');
    expect(harness.types(release.id)).toEqual(['release.created']);
    release.lift();
    await release.delivered();
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
  });

  it('is cancelled while it waits, and no partner gets anything', async () => {
    const release = await startRecalled();
    expect(await roleOf(release)).toBe('operations');
    await release.handle.cancel();
    expect(await release.result()).toEqual({
      ...{ outcome: 'cancelled', detail: 'nothing was offered' },
    });
    expect(harness.types(release.id)).toEqual(['release.created', 'release.ended']);
    expect(await roleOf(release), 'nobody has to act any more').toBeUndefined();
  });

  it('waits without a date, too, and a person may cancel it meanwhile', async () => {
    const started = await startRecalled(null);
    started.lift();
    await started.delivered();
    await started.handle.cancel();
    await started.result();
    const cancelled = await startRecalled(null);
    const { handle, id } = cancelled;
    await handle.executeUpdate(UPDATES.cancel, {
      args: [signedMessage(id, 'cancel', 'act_ada', {})],
    });
    expect(await cancelled.result()).toMatchObject({ outcome: 'cancelled' });
    expect(harness.types(id)).not.toContain('release.started');
  });

  it('waits if the recall begins between the last question and the start', async () => {
    let recall: 'later' | 'in effect' | 'lifted' = 'later';
    const answers = { later: null, 'in effect': recalled, lifted: null };
    const release = await startRelease(harness, {
      recordings: 2,
      activities: {
        authoriseRelease: () => Promise.resolve(answers[recall]),
        awaitRecallLifted: () => {
          recall = 'lifted';
          return Promise.resolve();
        },
        appendEvents: ({ events }) => {
          if (recall !== 'lifted' && events.some(({ type }) => type === 'release.started')) {
            recall = 'in effect';
            return Promise.reject(ApplicationFailure.nonRetryable(recalled, NOT_AUTHORISED));
          }
          harness.store(events);
          return Promise.resolve();
        },
      },
    });
    await release.delivered();
    expect((await harness.event(release.id, 'release.started')).sequence).toBe(2);
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
  });
});

const roleOf = async ({ handle }: Pick<Awaited<ReturnType<typeof startRelease>>, 'handle'>) =>
  (await handle.describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);

it('an answer that arrives while the end of a release is recorded is on record, without effect', async () => {
  const release = await releaseToTwo('all-or-nothing', { recordings: 2 });
  let isSent = false;
  harness.onEvents(release.id, 'release.ended', async () => {
    if (isSent) return;
    isSent = true;
    await release.handle.signal(SIGNALS.partnerAnswer, {
      ...{ webhookId: 'late', partner: 'shop-a' },
      webhook: {
        ...{ type: 'delivery.rejected', timestamp: new Date().toISOString() },
        data: { reference: 'prt', code: 'editorial', reason: 'a complaint' },
      },
    });
  });
  await release.answer(REJECTED, 'shop-b');
  expect(await release.result()).toMatchObject({ outcome: 'rejected' });
  expect((await harness.event(release.id, 'release.answer-ignored')).data).toEqual({
    ...{ partner: 'shop-a', webhookId: 'late', detail: 'the release is not on sale' },
  });
});

describe.concurrent('a person who cancels a release', () => {
  const cancelled = (
    { id, handle }: Pick<Awaited<ReturnType<typeof startRelease>>, 'id' | 'handle'>,
    reason?: string,
  ): Promise<CommandResult> =>
    handle.executeUpdate<CommandResult, [object]>(UPDATES.cancel, {
      args: [signedMessage(id, 'cancel', 'act_ada', reason === undefined ? {} : { reason })],
    });

  it('ends it while it waits for its date: nothing is offered', async () => {
    const publishesAt = new Date(Date.now() + 3_600_000).toISOString();
    const release = await startRelease(harness, { recordings: 2, publishesAt });
    expect(await cancelled(release, 'it comes later')).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toEqual({
      outcome: 'cancelled',
      detail: 'it comes later; nothing was offered',
    });
    expect(harness.events(release.id)).toMatchObject([
      { type: 'release.created' },
      {
        ...{ type: 'release.cancel-requested', actor: 'act_ada' },
        data: { reason: 'it comes later' },
      },
      { type: 'release.ended', data: { outcome: 'cancelled' } },
    ]);
    expect(release.calls()).toEqual([]);
  });

  it('has withdrawn what its partners have, also the one that sells it already', async () => {
    const release = await releaseToTwo('best-effort', { recordings: 2 });
    await release.answer(ACCEPTED, 'shop-a');
    await harness.event(release.offerId('shop-a'), 'delivery.confirmed');
    expect(await detailsOf(release.handle)).toContain(
      `\`fermata release cancel ${release.releaseId}\``,
    );
    expect(await cancelled(release)).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect([release.stateAt('shop-a'), release.stateAt('shop-b')]).toEqual([
      'taken-down',
      'taken-down',
    ]);
  });

  it('ends it while it asks', async () => {
    const release = await releaseToTwo('ask', { recordings: 2 });
    await release.answer(ACCEPTED, 'shop-a');
    await release.answer(REJECTED, 'shop-b');
    await harness.event(release.id, 'release.question-asked');
    expect(await cancelled(release)).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect(release.stateAt('shop-a')).toBe('taken-down');
  });

  it('is refused once it is kept, and without a token', async () => {
    const release = await startRelease(harness, { recordings: 2 });
    const answers: CommandResult[] = [];
    harness.onEvents(release.id, 'release.kept', async () => {
      answers.push(await cancelled(release));
    });
    const message = signedMessage(release.id, 'answer', 'act_ada', {});
    const forged = release.handle.executeUpdate(UPDATES.cancel, { args: [message] });
    expect(await forged).toMatchObject({ outcome: 'refused', reason: 'bad-token' });
    await release.delivered();
    await release.answer(ACCEPTED);
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(answers).toMatchObject([{ outcome: 'refused', reason: 'late' }]);
    expect(harness.types(release.id)).not.toContain('release.cancel-requested');
  });

  it('is refused if it is the release of a track', async () => {
    const release = await startRelease(harness);
    expect(await cancelled(release)).toMatchObject({ outcome: 'refused', reason: 'not-allowed' });
    await release.delivered();
    await release.answer(ACCEPTED);
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });
});

describe.concurrent('a release to two partners', () => {
  it.each(['best-effort', 'all-or-nothing'] as const)(
    '%s: is live at both when both accept',
    async (onRejection) => {
      const release = await releaseToTwo(onRejection);
      await release.answer(ACCEPTED, 'shop-a');
      await release.answer(ACCEPTED, 'shop-b');
      expect(await release.result()).toMatchObject({ outcome: 'live' });
      expect((await harness.event(release.id, 'release.kept')).data).toMatchObject({
        partners: ['shop-a', 'shop-b'],
      });
      expect([release.stateAt('shop-a'), release.stateAt('shop-b')]).toEqual(['live', 'live']);
    },
  );

  it('best-effort: stays live at the one that accepted when the other rejects', async () => {
    const release = await releaseToTwo('best-effort');
    await release.answer(ACCEPTED, 'shop-a');
    await harness.event(release.offerId('shop-a'), 'delivery.confirmed');
    await release.answer(REJECTED, 'shop-b');
    const { outcome, detail } = await release.result();
    expect(outcome).toBe('live');
    expect(detail).toMatch(/^on sale at shop-a as .*; shop-b: rejected, quality: too quiet$/);
    expect(release.stateAt('shop-a')).toBe('live');
    expect(release.stateAt('shop-b')).toBe('taken-down');
  });

  it('all-or-nothing: withdraws what one accepted when the other rejects, and confirms nothing', async () => {
    const release = await releaseToTwo('all-or-nothing');
    await release.answer(ACCEPTED, 'shop-a');
    // The offer has tried, and waits for the other partner.
    await harness.until('an attempt', () =>
      release.calls(release.offerId('shop-a')).includes('confirm') ? true : undefined,
    );
    await release.answer(REJECTED, 'shop-b');
    const { outcome, detail } = await release.result();
    expect(outcome).toBe('rejected');
    expect(detail).toMatch(/^shop-b: rejected, quality: too quiet; shop-a: cancelled/);
    expect(release.stateAt('shop-a')).toBe('taken-down');
    expect(release.stateAt('shop-b')).toBe('taken-down');
    expect(harness.types(release.offerId('shop-a'))).not.toContain('delivery.confirmed');
  });

  it('all-or-nothing: withdraws what is live when the other cannot be confirmed', async () => {
    const release = await releaseToTwo('all-or-nothing', {
      offers: {
        'shop-b': {
          confirm: () => Promise.reject(ApplicationFailure.nonRetryable('no', 'Refused')),
        },
      },
    });
    await release.answer(ACCEPTED, 'shop-b');
    await harness.until('the failure', () =>
      harness.types(release.offerId('shop-b')).includes('offer.ended') ? true : undefined,
    );
    await release.answer(ACCEPTED, 'shop-a').catch(() => undefined);
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
    expect(release.stateAt('shop-a')).toBe('taken-down');
  });

  it('all-or-nothing: withdraws what one accepted when the other gives no answer', async () => {
    const release = await releaseToTwo('all-or-nothing', { terms: { answerSeconds: 2 } });
    await release.answer(ACCEPTED, 'shop-a');
    expect(await release.result()).toMatchObject({ outcome: 'timed-out' });
    expect(release.stateAt('shop-a')).toBe('taken-down');
    expect(release.stateAt('shop-b')).toBe('taken-down');
  });

  it('is withdrawn from all when it is cancelled while one is live and the other waits', async () => {
    const release = await releaseToTwo('best-effort');
    await release.answer(ACCEPTED, 'shop-a');
    await harness.event(release.offerId('shop-a'), 'delivery.confirmed');
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect(release.stateAt('shop-a')).toBe('taken-down');
    expect(release.stateAt('shop-b')).toBe('taken-down');
  });

  it('says which partner still has it when that one does not take it down', async () => {
    const release = await releaseToTwo('all-or-nothing', {
      terms: { takedownSeconds: 1 },
      offers: { 'shop-a': { sendTakedown: () => Promise.resolve({ state: 'taking-down' }) } },
    });
    await release.answer(ACCEPTED, 'shop-a');
    await release.answer(REJECTED, 'shop-b');
    const { outcome, detail } = await release.result();
    expect(outcome).toBe('failed');
    expect(detail).toMatch(/^shop-a: failed, shop-a still has/);
  });

  it.each(['release.started', 'release.kept'] as const)(
    'is withdrawn, and still ends, when the catalogue refuses %s',
    async (type) => {
      const release = await startRelease(harness, { refuse: type });
      if (type === 'release.kept') {
        await release.delivered();
        await release.answer(ACCEPTED);
      }
      expect(await release.result()).toEqual({
        outcome: 'failed',
        detail: 'a forbidden character',
      });
      expect(release.stateAt()).not.toBe('live');
    },
  );

  it('does nothing, and fails, when nobody has approved it', async () => {
    const { id, handle, calls } = await startRelease(harness, {
      activities: {
        authoriseRelease: () =>
          Promise.reject(ApplicationFailure.nonRetryable('nobody approved it', NOT_AUTHORISED)),
      },
    });
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.events(id)).toEqual([]);
    expect(calls(id)).toEqual(['authoriseRelease']);
    expect(calls()).toEqual([]);
  });
});

describe.concurrent('a release whose terms ask', () => {
  /** shop-a has it on sale, shop-b has rejected it, and the question is open. */
  async function asked(script: Parameters<typeof startRelease>[1] = {}) {
    const release = await releaseToTwo('ask', script);
    await release.answer(ACCEPTED, 'shop-a');
    await harness.event(release.offerId('shop-a'), 'delivery.confirmed');
    await release.answer(REJECTED, 'shop-b');
    const question = await harness.event(release.id, 'release.question-asked');
    const decide = async (answer: QuestionAnswer, token?: string): Promise<CommandResult> => {
      // The event is stored before the workflow goes on to wait for the answer.
      await harness.until('a wait for a person', async () => {
        const { typedSearchAttributes } = await release.handle.describe();
        const role = typedSearchAttributes.get(searchAttributes.awaitingRole);
        return role === 'operations' ? true : undefined;
      });
      return release.handle.executeUpdate<CommandResult, [object]>(UPDATES.answer, {
        args: [
          {
            ...signedMessage(release.id, 'answer', 'act_otto', { answer }),
            ...(token ? { token } : {}),
          },
        ],
      });
    };
    const askedTwice = (): Promise<true> =>
      harness.until('a second question', () =>
        harness.types(release.id).filter((type) => type === 'release.question-asked').length === 2
          ? true
          : undefined,
      );
    return { ...release, question, decide, askedTwice };
  }

  it('keep: stays with the partner that has taken it', async () => {
    const release = await asked();
    expect(release.question.data).toMatchObject({
      lost: [{ partner: 'shop-b', outcome: 'rejected', detail: 'quality: too quiet' }],
      soldBy: ['shop-a'],
    });
    expect(await release.decide('keep')).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(release.stateAt('shop-a')).toBe('live');
    const answered = await harness.event(release.id, 'release.question-answered');
    expect(answered).toMatchObject({ actor: 'act_otto', data: { answer: 'keep', via: 'person' } });
  });

  it('withdraw: is withdrawn from the partner that has taken it', async () => {
    const release = await asked();
    expect(await release.decide('withdraw')).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'rejected' });
    expect(release.stateAt('shop-a')).toBe('taken-down');
  });

  it('is not offered again to a partner whose takedown is not confirmed', async () => {
    const release = await asked({
      terms: { takedownSeconds: 1 },
      offers: { 'shop-b': { sendTakedown: () => Promise.resolve({ state: 'taking-down' }) } },
    });
    expect(release.question.data).toMatchObject({
      lost: [{ partner: 'shop-b', outcome: 'failed' }],
    });
    expect(await release.decide('redeliver')).toMatchObject({
      ...{ outcome: 'refused', detail: 'the answer is one of keep, withdraw' },
    });
    expect(await release.decide('keep')).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(release.offerId('shop-b'))).not.toContain('offer.restarted');
  });

  it('redeliver: is offered again, under other keys, to the one that has not taken it', async () => {
    const release = await asked();
    expect(await release.decide('redeliver')).toMatchObject({ outcome: 'accepted' });
    await harness.event(release.offerId('shop-b'), 'offer.restarted');
    await harness.until('the second delivery', () =>
      harness.types(release.offerId('shop-b')).filter((type) => type === 'delivery.delivered')
        .length === 2
        ? true
        : undefined,
    );
    await release.answer(ACCEPTED, 'shop-b');
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(release.stateAt('shop-b')).toBe('live');
    const keys = harness.calls
      .filter(
        (call) => call.activity === 'reserve' && call.workflowId === release.offerId('shop-b'),
      )
      .map(({ input }) => Keyed.parse(input).idempotencyKey);
    expect(new Set(keys).size).toBe(2);
  });

  /** The release asks because the workflow of the offer to shop-b was terminated. */
  async function terminated(atB: Partial<AllActivities> = {}) {
    const release = await releaseToTwo('ask', { offers: { 'shop-b': atB } });
    await release.answer(ACCEPTED, 'shop-a');
    await harness.event(release.offerId('shop-a'), 'delivery.confirmed');
    await release.offer('shop-b').terminate();
    const question = () => harness.event(release.id, 'release.question-asked');
    return { ...release, question };
  }

  it('withdraws first what an offer has left whose workflow was terminated', async () => {
    const release = await terminated();
    expect((await release.question()).data).toMatchObject({
      lost: [
        {
          ...{ partner: 'shop-b', outcome: 'failed' },
          detail: 'its workflow was terminated; it is withdrawn',
        },
      ],
    });
    expect(release.stateAt('shop-b')).toBe('taken-down');
    expect(harness.types(release.offerId('shop-b')).slice(-3)).toEqual([
      ...['delivery.delivered', 'offer.withdrawn', 'offer.ended'],
    ]);
    expect(await detailsOf(release.handle)).toContain('keep|withdraw|redeliver`');
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
  });

  it('is not offered again to a partner whose offer was terminated, and may have it', async () => {
    const asked = Promise.withResolvers<void>();
    const down = Promise.withResolvers<[]>();
    const release = await terminated({
      findReservations: () => {
        asked.resolve();
        return down.promise;
      },
    });
    await asked.promise;
    await release.offer('shop-b').terminate();
    down.resolve([]);
    expect((await release.question()).data).toMatchObject({ lost: [{ partner: 'shop-b' }] });
    expect(await detailsOf(release.handle)).toContain('keep|withdraw`');
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
    // It is pursued.
    expect(release.calls(release.id)).toContain('requestFailedOfferWithdrawal');
  });

  it('is withdrawn when nobody answers in time', async () => {
    const release = await asked({ terms: { questionSeconds: 1 } });
    expect(await release.result()).toMatchObject({ outcome: 'rejected' });
    expect(release.stateAt('shop-a')).toBe('taken-down');
    expect((await harness.event(release.id, 'release.question-answered')).data).toMatchObject({
      answer: 'withdraw',
      via: 'limit',
    });
  });

  it('is withdrawn at once, and asks nobody, when it is recalled while it asks', async () => {
    let isRecalled = false;
    const recalled = 'the model theory@2 is recalled (rcl_1): not licensed';
    const release = await asked({
      activities: { authoriseRelease: () => Promise.resolve(isRecalled ? recalled : null) },
      offers: {
        'shop-a': {
          authoriseOffer: () =>
            isRecalled
              ? Promise.reject(ApplicationFailure.nonRetryable(recalled, NOT_AUTHORISED))
              : Promise.resolve(),
        },
      },
    });
    isRecalled = true;
    await release.offer('shop-a').signal(SIGNALS.releaseChanged);
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
    expect([release.stateAt('shop-a'), release.stateAt('shop-b')]).toEqual([
      'taken-down',
      'taken-down',
    ]);
    expect(harness.types(release.id)).not.toContain('release.question-answered');
    expect(await roleOf(release), 'nobody has to answer any more').toBeUndefined();
  });

  it('is not redelivered to a partner that may still have it', async () => {
    const release = await releaseToTwo('ask', {
      terms: { answerSeconds: 1, takedownSeconds: 1 },
      offers: { 'shop-b': { sendTakedown: () => Promise.resolve({ state: 'taking-down' }) } },
    });
    await release.answer(ACCEPTED, 'shop-a');
    await harness.event(release.id, 'release.question-asked');
    const details = await detailsOf(release.handle);
    expect(details).toContain(`release answer ${release.releaseId} keep|withdraw\``);
    await release.handle.cancel();
    await release.result();
  });

  it('is withdrawn when it is cancelled while it asks', async () => {
    const release = await asked();
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect(release.stateAt('shop-a')).toBe('taken-down');
  });

  it('asks when a partner delists it in the moment in which it is kept', async () => {
    const rejected = Promise.withResolvers<boolean>();
    const release = await startRelease(harness, {
      recordings: 2,
      terms: { partners: ['shop-a', 'shop-b'], onRejection: 'ask' },
      offers: {
        'shop-b': { readRelease: () => rejected.promise.then((kept) => ({ kept, offers: [] })) },
      },
    });
    await Promise.all([release.delivered('shop-a'), release.delivered('shop-b')]);
    await release.answer(ACCEPTED, 'shop-a');
    await release.answer(ACCEPTED, 'shop-b');
    await harness.event(release.id, 'release.kept');
    await release.answer(REJECTED, 'shop-b');
    await harness.event(release.offerId('shop-b'), 'delivery.answered');
    rejected.resolve(true);
    const { data } = await harness.event(release.id, 'release.question-asked');
    expect(data).toMatchObject({ lost: [{ partner: 'shop-b' }] });
  });

  it('is subject to its terms when a partner refuses the loss of a territory after it was kept', async () => {
    const kept = Promise.withResolvers<void>();
    const release = await startRelease(harness, {
      recordings: 2,
      terms: { partners: ['shop-a', 'shop-b'], onRejection: 'all-or-nothing' },
      offers: {
        'shop-b': {
          requestedMetadata: () => Promise.resolve({ metadataVersion: 2 }),
          lostTerritories: () => Promise.resolve(['DE']),
          update: async () => {
            await kept.promise;
            throw ApplicationFailure.nonRetryable('no', 'PartnerRefusedError');
          },
        },
      },
    });
    await Promise.all([release.delivered('shop-a'), release.delivered('shop-b')]);
    await release.answer(ACCEPTED, 'shop-b');
    await release.answer(ACCEPTED, 'shop-a');
    await harness.until(
      'an update',
      () => release.calls(release.offerId('shop-b')).includes('update') || undefined,
    );
    await release.handle.signal(SIGNALS.releaseChanged);
    await harness.event(release.id, 'release.kept');
    kept.resolve();
    expect((await harness.event(release.offerId('shop-b'), 'offer.ended')).data).toMatchObject({
      outcome: 'failed',
    });
    await harness.until(
      'the withdrawal from the other partner',
      () => release.calls(release.id).includes('requestTermsWithdrawal') || undefined,
    );
  });

  it('takes no answer without a token, and none that makes no sense', async () => {
    const release = await asked();
    expect(await release.decide('keep', 'forged '.repeat(5))).toMatchObject({
      outcome: 'refused',
      reason: 'bad-token',
    });
    await release.answer(REJECTED, 'shop-a');
    await harness.event(release.offerId('shop-a'), 'offer.ended');
    await release.askedTwice();
    expect(await release.decide('keep')).toMatchObject({ outcome: 'refused', reason: 'not-now' });
    expect(await release.decide('withdraw')).toMatchObject({ outcome: 'accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'rejected' });
  });
});
