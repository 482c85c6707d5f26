import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  NOT_AUTHORISED,
  ReleaseWorkflowInput,
  type ReleaseWorkflowResult,
  SIGNALS,
  workflowIds,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { type DeliveryState, type DeliveryWebhook, deriveId } from '@fermata/contracts/values';
import { PROJECT_ID } from '../testing/project-id.ts';
import { sampleVersion } from '../testing/sample-track.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';
import { WorkflowHarness } from '../testing/workflow-harness.ts';

let harness: WorkflowHarness;

beforeAll(async () => {
  harness = await WorkflowHarness.open();
});
afterAll(() => harness.close());

let releases = 0;

/** A partner that holds a reservation until it is taken down. */
async function startRelease(
  terms: Record<string, unknown> = {},
  activities: Partial<AllActivities> = {},
) {
  const trackId = deriveId('trk', 'release', process.pid, Date.now(), ++releases);
  const releaseId = deriveId('rel', trackId);
  const reference = `ref-${releaseId}`;
  const id = workflowIds.release(releaseId);
  let held: DeliveryState | null = null;
  harness.script(id, {
    reserve: () => {
      held = 'reserved';
      return Promise.resolve({ partnerReference: reference });
    },
    takeDown: () => {
      held = 'taken-down';
      return Promise.resolve({ state: 'taken-down' });
    },
    findReservations: () =>
      Promise.resolve(held ? [{ partnerReference: reference, state: held, detail: null }] : []),
    ...activities,
  });
  const handle = await harness.start(
    WORKFLOWS.release,
    id,
    ReleaseWorkflowInput.parse({
      projectId: PROJECT_ID,
      releaseId,
      trackId,
      requestedBy: 'act_ada',
      version: sampleVersion(trackId),
      terms: { answerSeconds: 20, takeBackSeconds: 2, ...terms },
    }),
  );
  let webhooks = 0;
  const answer = (webhook: Pick<DeliveryWebhook, 'type'> & { data?: object }): Promise<void> =>
    handle.signal(SIGNALS.partnerAnswer, {
      webhookId: `webhook-${++webhooks}`,
      partner: 'sandbox',
      webhook: {
        type: webhook.type,
        timestamp: new Date().toISOString(),
        data: { reference, ...webhook.data },
      },
    });
  return {
    id,
    handle,
    answer,
    result: () => handle.result() as Promise<ReleaseWorkflowResult>,
    partnerHolds: () => held,
    calls: () =>
      harness.calls.filter(({ workflowId }) => workflowId === id).map(({ activity }) => activity),
  };
}

