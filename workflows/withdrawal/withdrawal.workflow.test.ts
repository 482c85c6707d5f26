import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { NOT_AUTHORISED, WithdrawalWorkflowInput, WORKFLOWS } from '@fermata/contracts/temporal';
import { deriveId, type OfferState, workflowIds } from '@fermata/contracts/values';
import { PROJECT_ID } from '../testing/project-id.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';
import { WorkflowHarness } from '../testing/workflow-harness.ts';

let harness: WorkflowHarness;

beforeAll(async () => {
  harness = await WorkflowHarness.open();
});
afterAll(() => harness.close());

let withdrawals = 0;

async function startWithdrawal(
  activities: Partial<AllActivities>,
  offers: WithdrawalWorkflowInput['offers'] = [
    { partner: 'one', partnerReference: 'ref-one' },
    { partner: 'two', partnerReference: 'ref-two' },
  ],
) {
  const withdrawalId = deriveId('wdr', process.pid, Date.now(), ++withdrawals);
  const id = workflowIds.withdrawal(withdrawalId);
  harness.script(id, activities);
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
      type: 'withdrawal.ordered',
      data: {
        ...{ withdrawalId, trackId, releaseId, reason },
        partners: offers.map(({ partner }) => partner),
      },
    },
  ]);
  const handle = await harness.start(
    WORKFLOWS.withdrawal,
    id,
    WithdrawalWorkflowInput.parse({
      projectId: PROJECT_ID,
      withdrawalId,
      trackId,
      releaseId,
      title: 'Slow Light',
      reason,
      requestedBy: 'act_ada',
      offers,
      takedownSeconds: 1,
    }),
  );
  return { id, handle };
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
      'withdrawal.ordered',
      'withdrawal.started',
    ]);
    expect(new Set(harness.events(id).map(({ actor }) => actor))).toEqual(new Set(['act_ada']));
  });

  it('names the partner that does not take the release down in time', async () => {
    const { handle } = await startWithdrawal({
      findReservations: ({ partner }) =>
        Promise.resolve(
          partner === 'two' ? [{ partnerReference: 'ref-two', state: 'live', detail: null }] : [],
        ),
      sendTakedown: () => Promise.resolve({ state: 'taking-down' }),
    });
    expect(await handle.result()).toMatchObject({
      outcome: 'failed',
      detail: expect.stringMatching(/^two: two still has ref-two/) as unknown,
    });
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
      [{ partner: 'one', partnerReference: null }],
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

  it('asks no partner when nobody has ordered it', async () => {
    const { id, handle } = await startWithdrawal({
      authoriseWithdrawal: () =>
        Promise.reject(ApplicationFailure.nonRetryable('nobody has ordered it', NOT_AUTHORISED)),
    });
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.types(id)).toEqual(['withdrawal.ordered']);
    expect(
      harness.calls.filter(({ workflowId }) => workflowId === id).map(({ activity }) => activity),
    ).toEqual(['authoriseWithdrawal']);
  });
});
