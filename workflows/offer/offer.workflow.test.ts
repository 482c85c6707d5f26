import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import {
  NOT_AUTHORISED,
  OfferWorkflowInput,
  PROJECT_HELD,
  SIGNALS,
  TERRITORIES_LOST,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { ACCEPTING_PARTNER } from '../testing/accepting-partner.ts';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import { startRelease } from '../testing/sample-release.ts';
import { sampleVersion } from '../testing/sample-track.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';

const harness = await harnessOfFile();

/** A project whose releases are held until `resume`, with the activities of an offer that meet the hold. */
function heldProject() {
  let isHeld = true;
  let attempts = 0;
  let questions = 0;
  const message = 'the releases of the project are held: an audit';
  const activities: Partial<AllActivities> = {
    deliver: () => {
      attempts += 1;
      return isHeld
        ? Promise.reject(ApplicationFailure.nonRetryable(message, PROJECT_HELD))
        : Promise.resolve({ files: 1, uploaded: 1, bytes: 1000, metadataVersion: 1 });
    },
    awaitProjectResume: () => {
      questions += 1;
      return isHeld
        ? Promise.reject(
            ApplicationFailure.create({ type: PROJECT_HELD, message, nextRetryDelay: 20 }),
          )
        : Promise.resolve();
    },
  };
  return {
    activities,
    attempts: () => attempts,
    questions: () => questions,
    resume: (): void => {
      isHeld = false;
    },
  };
}

describe.concurrent('the saga of an offer', () => {
  it('reserves, delivers, awaits the answer and confirms', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(release.offerId())).toEqual([
      'offer.started',
      'delivery.reserved',
      'delivery.delivered',
      'delivery.answered',
      'delivery.confirmed',
      'offer.ended',
    ]);
    expect(harness.types(release.id)).toEqual(['release.started', 'release.kept', 'release.ended']);
    expect(release.calls()).not.toContain('sendTakedown');
  });

  it('records an answer that overtakes the response to the delivery after it', async () => {
    const response = Promise.withResolvers<void>();
    const release = await startRelease(harness, {
      terms: { partners: ['sandbox', 'second'], onRejection: 'all-or-nothing' },
      offers: {
        second: {
          deliver: async () => {
            await response.promise;
            return { files: 1, uploaded: 1, bytes: 1000, metadataVersion: 1 };
          },
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    await harness.event(release.offerId('second'), 'delivery.reserved');
    await release.answer({ type: 'delivery.accepted' }, 'second');
    const second = release.offerId('second');
    await expect.poll(() => release.calls(second), { timeout: 20_000 }).toContain('verifyAnswer');
    await harness.event(release.offerId(), 'delivery.answered');
    response.resolve();
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(second)).toEqual([
      'offer.started',
      'delivery.reserved',
      'delivery.delivered',
      'delivery.answered',
      'delivery.confirmed',
      'offer.ended',
    ]);
  });

  it('sends the metadata that were requested since the delivery as soon as the partner sells it', async () => {
    let shown = 1;
    const updates: unknown[] = [];
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          requestedMetadata: () => Promise.resolve({ metadataVersion: 3 }),
          update: ({ partnerReference, metadataVersion }) => {
            updates.push({ partnerReference, metadataVersion });
            shown = metadataVersion;
            return Promise.resolve();
          },
          askPartner: ({ partnerReference }) =>
            Promise.resolve({
              ...{ partnerReference, state: 'live', detail: null, metadataVersion: shown },
            }),
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    const partnerReference = release.referenceAt('sandbox');
    expect(updates).toEqual([{ partnerReference, metadataVersion: 3 }]);
    expect(harness.types(release.offerId()).slice(-3)).toEqual([
      ...['delivery.confirmed', 'delivery.updated', 'offer.ended'],
    ]);
    expect((await harness.event(release.offerId(), 'delivery.updated')).data).toEqual({
      ...{ partner: 'sandbox', metadataVersion: 3 },
    });
  });

  it('stays on sale, on record, at a partner that refuses metadata that take nothing away', async () => {
    const refused = ApplicationFailure.nonRetryable('no', 'PartnerRefusedError', { code: 'title' });
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          requestedMetadata: () => Promise.resolve({ metadataVersion: 2 }),
          update: () => Promise.reject(refused),
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(release.stateAt()).toBe('live');
    expect(harness.types(release.offerId()).slice(-3)).toEqual([
      ...['delivery.confirmed', 'delivery.not-updated', 'offer.ended'],
    ]);
    expect((await harness.event(release.offerId(), 'delivery.not-updated')).data).toEqual({
      ...{ partner: 'sandbox', metadataVersion: 2, code: 'title', reason: 'no' },
    });
  });

  /** A release whose partner takes the metadata that were requested since the delivery, and does not show them. */
  async function notShowing(activities: Partial<AllActivities> = {}) {
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          requestedMetadata: () => Promise.resolve({ metadataVersion: 2 }),
          askPartner: ({ partnerReference }) =>
            Promise.resolve({ partnerReference, state: 'live', detail: null }),
          ...activities,
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    await harness.until('a question', () => release.calls().includes('askPartner') || undefined);
    return release;
  }

  it('ends as rejected when the partner rejects it while it is to show the metadata', async () => {
    const release = await notShowing();
    await release.answer({ type: 'delivery.rejected', data: { code: 'x', reason: 'late' } });
    expect(await release.result()).toMatchObject({ outcome: 'rejected', detail: 'x: late' });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('ends as rejected when the partner reports so while it is to show the metadata', async () => {
    const release = await notShowing({
      askPartner: ({ partnerReference }) =>
        Promise.resolve({ partnerReference, state: 'rejected', detail: null }),
    });
    expect(await release.result()).toMatchObject({
      ...{ outcome: 'rejected', detail: 'sandbox reports rejected' },
    });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('is taken down when it is recalled while the partner is to show the metadata', async () => {
    let isRecalled = false;
    const release = await notShowing({
      authoriseOffer: () =>
        isRecalled
          ? Promise.reject(ApplicationFailure.nonRetryable('it is recalled', NOT_AUTHORISED))
          : Promise.resolve(),
    });
    isRecalled = true;
    await release.offer().signal(SIGNALS.releaseChanged);
    expect(await release.result()).toMatchObject({ outcome: 'failed', detail: 'it is recalled' });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('does not stay on sale in a territory at a partner that refuses its loss', async () => {
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          requestedMetadata: () => Promise.resolve({ metadataVersion: 2 }),
          update: () =>
            Promise.reject(ApplicationFailure.nonRetryable('no', 'PartnerRefusedError')),
          lostTerritories: () => Promise.resolve(['DE']),
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'failed', detail: 'no' });
    expect(harness.types(release.offerId())).not.toContain('delivery.not-updated');
    expect(release.stateAt()).toBe('taken-down');
  });

  it('is delivered again, and never sold before, when a territory is taken away during its decision', async () => {
    const steps: string[] = [];
    let isLost = false;
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          deliver: ({ idempotencyKey }) => {
            steps.push(idempotencyKey.split('/').slice(2).join('/'));
            const metadataVersion = isLost ? 2 : 1;
            isLost = false;
            return Promise.resolve({ files: 1, uploaded: 1, bytes: 1000, metadataVersion });
          },
          confirm: ({ idempotencyKey }) => {
            steps.push(idempotencyKey.split('/').slice(2).join('/'));
            return isLost
              ? Promise.reject(ApplicationFailure.nonRetryable('DE is lost', TERRITORIES_LOST))
              : Promise.resolve({ state: 'live', url: null });
          },
        },
      },
    });
    await release.delivered();
    isLost = true;
    await release.answer({ type: 'delivery.accepted' });
    await harness.event(
      release.offerId(),
      'delivery.delivered',
      ({ data }) => data.metadataVersion === 2,
    );
    expect(release.stateAt()).toBe('reserved');
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(steps).toEqual(['deliver', 'confirm', 'deliver/again-1', 'confirm/again-1']);
    expect(harness.types(release.offerId())).toEqual([
      ...['offer.started', 'delivery.reserved', 'delivery.delivered', 'delivery.answered'],
      ...['offer.withdrawn', 'delivery.reserved', 'delivery.delivered', 'delivery.answered'],
      ...['delivery.confirmed', 'offer.ended'],
    ]);
    expect((await harness.event(release.offerId(), 'offer.withdrawn')).data).toMatchObject({
      ...{ verifiedState: 'taken-down', detail: expect.stringMatching(/^DE is lost; /) as string },
    });
  });

  it('fails, and stays off sale, when the partner does not take down what lost a territory', async () => {
    const release = await startRelease(harness, {
      terms: { takedownSeconds: 1 },
      offers: {
        sandbox: {
          confirm: () =>
            Promise.reject(ApplicationFailure.nonRetryable('DE is lost', TERRITORIES_LOST)),
          sendTakedown: () => Promise.resolve({ state: 'taking-down' }),
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
    expect(release.stateAt()).toBe('reserved');
    expect(harness.types(release.offerId())).not.toContain('delivery.confirmed');
  });

  it('ends as rejected when the partner rejects what is taken back to be delivered again', async () => {
    let state: 'accepted' | 'taken-down' = 'accepted';
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          confirm: () =>
            Promise.reject(ApplicationFailure.nonRetryable('DE is lost', TERRITORIES_LOST)),
          sendTakedown: async () => {
            if (state === 'accepted') {
              await release.answer({
                type: 'delivery.rejected',
                data: { code: 'rights', reason: 'a claim' },
              });
              await harness.event(
                release.offerId(),
                'delivery.answered',
                ({ data }) => data.answer === 'rejected',
              );
            }
            state = 'taken-down';
            return { state };
          },
          findReservations: ({ releaseId }) =>
            Promise.resolve([
              { partnerReference: `ref-${releaseId}-sandbox`, state, detail: null },
            ]),
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toEqual({ outcome: 'rejected', detail: 'rights: a claim' });
    expect(
      harness.types(release.offerId()).filter((type) => type === 'delivery.reserved'),
    ).toHaveLength(1);
  });

  it('requests no reservation of a partner, to take it down, that the first request has not reached', async () => {
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          // As the activity does: the catalogue knows that no request was sent.
          reserve: ({ recovers = false }) =>
            Promise.reject(
              recovers
                ? ApplicationFailure.nonRetryable('no request was sent', 'NothingSentError')
                : ApplicationFailure.nonRetryable('no route', 'PartnerUnreachableError'),
            ),
        },
      },
    });
    expect(await release.result()).toEqual({ outcome: 'failed', detail: 'no route' });
    expect(release.calls()).toContain('findReservations');
    expect(release.calls()).not.toContain('sendTakedown');
  });

  it('asks the partner once when no webhook comes', async () => {
    const release = await startRelease(harness, {
      terms: { answerSeconds: 1 },
      offers: {
        sandbox: ACCEPTING_PARTNER,
      },
    });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect((await harness.event(release.offerId(), 'delivery.answered')).data).toMatchObject({
      via: 'asked',
    });
  });

  it('withdraws what a partner rejects, and verifies that it is gone', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    await release.answer({
      type: 'delivery.rejected',
      data: { code: 'quality', reason: 'too quiet' },
    });
    expect(await release.result()).toEqual({ outcome: 'rejected', detail: 'quality: too quiet' });
    expect(release.stateAt()).toBe('taken-down');
    expect((await harness.event(release.offerId(), 'offer.withdrawn')).data).toMatchObject({
      verifiedState: 'taken-down',
    });
  });

  it('withdraws when no answer comes in time', async () => {
    const release = await startRelease(harness, { terms: { answerSeconds: 1 } });
    expect(await release.result()).toMatchObject({ outcome: 'timed-out' });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('withdraws when it is cancelled, even before a reservation is answered', async () => {
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          deliver: () => Promise.reject(new Error('the partner is unavailable')),
        },
      },
    });
    await harness.event(release.offerId(), 'delivery.reserved');
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('ends at once when it is cancelled while its partner is paused, and reserves nothing there', async () => {
    const message = 'reserve at sandbox waits: sandbox is paused';
    const type = 'PartnerPausedError';
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          // As the activity does: only a reservation waits for the end of the pause.
          reserve: ({ recovers = false }) =>
            Promise.reject(
              recovers
                ? ApplicationFailure.nonRetryable(message, type)
                : ApplicationFailure.create({ type, message, nextRetryDelay: 20 }),
            ),
        },
      },
    });
    await harness.until('an attempt', () => release.calls().includes('reserve') || undefined);
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect(release.stateAt()).toBeNull();
    expect(harness.types(release.offerId()).slice(-2)).toEqual(['offer.withdrawn', 'offer.ended']);
  });

  it('withdraws once when a step fails for good', async () => {
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          confirm: () => Promise.reject(ApplicationFailure.nonRetryable('no', 'Refused')),
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toEqual({ outcome: 'failed', detail: 'no' });
    expect(release.calls().filter((name) => name === 'sendTakedown')).toHaveLength(1);
  });

  it('hands a rejection that comes after it went on sale to the track', async () => {
    const release = await startRelease(harness);
    const ending = Promise.withResolvers<void>();
    const onSale = Promise.withResolvers<void>();
    harness.onEvents(release.offerId(), 'offer.ended', () => {
      onSale.resolve();
      return ending.promise;
    });
    await release.delivered();
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
  ] as const)('withdraws, and still ends, when the catalogue refuses %s', async (type) => {
    const release = await startRelease(harness);
    harness.refuseEvents(release.offerId(), type);
    if (type === 'delivery.answered' || type === 'delivery.confirmed') {
      await release.delivered();
      await release.answer({ type: 'delivery.accepted' });
    }
    expect(await release.result()).toEqual({ outcome: 'failed', detail: 'a forbidden character' });
    expect(release.stateAt()).toBe('taken-down');
    expect(harness.types(release.offerId()).slice(-2)).toEqual(['offer.withdrawn', 'offer.ended']);
    expect(harness.types(release.id).at(-1)).toBe('release.ended');
  });

  it('ends as withdrawn when the catalogue refuses a rejection of the partner', async () => {
    const release = await startRelease(harness);
    harness.refuseEvents(release.offerId(), 'delivery.answered');
    await release.delivered();
    await release.answer({ type: 'delivery.rejected', data: { code: 'quality', reason: 'no' } });
    expect(await release.result()).toMatchObject({ outcome: 'failed' });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('fails with the reference if the partner does not take it down in time', async () => {
    const release = await startRelease(harness, {
      terms: { answerSeconds: 1, takedownSeconds: 1 },
      offers: { sandbox: { sendTakedown: () => Promise.resolve({ state: 'taking-down' }) } },
    });
    const { outcome, detail } = await release.result();
    expect(outcome).toBe('failed');
    expect(detail).toMatch(/still has ref-rel_/);
    expect((await harness.event(release.offerId(), 'offer.ended')).data).toMatchObject({
      mayHaveIt: true,
    });
  });

  it('records an answer about another release without effect', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    await release.answer({ type: 'delivery.accepted', data: { reference: 'another' } });
    await harness.event(release.offerId(), 'delivery.answer-ignored');
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('records an answer after the deadline without effect', async () => {
    const takingDown = Promise.withResolvers<void>();
    const release = await startRelease(harness, {
      terms: { answerSeconds: 1 },
      offers: {
        sandbox: {
          sendTakedown: async () => {
            await takingDown.promise;
            return { state: 'taken-down' };
          },
          findReservations: (() => {
            let asked = 0;
            return ({ releaseId }: { releaseId: string }) =>
              Promise.resolve([
                {
                  partnerReference: `ref-${releaseId}-sandbox`,
                  state: ++asked > 1 ? ('taken-down' as const) : ('delivered' as const),
                  detail: null,
                },
              ]);
          })(),
        },
      },
    });
    await harness.until('the takedown', () =>
      release.calls().includes('sendTakedown') ? true : undefined,
    );
    await release.answer({ type: 'delivery.accepted' });
    expect((await harness.event(release.offerId(), 'delivery.answer-ignored')).data).toMatchObject({
      answer: 'accepted',
      detail: 'the outcome of the offer was already decided',
    });
    takingDown.resolve();
    expect(await release.result()).toMatchObject({ outcome: 'timed-out' });
  });

  it('counts an answer once, however often it comes', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    const answers = harness.types(release.offerId()).filter((type) => type === 'delivery.answered');
    expect(answers).toHaveLength(1);
  });

  it('sets a rejection aside in the inbox that comes after 200 other messages', async () => {
    const asides: string[] = [];
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          setMessageAside: ({ webhookId }) => {
            asides.push(webhookId);
            return Promise.resolve();
          },
        },
      },
    });
    await release.delivered();
    release.holdTrack(true);
    for (let sent = 0; sent < 200; sent++) await release.answer({ type: 'delivery.accepted' });
    await release.answer({ type: 'delivery.rejected', data: { code: 'x', reason: 'late' } });
    await harness.until('the message in the inbox', () => asides.length > 0 || undefined);
    expect(asides).toEqual(['webhook-201']);
    release.holdTrack(false);
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('ignores, on record, an answer that the partner has not sent', async () => {
    const release = await startRelease(harness, {
      offers: {
        sandbox: {
          verifyAnswer: ({ webhook }) => Promise.resolve(webhook.type === 'delivery.accepted'),
        },
      },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.rejected', data: { code: 'x', reason: 'forged' } });
    expect((await harness.event(release.offerId(), 'delivery.answer-ignored')).data).toMatchObject({
      answer: 'rejected',
      detail: 'sandbox has not sent it: the inbox differs',
    });
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('counts an answer that came in time although its verification takes longer', async () => {
    const verified = Promise.withResolvers<boolean>();
    const release = await startRelease(harness, {
      terms: { answerSeconds: 1 },
      offers: { sandbox: { verifyAnswer: () => verified.promise } },
    });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    await harness.until('the deadline', async () => {
      const { events } = await release.offer().fetchHistory();
      return events?.some((event) => event.timerFiredEventAttributes) ? true : undefined;
    });
    verified.resolve(true);
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(release.calls()).not.toContain('askPartner');
  });

  it('starts no further step while the catalogue says that the track is held', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    release.holdTrack(true);
    await release.answer({ type: 'delivery.accepted' });
    const confirmations = (): number => release.calls().filter((name) => name === 'confirm').length;
    await harness.until('a confirmation', () => (confirmations() === 1 ? true : undefined));
    // A forged notification changes nothing: the catalogue is asked again.
    await release.offer().signal(SIGNALS.releaseChanged);
    await harness.until('another attempt', () => (confirmations() === 2 ? true : undefined));
    expect(release.stateAt()).toBe('reserved');
    release.holdTrack(false);
    await release.offer().signal(SIGNALS.releaseChanged);
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('goes on after the hold of its track without a notification, as an album does', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    release.holdTrack(true);
    await release.answer({ type: 'delivery.accepted' });
    await harness.until('a confirmation', () => release.calls().includes('confirm') || undefined);
    release.holdTrack(false);
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('waits while the releases of the project are held, and goes on when they are resumed', async () => {
    const project = heldProject();
    const release = await startRelease(harness, { offers: { sandbox: project.activities } });
    await harness.until('questions', () => (project.questions() >= 3 ? true : undefined));
    // A notification tries the step again; it waits as before.
    await release.offer().signal(SIGNALS.releaseChanged);
    await harness.until('another attempt', () => (project.attempts() === 2 ? true : undefined));
    const scheduled = async (): Promise<number> => {
      const { events } = await release.offer().fetchHistory();
      return (events ?? []).filter(
        ({ activityTaskScheduledEventAttributes: activity }) =>
          activity?.activityType?.name === 'awaitProjectResume',
      ).length;
    };
    await harness.until('another wait', async () => ((await scheduled()) === 2 ? true : undefined));
    const asked = project.questions();
    await harness.until('questions', () => (project.questions() >= asked + 3 ? true : undefined));
    expect(await scheduled()).toBe(2);
    project.resume();
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
  });

  it('withdraws what it has reserved when it is cancelled while the project is held', async () => {
    const project = heldProject();
    const release = await startRelease(harness, { offers: { sandbox: project.activities } });
    await harness.until('questions', () => (project.questions() >= 1 ? true : undefined));
    await release.handle.cancel();
    expect(await release.result()).toMatchObject({ outcome: 'cancelled' });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('ends when the partner rejects it while a step waits', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    release.holdTrack(true);
    await release.answer({ type: 'delivery.accepted' });
    await harness.until('a confirmation', () =>
      release.calls().includes('confirm') ? true : undefined,
    );
    await release.answer({ type: 'delivery.rejected', data: { code: 'x', reason: 'not now' } });
    expect(await release.result()).toEqual({ outcome: 'rejected', detail: 'x: not now' });
    expect(release.stateAt()).toBe('taken-down');
  });

  it('withdraws what is on sale when it is rejected before the release is kept', async () => {
    const release = await startRelease(harness, { terms: { partners: ['sandbox', 'silent'] } });
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    await harness.event(release.offerId(), 'delivery.confirmed');
    await release.answer({ type: 'delivery.rejected', data: { code: 'x', reason: 'late' } });
    expect((await harness.event(release.offerId(), 'offer.ended')).data).toMatchObject({
      outcome: 'rejected',
    });
    expect(release.stateAt()).toBe('taken-down');
    await release.handle.cancel();
    await release.result();
  });

  it('asks until a takedown that failed twice is confirmed', async () => {
    let attempts = 0;
    let state: 'delivered' | 'taken-down' = 'delivered';
    const release = await startRelease(harness, {
      terms: { answerSeconds: 1, takedownSeconds: 30 },
      offers: {
        sandbox: {
          sendTakedown: () => {
            if (++attempts <= 2) return Promise.reject(new Error('the partner is unavailable'));
            state = 'taken-down';
            return Promise.resolve({ state });
          },
          findReservations: ({ releaseId }) =>
            Promise.resolve([
              { partnerReference: `ref-${releaseId}-sandbox`, state, detail: null },
            ]),
        },
      },
    });
    expect(await release.result()).toMatchObject({ outcome: 'timed-out' });
    expect(attempts).toBe(3);
    expect((await harness.event(release.offerId(), 'offer.withdrawn')).data).toMatchObject({
      verifiedState: 'taken-down',
    });
  });

  it('does nothing, and fails, when the catalogue knows no release for it', async () => {
    const trackId = deriveId('trk', 'forged', process.pid, Date.now());
    const releaseId = deriveId('rel', trackId);
    const id = workflowIds.offer(releaseId, 'sandbox');
    harness.script(id, {
      authoriseOffer: () =>
        Promise.reject(ApplicationFailure.nonRetryable('nobody approved it', NOT_AUTHORISED)),
    });
    const handle = await harness.start(
      WORKFLOWS.offer,
      id,
      OfferWorkflowInput.parse({
        projectId: PROJECT_ID,
        ...{ releaseId, trackId, partner: 'sandbox', terms: {}, redelivery: false },
        requestedBy: 'act_ada',
        version: sampleVersion(trackId),
      }),
    );
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(harness.events(id)).toEqual([]);
    const calls = harness.calls.filter(({ workflowId }) => workflowId === id);
    expect(calls.map(({ activity }) => activity)).toEqual(['authoriseOffer']);
  });

  it('ignores what comes before it is authorised', async () => {
    const authorised = Promise.withResolvers<void>();
    const release = await startRelease(harness, {
      offers: { sandbox: { authoriseOffer: () => authorised.promise } },
    });
    await harness.until('the question', () =>
      release.calls().includes('authoriseOffer') ? true : undefined,
    );
    await release.answer({ type: 'delivery.rejected', data: { code: 'x', reason: 'forged' } });
    authorised.resolve();
    await release.delivered();
    await release.answer({ type: 'delivery.accepted' });
    expect(await release.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(release.offerId())[0]).toBe('offer.started');
  });
});