describe.concurrent('the saga of a release', () => {
  it('reserves, delivers, awaits the answer and confirms', async () => {
    const release = await startRelease();
    await harness.event(release.id, 'delivery.delivered');
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(release.id)).toEqual([
      'release.started',
      'delivery.reserved',
      'delivery.delivered',
      'delivery.answered',
      'delivery.confirmed',
      'release.ended',
    ]);
    expect(release.calls()).not.toContain('takeDown');
  });

  it('asks the partner once when no webhook comes', async () => {
    const release = await startRelease(
      { answerSeconds: 1 },
      {
        askPartner: ({ partnerReference }) =>
          Promise.resolve({ partnerReference, state: 'accepted', detail: null }),
      },
    );
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect((await harness.event(release.id, 'delivery.answered')).data).toMatchObject({
      via: 'asked',
    });
  });

  it('takes back what a partner rejects, and verifies that it is gone', async () => {
    const release = await startRelease();
    await harness.event(release.id, 'delivery.delivered');
    await release.answer({
      type: 'delivery.rejected',
      data: { code: 'quality', reason: 'too quiet' },
    });
    expect(await release.result()).toEqual({ outcome: 'rejected', detail: 'quality: too quiet' });
    expect(release.partnerHolds()).toBe('taken-down');
    expect((await harness.event(release.id, 'delivery.taken-back')).data).toMatchObject({
      verifiedState: 'taken-down',
    });
  });

  it('takes back when no answer comes in time', async () => {
    const release = await startRelease({ answerSeconds: 1 });
    expect(await release.result()).toMatchObject({ outcome: 'timed-out' });
    expect(release.partnerHolds()).toBe('taken-down');
  });

  it('takes back when it is cancelled, even before a reservation is answered', async () => {
    const release = await startRelease(
      {},
      {
        deliver: () => Promise.reject(new Error('the partner is unavailable')),
      },
    );
    await harness.event(release.id, 'delivery.reserved');
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect(release.partnerHolds()).toBe('taken-down');
  });

  it('takes back once when a step fails for good', async () => {
    const release = await startRelease(
      {},
      { confirm: () => Promise.reject(ApplicationFailure.nonRetryable('no', 'Refused')) },
    );
    await harness.event(release.id, 'delivery.delivered');
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toEqual({ outcome: 'failed', detail: 'no' });
    expect(release.calls().filter((name) => name === 'takeDown')).toHaveLength(1);
  });

  it('hands a rejection that comes after it went on sale to the track', async () => {
    const release = await startRelease();
    const ending = Promise.withResolvers<void>();
    const onSale = Promise.withResolvers<void>();
    harness.onEvents(release.id, 'release.ended', () => {
      onSale.resolve();
      return ending.promise;
    });
    await harness.event(release.id, 'delivery.delivered');
    await release.answer({ type: 'delivery.accepted' });
    await onSale.promise;
    await release.answer({ type: 'delivery.rejected', data: { code: 'editorial', reason: 'no' } });
    ending.resolve();
    expect(await release.result()).toMatchObject({
      outcome: 'live',
      late: [{ webhookId: 'webhook-2', webhook: { type: 'delivery.rejected' } }],
    });
  });

  it.each([
    'delivery.reserved',
    'delivery.delivered',
    'delivery.answered',
    'delivery.confirmed',
  ] as const)('takes back, and still ends, when the catalogue refuses %s', async (type) => {
    const release = await startRelease();
    harness.refuseEvents(release.id, type);
    if (type === 'delivery.answered' || type === 'delivery.confirmed') {
      await harness.event(release.id, 'delivery.delivered');
      await release.answer({ type: 'delivery.accepted' });
    }
    expect(await release.result()).toEqual({ outcome: 'failed', detail: 'a forbidden character' });
    expect(release.partnerHolds()).toBe('taken-down');
    expect(harness.types(release.id).slice(-2)).toEqual(['delivery.taken-back', 'release.ended']);
  });

  it('ends as taken back when the catalogue refuses a rejection of the partner', async () => {
    const release = await startRelease();
    harness.refuseEvents(release.id, 'delivery.answered');
    await harness.event(release.id, 'delivery.delivered');
    await release.answer({ type: 'delivery.rejected', data: { code: 'quality', reason: 'no' } });
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
    expect(release.partnerHolds()).toBe('taken-down');
  });

  it('fails with the reference if the partner does not take it down in time', async () => {
    const release = await startRelease(
      { answerSeconds: 1, takeBackSeconds: 1 },
      { takeDown: () => Promise.resolve({ state: 'taking-down' }) },
    );
    const { outcome, detail } = await release.result();
    expect(outcome).toBe('failed');
    expect(detail).toMatch(/still holds ref-rel_/);
  });

  it('records a late answer, and one about another release, without effect', async () => {
    const release = await startRelease();
    await harness.event(release.id, 'delivery.delivered');
    await release.answer({ type: 'delivery.accepted', data: { reference: 'another' } });
    await harness.event(release.id, 'delivery.answer-ignored');
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('starts no further step while it is held', async () => {
    const release = await startRelease();
    await harness.event(release.id, 'delivery.delivered');
    await release.handle.signal(SIGNALS.hold);
    await release.answer({ type: 'delivery.accepted' });
    await harness.event(release.id, 'delivery.answered');
    expect(release.calls()).not.toContain('confirm');
    await release.handle.signal(SIGNALS.resume);
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('does nothing, and fails, when nobody has approved it', async () => {
    const { id, handle, answer, calls } = await startRelease(
      {},
      {
        authoriseRelease: () =>
          Promise.reject(ApplicationFailure.nonRetryable('nobody approved it', NOT_AUTHORISED)),
      },
    );
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.events(id)).toEqual([]);
    expect(calls()).toEqual(['authoriseRelease']);
    await expect(answer({ type: 'delivery.accepted' })).rejects.toThrow();
  });

  it('ignores what comes before it is authorised', async () => {
    let authorise = (): void => undefined;
    const { id, answer, result } = await startRelease(
      {},
      {
        authoriseRelease: () =>
          new Promise((resolve) => {
            authorise = resolve;
          }),
      },
    );
    await harness.until('the question', () =>
      harness.calls.some((call) => call.workflowId === id) ? true : undefined,
    );
    await answer({ type: 'delivery.rejected', data: { reason: 'forged' } });
    authorise();
    await harness.event(id, 'delivery.delivered');
    await answer({ type: 'delivery.accepted' });
    expect(await result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(id)[0]).toBe('release.started');
  });
});
