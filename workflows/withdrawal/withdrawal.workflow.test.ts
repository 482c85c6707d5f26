import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  NOT_AUTHORISED,
  type PursuitEnds,
  SIGNALS,
  type WithdrawalWorkflowInput,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { deriveId, type OfferState, workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';

const harness = await harnessOfFile();

let withdrawals = 0;

/** The answer about a reference that the partner does not list. */
const reports =
  (state: OfferState): AllActivities['askPartner'] =>
  ({ partnerReference }) =>
    Promise.resolve({ partnerReference, state, detail: null });

const unknownReservation = (): ApplicationFailure =>
  ApplicationFailure.nonRetryable('one: 404', 'PartnerRefusedError', {
    ...{ status: 404, code: 'unknown-reservation' },
  });

const ONE = [{ partner: 'one', partnerReference: 'ref-one', redelivering: false }];

async function startWithdrawal(
  activities: Partial<AllActivities>,
  offers: WithdrawalWorkflowInput['offers'] = [
    { partner: 'one', partnerReference: 'ref-one', redelivering: false },
    { partner: 'two', partnerReference: 'ref-two', redelivering: false },
  ],
  changes: Partial<WithdrawalWorkflowInput> = {},
) {
  const withdrawalId = deriveId('wdr', process.pid, Date.now(), ++withdrawals);
  const id = workflowIds.withdrawal(withdrawalId);
  harness.script(id, { askPartner: reports('taken-down'), ...activities });
  const trackId = deriveId('trk', withdrawalId);
  const releaseId = deriveId('rel', withdrawalId);
  const reason = 'rights unclear';
  harness.batches.push([
    {
      projectId: PROJECT_ID,
      stream: id,
      sequence: 1,
      occurredAt: new Date().toISOString(),
      actor: 'act_ada',
      workflowId: null,
      runId: null,
      type: 'withdrawal.requested',
      data: {
        ...{ withdrawalId, trackId, releaseId, reason },
        partners: offers.map(({ partner }) => partner),
      },
    },
  ]);
  const input: WithdrawalWorkflowInput = {
    projectId: PROJECT_ID,
    withdrawalId,
    trackId,
    releaseId,
    title: 'Slow Light',
    reason,
    requestedBy: 'act_ada',
    offers,
    takedownSeconds: 1,
    createdByPerson: false,
    ...changes,
  };
  const handle = await harness.start(WORKFLOWS.withdrawal, id, input);
  return { id, handle, trackId, releaseId, input };
}

describe.concurrent('a withdrawal', () => {
  it('asks every partner until the release is gone', async () => {
    const asked = new Map<string, number>();
    const { id, handle } = await startWithdrawal({
      findReservations: ({ partner }) => {
        const times = (asked.get(partner) ?? 0) + 1;
        asked.set(partner, times);
        const state = times === 1 ? 'live' : 'taken-down';
        return Promise.resolve([{ partnerReference: `ref-${partner}`, state, detail: null }]);
      },
    });
    expect(await handle.result()).toEqual({ outcome: 'withdrawn', detail: 'rights unclear' });
    expect(Object.fromEntries(asked)).toEqual({ one: 2, two: 2 });
    expect(harness.types(id).toSorted()).toEqual([
      'takedown.confirmed',
      'takedown.confirmed',
      'takedown.requested',
      'takedown.requested',
      'withdrawal.ended',
      'withdrawal.requested',
      'withdrawal.started',
    ]);
    expect(new Set(harness.events(id).map(({ actor }) => actor))).toEqual(new Set(['act_ada']));
  });

  it('fails at the limit with the partner that still has it, and goes on until it is gone there', async () => {
    let isGone = false;
    const { id, handle, trackId } = await startWithdrawal({
      findReservations: ({ partner }) =>
        Promise.resolve(
          partner === 'two' && !isGone
            ? [{ partnerReference: 'ref-two', state: 'live', detail: null }]
            : [],
        ),
      sendTakedown: () => Promise.resolve({ state: 'taking-down' }),
    });
    expect((await harness.event(id, 'withdrawal.ended')).data).toMatchObject({
      outcome: 'failed',
      detail: expect.stringMatching(/^two: two still has ref-two/) as unknown,
    });
    const role = async () =>
      (await handle.describe()).typedSearchAttributes.get(searchAttributes.awaitingRole);
    await harness.until('an alarm', async () => (await role()) === 'operations' || undefined);
    const details = await detailsOf(handle);
    expect(details).toContain('two is asked again, at least hourly.');
    expect(details).toContain(
      `Next: \`fermata track withdraw ${trackId} --reason "…"\` tries again.`,
    );
    isGone = true;
    expect(await handle.result()).toEqual({ outcome: 'withdrawn', detail: 'rights unclear' });
    expect(harness.types(id).slice(-3)).toEqual([
      'withdrawal.ended',
      'takedown.confirmed',
      'withdrawal.ended',
    ]);
    expect((await harness.event(id, 'withdrawal.ended')).data).toMatchObject({
      ...{ outcome: 'withdrawn', stillOfferedTo: [] },
    });
    expect(await role()).toBeUndefined();
  });

  it.each([
    ['redelivered', 'a redelivery to one was requested'],
    ['superseded', 'a later withdrawal takes it down at one'],
  ] as const)('that has failed ends once the release is %s', async (end, detail) => {
    const ends: PursuitEnds = [];
    const { id, handle } = await startWithdrawal(
      {
        findReservations: () =>
          Promise.resolve([{ partnerReference: 'ref-one', state: 'taking-down', detail: null }]),
        pursuitEnds: () => Promise.resolve(ends),
      },
      [{ partner: 'one', partnerReference: 'ref-one', redelivering: false }],
    );
    await harness.event(id, 'withdrawal.ended');
    ends.push({ partner: 'one', end });
    expect(await handle.result()).toEqual({ outcome: 'superseded', detail });
    expect(harness.events(id).at(-1)).toMatchObject({
      type: 'withdrawal.ended',
      data: { outcome: 'superseded', detail },
    });
    const details = await detailsOf(handle);
    expect(details).toContain('Superseded');
    expect(details).toContain(`Reason: ${detail}`);
  });

  it('that has failed ends at once when a person declares that the partner has nothing', async () => {
    const ends: PursuitEnds = [];
    const { id, handle } = await startWithdrawal(
      {
        findReservations: () =>
          Promise.reject(ApplicationFailure.nonRetryable('one: closed', 'PartnerBadAnswerError')),
        sendTakedown: () =>
          Promise.reject(ApplicationFailure.nonRetryable('one: closed', 'PartnerBadAnswerError')),
        pursuitEnds: () => Promise.resolve(ends),
      },
      ONE,
    );
    await harness.event(id, 'withdrawal.ended');
    ends.push({ partner: 'one', end: 'gone' });
    await handle.signal(SIGNALS.releaseChanged);
    expect(await handle.result()).toEqual({ outcome: 'withdrawn', detail: 'rights unclear' });
    expect(harness.types(id)).not.toContain('takedown.confirmed');
  });

  it('that has failed ends at once when a person declares so while a call to the partner is repeated', async () => {
    const ends: PursuitEnds = [];
    const calling = Promise.withResolvers<void>();
    const down = Promise.withResolvers<void>();
    let isLate = false;
    const { id, handle } = await startWithdrawal(
      {
        findReservations: async () => {
          if (isLate) {
            calling.resolve();
            await down.promise;
          }
          return [{ partnerReference: 'ref-one', state: 'taking-down', detail: null }];
        },
        pursuitEnds: () => Promise.resolve(ends),
      },
      ONE,
    );
    harness.onEvents(id, 'withdrawal.ended', async () => {
      isLate = true;
    });
    await calling.promise;
    // A notification about something else changes nothing.
    await handle.signal(SIGNALS.releaseChanged);
    ends.push({ partner: 'one', end: 'gone' });
    await handle.signal(SIGNALS.releaseChanged);
    expect(await handle.result()).toEqual({ outcome: 'withdrawn', detail: 'rights unclear' });
    down.resolve();
  });

  it.each([
    ['before its limit', 600],
    ['after it has failed', 0],
  ])('%s asks at once after a takedown that is confirmed during a question', async (_, limit) => {
    let isConfirmed = false;
    const started: ReturnType<typeof startWithdrawal> = startWithdrawal(
      {
        findReservations: async () => {
          const { id, handle } = await started;
          const state = isConfirmed ? 'taken-down' : 'taking-down';
          const isPursued = limit > 0 || harness.types(id).includes('withdrawal.ended');
          if (isPursued && !isConfirmed) {
            isConfirmed = true;
            await handle.signal(SIGNALS.partnerAnswer, {
              ...{ webhookId: 'webhook-1', partner: 'one' },
              webhook: {
                type: 'takedown.confirmed',
                timestamp: new Date().toISOString(),
                data: { reference: 'ref-one' },
              },
            });
          }
          return [{ partnerReference: 'ref-one', state, detail: null }];
        },
      },
      ONE,
      { takedownSeconds: limit },
    );
    const { handle } = await started;
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    const { events } = await handle.fetchHistory();
    expect(events?.filter((event) => event.timerStartedEventAttributes)).toEqual([]);
  });

  it('sends a late takedown under a key of its day', async () => {
    const keys: string[] = [];
    let state: OfferState = 'live';
    const { handle } = await startWithdrawal(
      {
        findReservations: () =>
          Promise.resolve([{ partnerReference: 'ref-one', state, detail: null }]),
        sendTakedown: ({ idempotencyKey }) => {
          keys.push(idempotencyKey);
          state = 'taken-down';
          return Promise.resolve({ state });
        },
      },
      ONE,
      { takedownSeconds: 600 },
    );
    await handle.result();
    expect(keys).toEqual([expect.stringMatching(/\/one\/ref-one\/\d{4}-\d\d-\d\d$/)]);
  });

  it('goes on at a late partner although another one is redelivered to, or has failed otherwise', async () => {
    let isTaken = false;
    const { id, handle } = await startWithdrawal(
      {
        findReservations: ({ partner }) =>
          partner === 'three'
            ? Promise.reject(ApplicationFailure.nonRetryable('not its address', NOT_AUTHORISED))
            : Promise.resolve([
                {
                  partnerReference: `ref-${partner}`,
                  state: partner === 'two' && isTaken ? 'taken-down' : 'live',
                  detail: null,
                },
              ]),
        sendTakedown: () => Promise.resolve({ state: 'taking-down' }),
        pursuitEnds: () => Promise.resolve(isTaken ? [{ partner: 'one', end: 'redelivered' }] : []),
      },
      [
        { partner: 'one', partnerReference: 'ref-one', redelivering: false },
        { partner: 'two', partnerReference: 'ref-two', redelivering: false },
        { partner: 'three', partnerReference: 'ref-three', redelivering: false },
      ],
    );
    await harness.event(id, 'withdrawal.ended');
    isTaken = true;
    const detail = 'the takedown at three has failed; a redelivery to one was requested';
    expect(await handle.result()).toEqual({ outcome: 'failed', detail });
    expect(await harness.event(id, 'takedown.confirmed')).toMatchObject({
      data: { partner: 'two' },
    });
    expect(harness.types(id).filter((type) => type === 'withdrawal.ended')).toHaveLength(1);
    expect(await detailsOf(handle)).toContain(`Reason: ${detail}`);
  });

  it.each(['PartnerKeyRefusedError', 'PartnerBadAnswerError', 'PartnerRefusedError'])(
    'asks again after a %s, which is final for one call',
    async (type) => {
      const asked = { findReservations: 0, sendTakedown: 0 };
      const failOnce = (call: keyof typeof asked): void => {
        if (++asked[call] === 1) throw ApplicationFailure.nonRetryable('one: no', type);
      };
      let state: OfferState = 'live';
      const { id, handle } = await startWithdrawal(
        {
          findReservations: async () => {
            failOnce('findReservations');
            return [{ partnerReference: 'ref-one', state, detail: null }];
          },
          sendTakedown: async () => {
            failOnce('sendTakedown');
            state = 'taken-down';
            return { state };
          },
        },
        [{ partner: 'one', partnerReference: 'ref-one', redelivering: false }],
        { takedownSeconds: 600 },
      );
      expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
      expect(asked).toEqual({ findReservations: 3, sendTakedown: 2 });
      expect(harness.types(id).at(-1)).toBe('withdrawal.ended');
    },
  );

  it('takes down what the partner does not list until it is reported as taken down', async () => {
    let state: OfferState = 'live';
    const sent: string[] = [];
    const { handle } = await startWithdrawal(
      {
        findReservations: () => Promise.resolve([]),
        askPartner: (input) => reports(state)(input),
        sendTakedown: ({ partnerReference }) => {
          sent.push(partnerReference);
          state = 'taken-down';
          return Promise.resolve({ state: 'taking-down' });
        },
      },
      ONE,
      { takedownSeconds: 600 },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(sent).toEqual(['ref-one']);
  });

  it('counts a reservation that the partner does not know as gone only after its answer to the takedown', async () => {
    const unknown = unknownReservation();
    let sent = 0;
    const { id, handle } = await startWithdrawal(
      {
        findReservations: () => Promise.resolve([]),
        askPartner: () => Promise.reject(unknown),
        sendTakedown: () =>
          ++sent === 1 ? Promise.reject(unknown) : Promise.resolve({ state: 'taking-down' }),
      },
      ONE,
      { takedownSeconds: 600 },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(sent).toBe(2);
    expect(harness.types(id)).toContain('takedown.confirmed');
  });

  it('ends once the partner has denied the reservation for long enough, in list, questions and takedowns', async () => {
    const unknown = unknownReservation();
    let sent = 0;
    const { id, handle } = await startWithdrawal(
      {
        findReservations: () => Promise.resolve([]),
        askPartner: () => Promise.reject(unknown),
        sendTakedown: () => {
          sent += 1;
          return Promise.reject(unknown);
        },
      },
      ONE,
      { takedownSeconds: 600, denialSeconds: 2 },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(sent).toBeGreaterThan(1);
    const { data } = await harness.event(id, 'takedown.confirmed');
    expect(data).toMatchObject({ verifiedState: 'taken-down' });
    expect(data.detail).toContain('its list lacks ref-one');
  });

  it('does not end by denials at its limit, however short that is', async () => {
    const unknown = unknownReservation();
    const { id } = await startWithdrawal(
      {
        findReservations: () => Promise.resolve([]),
        askPartner: () => Promise.reject(unknown),
        sendTakedown: () => Promise.reject(unknown),
      },
      ONE,
      { takedownSeconds: 1 },
    );
    expect((await harness.event(id, 'withdrawal.ended')).data).toMatchObject({ outcome: 'failed' });
    const takedowns = (): number =>
      harness.calls.filter(
        ({ activity, workflowId }) => activity === 'sendTakedown' && workflowId === id,
      ).length;
    const atLimit = takedowns();
    await harness.until('another takedown', () => takedowns() > atLimit || undefined);
    expect(harness.types(id)).not.toContain('takedown.confirmed');
    await harness.client.workflow.getHandle(id).terminate();
  });

  it('does not end by denials while the list of the partner cannot be read', async () => {
    const unknown = unknownReservation();
    const { id } = await startWithdrawal(
      {
        findReservations: () =>
          Promise.reject(ApplicationFailure.nonRetryable('one: no', 'PartnerBadAnswerError')),
        askPartner: () => Promise.reject(unknown),
        sendTakedown: () => Promise.reject(unknown),
      },
      ONE,
    );
    expect((await harness.event(id, 'withdrawal.ended')).data).toMatchObject({ outcome: 'failed' });
    expect(harness.types(id)).not.toContain('takedown.confirmed');
    await harness.client.workflow.getHandle(id).terminate();
  });

  it('does not count a reservation as gone for which the partner has no such address', async () => {
    const { id } = await startWithdrawal(
      {
        findReservations: () => Promise.resolve([]),
        askPartner: () =>
          Promise.reject(
            ApplicationFailure.nonRetryable('one: 404', 'PartnerRefusedError', {
              ...{ status: 404, code: 'unknown-path' },
            }),
          ),
      },
      ONE,
    );
    expect((await harness.event(id, 'withdrawal.ended')).data).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('it does not list ref-one') as unknown,
    });
    await harness.client.workflow.getHandle(id).terminate();
  });

  it('sends the takedown although the list of the partner cannot be read', async () => {
    let state: OfferState = 'live';
    const { handle } = await startWithdrawal(
      {
        // Readable only after the takedown.
        findReservations: () =>
          state === 'live'
            ? Promise.reject(ApplicationFailure.nonRetryable('one: no', 'PartnerBadAnswerError'))
            : Promise.resolve([{ partnerReference: 'ref-one', state, detail: null }]),
        sendTakedown: () => {
          state = 'taken-down';
          return Promise.resolve({ state });
        },
      },
      ONE,
      { takedownSeconds: 600 },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
  });

  it('goes on at a reservation of unknown state until a takedown that failed twice is confirmed', async () => {
    let state: OfferState = 'unknown';
    let attempts = 0;
    const { handle } = await startWithdrawal(
      {
        findReservations: () => {
          const listed = { partnerReference: 'ref-one', state, detail: null };
          if (state === 'taking-down') state = 'taken-down';
          return Promise.resolve([listed]);
        },
        sendTakedown: () => {
          if (++attempts <= 2)
            return Promise.reject(
              ApplicationFailure.nonRetryable('one: no', 'PartnerRefusedError'),
            );
          state = 'taking-down';
          return Promise.resolve({ state });
        },
      },
      ONE,
      { takedownSeconds: 600 },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(attempts).toBe(3);
  });

  it('goes on, after it was terminated, at the partners that have not taken it down', async () => {
    const asked: string[] = [];
    const two = Promise.withResolvers<void>();
    const activities: Partial<AllActivities> = {
      findReservations: async ({ partner }) => {
        asked.push(partner);
        if (partner === 'two') await two.promise;
        return [];
      },
    };
    const { id, handle, input } = await startWithdrawal(activities);
    await harness.event(id, 'takedown.confirmed', ({ data }) => data.partner === 'one');
    await handle.terminate();
    two.resolve();
    asked.length = 0;
    const again = await harness.start(WORKFLOWS.withdrawal, id, input);
    expect(await again.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(asked).toEqual(['two']);
    const types = harness.types(id);
    expect(types.at(-1)).toBe('withdrawal.ended');
    const count = (wanted: string) => types.filter((type) => type === wanted).length;
    expect(count('withdrawal.started')).toBe(1);
    expect(count('takedown.confirmed')).toBe(2);
  });

  it('lets a partner that is down have the whole limit, whichever call meets the outage', async () => {
    const week = 7 * 24 * 3600;
    const limits: number[] = [];
    let asked = 0;
    const { handle } = await startWithdrawal(
      {
        findReservations: ({ giveUpAfterSeconds = 0 }) => {
          limits.push(giveUpAfterSeconds);
          const state = ++asked === 1 ? 'live' : 'taken-down';
          return Promise.resolve([{ partnerReference: 'ref-one', state, detail: null }]);
        },
        sendTakedown: ({ giveUpAfterSeconds = 0 }) => {
          limits.push(giveUpAfterSeconds);
          return Promise.resolve({ state: 'taking-down' });
        },
      },
      [{ partner: 'one', partnerReference: 'ref-one', redelivering: false }],
      { takedownSeconds: week },
    );
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(limits).toHaveLength(3);
    // Measured from the start of the takedown.
    expect(limits).toEqual(limits.toSorted((one, other) => other - one));
    for (const seconds of limits) {
      expect(seconds).toBeGreaterThan(week - 600);
      expect(seconds).toBeLessThanOrEqual(week);
    }
  });

  it('that has failed names the command that tries again', async () => {
    const forbidden = {
      findReservations: () =>
        Promise.reject(ApplicationFailure.nonRetryable('a recall was lifted', NOT_AUTHORISED)),
    };
    const ofTrack = await startWithdrawal(forbidden);
    expect(await ofTrack.handle.result()).toMatchObject({ outcome: 'failed' });
    expect(await detailsOf(ofTrack.handle)).toContain(
      `Next: \`fermata track withdraw ${ofTrack.trackId} --reason "…"\` tries again.`,
    );
    const created = await startWithdrawal(forbidden, undefined, { createdByPerson: true });
    expect(await created.handle.result()).toMatchObject({ outcome: 'failed' });
    const details = await detailsOf(created.handle);
    expect(details).toContain(
      `Next: \`fermata release withdraw ${created.releaseId} --reason "…"\` tries again.`,
    );
    expect(details).toContain(`Release: Slow Light (\`${created.releaseId}\`)`);
  });

  it('names the partners that still sell it', async () => {
    const { id, handle } = await startWithdrawal({
      readRelease: () =>
        Promise.resolve({
          kept: true,
          offers: [
            { partner: 'one', state: 'taken-down', attempt: 1 },
            { partner: 'two', state: 'taken-down', attempt: 1 },
            { partner: 'three', state: 'live', attempt: 1 },
            { partner: 'four', state: 'rejected', attempt: 1 },
          ],
        }),
    });
    const detail = 'withdrawn from one, two: rights unclear';
    expect(await handle.result()).toEqual({ outcome: 'withdrawn', detail });
    expect((await harness.event(id, 'withdrawal.ended')).data).toMatchObject({
      ...{ outcome: 'withdrawn', detail, stillOfferedTo: ['three'] },
    });
  });

  it('does not name a partner that sells it again', async () => {
    let isGone = false;
    const { id, handle } = await startWithdrawal({
      findReservations: ({ partner }) => {
        const state = partner === 'two' && !isGone ? 'live' : 'taken-down';
        return Promise.resolve([{ partnerReference: `ref-${partner}`, state, detail: null }]);
      },
      sendTakedown: () => Promise.resolve({ state: 'taking-down' }),
      // After the takedown at the first one, a person has it redelivered there.
      readRelease: () =>
        Promise.resolve({
          kept: true,
          offers: [
            { partner: 'one', state: 'live', attempt: 2 },
            { partner: 'two', state: 'taken-down', attempt: 1 },
          ],
        }),
    });
    await harness.event(id, 'withdrawal.ended');
    isGone = true;
    const detail = 'withdrawn from two: rights unclear';
    expect(await handle.result()).toEqual({ outcome: 'withdrawn', detail });
  });

  it('is not ended by a cancellation in the Temporal UI', async () => {
    let isGone = false;
    const { id, handle } = await startWithdrawal(
      {
        findReservations: () =>
          Promise.resolve([
            {
              ...{ partnerReference: 'ref-one', detail: null },
              state: isGone ? 'taken-down' : 'taking-down',
            },
          ]),
      },
      ONE,
      { takedownSeconds: 600 },
    );
    await harness.event(id, 'takedown.requested');
    await handle.cancel();
    isGone = true;
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(harness.types(id).at(-1)).toBe('withdrawal.ended');
  });

  it('goes on at a late partner while another one gives no answer at all', async () => {
    const down = Promise.withResolvers<void>();
    let isLate = true;
    const { id, handle } = await startWithdrawal({
      findReservations: async ({ partner }) => {
        if (!isLate && partner === 'one') await down.promise;
        const state = isLate ? 'taking-down' : 'taken-down';
        return [{ partnerReference: `ref-${partner}`, state, detail: null }];
      },
    });
    await harness.event(id, 'withdrawal.ended');
    isLate = false;
    await harness.event(id, 'takedown.confirmed', ({ data }) => data.partner === 'two');
    expect(harness.types(id).filter((type) => type === 'takedown.confirmed')).toHaveLength(1);
    down.resolve();
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
  });

  it('fails if it names no offer', async () => {
    const { id, handle } = await startWithdrawal({}, []);
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.types(id)).toEqual(['withdrawal.requested']);
  });

  it('takes down an offer without a reference', async () => {
    let state: OfferState = 'reserved';
    const { id, handle } = await startWithdrawal(
      {
        findReservations: () =>
          Promise.resolve([{ partnerReference: 'ref-lost', state, detail: null }]),
        sendTakedown: () => {
          state = 'taken-down';
          return Promise.resolve({ state });
        },
      },
      [{ partner: 'one', partnerReference: null, redelivering: false }],
    );
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect(state).toBe('taken-down');
    expect(
      harness.calls.filter(({ workflowId }) => workflowId === id).map(({ activity }) => activity),
    ).not.toContain('registerOfferAddress');
  });

  it('ends with the reason when the catalogue refuses an event', async () => {
    const { id, handle } = await startWithdrawal({});
    harness.refuseEvents(id, 'takedown.requested');
    expect(await handle.result()).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('a forbidden character') as unknown,
    });
    expect(harness.types(id).at(-1)).toBe('withdrawal.ended');
  });

  it('ends without its detail when the catalogue refuses that', async () => {
    const { id, handle } = await startWithdrawal({
      appendEvents: ({ events }) => {
        const isEnd = (event: NewEvent) =>
          event.type === 'withdrawal.ended' && event.data.detail === 'rights unclear';
        if (events.some(isEnd))
          return Promise.reject(
            ApplicationFailure.nonRetryable('a forbidden character', 'InvalidEventError'),
          );
        harness.store(events);
        return Promise.resolve();
      },
    });
    expect(await handle.result()).toMatchObject({ outcome: 'withdrawn' });
    expect((await harness.event(id, 'withdrawal.ended')).data).toMatchObject({
      outcome: 'withdrawn',
      detail: 'the catalogue refused the detail of this outcome',
    });
  });

  it('asks no partner when nobody has requested it', async () => {
    const { id, handle } = await startWithdrawal({
      authoriseWithdrawal: () =>
        Promise.reject(ApplicationFailure.nonRetryable('nobody has requested it', NOT_AUTHORISED)),
    });
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.types(id)).toEqual(['withdrawal.requested']);
    expect(
      harness.calls.filter(({ workflowId }) => workflowId === id).map(({ activity }) => activity),
    ).toEqual(['authoriseWithdrawal']);
  });
});
