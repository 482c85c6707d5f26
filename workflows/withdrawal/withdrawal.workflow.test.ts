import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { NOT_AUTHORISED, WithdrawalWorkflowInput, WORKFLOWS } from '@fermata/contracts/temporal';
import { deriveId, type OfferState, workflowIds } from '@fermata/contracts/values';
import { detailsOf } from '../testing/details-of.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';

const harness = await harnessOfFile();

let withdrawals = 0;

async function startWithdrawal(
  activities: Partial<AllActivities>,
  offers: WithdrawalWorkflowInput['offers'] = [
    { partner: 'one', partnerReference: 'ref-one' },
    { partner: 'two', partnerReference: 'ref-two' },
  ],
  changes: Partial<WithdrawalWorkflowInput> = {},
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
      type: 'withdrawal.requested',
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
      ...changes,
    }),
  );
  return { id, handle, trackId, releaseId };
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
      [{ partner: 'one', partnerReference: 'ref-one' }],
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
    const outage = {
      findReservations: () =>
        Promise.reject(ApplicationFailure.nonRetryable('one: 503; given up after 1 s')),
    };
    const ofTrack = await startWithdrawal(outage);
    expect(await ofTrack.handle.result()).toMatchObject({ outcome: 'failed' });
    expect(await detailsOf(ofTrack.handle)).toContain(
      `Next: \`fermata track withdraw ${ofTrack.trackId} --reason "…"\` tries again.`,
    );
    const created = await startWithdrawal(outage, undefined, { createdByPerson: true });
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
