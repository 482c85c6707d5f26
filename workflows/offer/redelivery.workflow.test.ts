import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import {
  NOT_AUTHORISED,
  OfferWorkflowInput,
  type OfferWorkflowResult,
  SIGNALS,
  WithdrawalWorkflowInput,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import {
  deriveId,
  type OfferState,
  type OfferWebhook,
  type RedeliveryState,
  ReleaseTerms,
  workflowIds,
} from '@fermata/contracts/values';
import { releaseProduct } from '@fermata/domain/release';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import { sampleVersion } from '../testing/sample-track.ts';
import type { AllActivities } from '../testing/scripted-activities.ts';

const harness = await harnessOfFile();

let releases = 0;
const partner = 'shop';
const REJECTED = {
  type: 'delivery.rejected',
  data: { code: 'quality', reason: 'too quiet' },
} as const;

/**
 * A redelivery of a release that has ended. `attempt`: 1 at a partner that has never had it. `ofAlbum`: of a
 * release that a person has created.
 */
async function startRedelivery({
  attempt = 2,
  ofAlbum = false,
  activities = () => ({}),
}: {
  attempt?: number;
  ofAlbum?: boolean;
  activities?: (catalogue: { withdraw(): void }) => Partial<AllActivities>;
} = {}) {
  const trackId = deriveId('trk', 'redelivery', process.pid, Date.now(), ++releases);
  const releaseId = deriveId('rel', trackId);
  const id = workflowIds.offer(releaseId, partner);
  const partnerReference = `ref-${releaseId}`;
  const single = sampleVersion(trackId);
  const version = ofAlbum
    ? releaseProduct({ ...single, contributors: [], terms: ReleaseTerms.parse({}) }, [
        { trackId, disc: 1, version: single },
      ])
    : single;
  const envelope = {
    ...{ projectId: PROJECT_ID, stream: id, occurredAt: new Date().toISOString() },
    ...{ actor: 'act_otto', workflowId: null, runId: null },
  };
  const { version: number, versionSha256 } = version;
  const earlier: NewEvent[] =
    attempt === 1
      ? []
      : [
          {
            ...{ ...envelope, sequence: 1, type: 'offer.started' },
            data: { releaseId, trackId, version: number, versionSha256, partner },
          },
          {
            ...{ ...envelope, sequence: 2, type: 'offer.ended' },
            data: { partner, outcome: 'rejected', detail: 'too quiet', redelivery: false },
          },
        ];
  const sequence = earlier.length + 1;
  harness.store([
    ...earlier,
    {
      ...{ ...envelope, sequence, type: 'redelivery.requested' },
      data: {
        ...{ releaseId, trackId, version: number, versionSha256, partner, attempt },
        number: 1,
      },
    },
  ]);
  let redelivery: RedeliveryState = 'requested';
  let state: OfferState = 'pending';
  const keys: string[] = [];
  const catalogue = {
    withdraw: (): void => {
      redelivery = 'withdrawn';
    },
  };
  harness.script(id, {
    authoriseOffer: () =>
      redelivery === 'requested'
        ? Promise.resolve()
        : Promise.reject(ApplicationFailure.nonRetryable('it is withdrawn', NOT_AUTHORISED)),
    readRelease: () =>
      Promise.resolve({ kept: false, offers: [{ partner, state, attempt, redelivery }] }),
    reserve: ({ idempotencyKey }) => {
      keys.push(idempotencyKey);
      state = 'reserved';
      return Promise.resolve({ partnerReference });
    },
    confirm: () => {
      state = 'live';
      return Promise.resolve({ state: 'live', url: null });
    },
    sendTakedown: () => {
      state = 'taken-down';
      return Promise.resolve({ state: 'taken-down' });
    },
    findReservations: () => Promise.resolve([{ partnerReference, state, detail: null }]),
    ...activities(catalogue),
  });
  const handle = await harness.start(
    WORKFLOWS.offer,
    id,
    OfferWorkflowInput.parse({
      ...{ projectId: PROJECT_ID, releaseId, trackId, requestedBy: 'act_otto', version, partner },
      ...{ attempt, sequence, redelivery: true },
      terms: { partners: ['another'], answerSeconds: 60, takedownSeconds: 30 },
    }),
  );
  let webhooks = 0;
  return {
    ...{ id, releaseId, trackId, partnerReference, version, handle, keys, ...catalogue },
    state: () => state,
    delivered: () => harness.event(id, 'delivery.delivered'),
    answer: (webhook: Pick<OfferWebhook, 'type'> & { data?: object }): Promise<void> =>
      handle.signal(SIGNALS.partnerAnswer, {
        ...{ webhookId: `webhook-${++webhooks}`, partner },
        webhook: {
          ...{ type: webhook.type, timestamp: new Date().toISOString() },
          data: { reference: partnerReference, ...webhook.data },
        },
      }),
    result: () => handle.result() as Promise<OfferWorkflowResult>,
  };
}

describe.concurrent('a redelivery of a release that has ended', () => {
  it('goes on sale under keys of its own, and waits for no release', async () => {
    const offer = await startRedelivery();
    await offer.delivered();
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(offer.id).slice(2)).toEqual([
      ...['redelivery.requested', 'offer.restarted', 'delivery.reserved', 'delivery.delivered'],
      ...['delivery.answered', 'delivery.confirmed', 'offer.ended'],
    ]);
    expect((await harness.event(offer.id, 'offer.ended')).data).toMatchObject({
      ...{ outcome: 'live', redelivery: true },
    });
    expect(offer.keys).toEqual([`${offer.releaseId}/${partner}/reserve/2`]);
    expect(offer.state()).toBe('live');
  });

  it('is the first offer at a partner that has never had it', async () => {
    const offer = await startRedelivery({ attempt: 1 });
    await offer.delivered();
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'live' });
    expect(harness.types(offer.id).slice(0, 2)).toEqual(['redelivery.requested', 'offer.started']);
  });

  it('records the version of the metadata that it has', async () => {
    const offer = await startRedelivery({
      activities: () => ({
        deliver: () => Promise.resolve({ files: 1, uploaded: 1, bytes: 1000, metadataVersion: 3 }),
      }),
    });
    expect((await offer.delivered()).data).toMatchObject({ metadataVersion: 3 });
    await offer.answer(REJECTED);
    await offer.result();
  });

  it('does not count an answer about an earlier reservation', async () => {
    let reserve = (): void => undefined;
    const isReserved = new Promise<void>((resolve) => (reserve = resolve));
    const offer = await startRedelivery({
      activities: () => ({
        reserve: ({ releaseId }) =>
          isReserved.then(() => ({ partnerReference: `ref-${releaseId}` })),
      }),
    });
    await harness.event(offer.id, 'offer.restarted');
    await offer.answer({ type: 'delivery.accepted', data: { reference: 'ref-of-attempt-1' } });
    reserve();
    await offer.delivered();
    expect((await harness.event(offer.id, 'delivery.answer-ignored')).data).toMatchObject({
      ...{ answer: 'accepted', detail: 'it is about ref-of-attempt-1 at shop' },
    });
    await offer.answer(REJECTED);
    expect(await offer.result()).toMatchObject({ outcome: 'rejected' });
  });

  it('is taken back when the partner rejects it again', async () => {
    const offer = await startRedelivery();
    await offer.delivered();
    await offer.answer(REJECTED);
    expect(await offer.result()).toMatchObject({
      ...{ outcome: 'rejected', detail: 'quality: too quiet' },
    });
    expect(offer.state()).toBe('taken-down');
  });

  it('of an album: a rejection while its end is recorded starts the workflow that follows the sale', async () => {
    const offer = await startRedelivery({ ofAlbum: true });
    const { releaseId, trackId, partnerReference, version } = offer;
    const follower = workflowIds.release(releaseId);
    const envelope = {
      ...{ projectId: PROJECT_ID, stream: follower, occurredAt: new Date().toISOString() },
      ...{ actor: 'act_fermata', workflowId: follower, runId: 'run' },
    };
    const { version: number, versionSha256, title } = version;
    harness.store([
      {
        ...{ ...envelope, sequence: 1, type: 'release.started' },
        data: { releaseId, trackId, version: number, versionSha256, partners: [partner] },
      },
      {
        ...{ ...envelope, sequence: 2, type: 'release.ended' },
        data: { outcome: 'rejected', detail: 'too quiet' },
      },
    ]);
    harness.script(follower, {
      openSale: () =>
        Promise.resolve({
          ...{ trackId, title, createdByPerson: true, sequence: 2 },
          terms: { partners: [partner], onRejection: 'best-effort', questionSeconds: 60 },
        }),
      readRelease: () =>
        Promise.resolve({ kept: true, offers: [{ partner, state: 'live', attempt: 2 }] }),
      findReservations: () =>
        Promise.resolve([{ partnerReference, state: 'rejected', detail: null }]),
    });
    await offer.delivered();
    let isRejected = false;
    harness.onEvents(offer.id, 'offer.ended', async () => {
      if (isRejected) return;
      isRejected = true;
      await offer.answer(REJECTED);
    });
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'live' });
    expect((await harness.event(follower, 'release.partner-delisted')).data).toMatchObject({
      ...{ partner, detail: 'quality: too quiet', stillSoldBy: [], verifiedState: 'rejected' },
    });
    await harness.client.workflow.getHandle(follower).result();
  });

  it('records the rejections that no workflow takes, also those that arrive meanwhile', async () => {
    const offer = await startRedelivery({
      activities: () => ({
        readRelease: async () => {
          await offer.answer(REJECTED);
          return {
            kept: false,
            offers: [{ partner, state: 'live', attempt: 2, redelivery: 'requested' }],
          };
        },
        // So that the first one counts only after the sale.
        verifyAnswer: async ({ webhook }) => {
          if (webhook.type === 'delivery.rejected') await harness.event(offer.id, 'offer.ended');
          return true;
        },
      }),
    });
    let isSent = false;
    harness.onEvents(offer.id, 'delivery.answer-ignored', async () => {
      if (isSent) return;
      isSent = true;
      await offer.answer(REJECTED);
    });
    await offer.delivered();
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'live' });
    const ignored = harness
      .events(offer.id)
      .flatMap((event) => (event.type === 'delivery.answer-ignored' ? [event.data] : []));
    expect(ignored).toMatchObject([
      { webhookId: 'webhook-2', answer: 'rejected', detail: 'no workflow follows the release' },
      { webhookId: 'webhook-3', answer: 'rejected', detail: 'no workflow follows the release' },
    ]);
  });

  it('ends when a withdrawal is requested while the partner decides', async () => {
    const offer = await startRedelivery();
    await offer.delivered();
    offer.withdraw();
    await startWithdrawal(offer);
    expect(await offer.result()).toMatchObject({ outcome: 'cancelled', detail: 'it is withdrawn' });
    expect(offer.state()).toBe('taken-down');
  });

  it('does not stay on sale when a withdrawal was requested during the last step', async () => {
    const offer = await startRedelivery({
      activities: ({ withdraw }) => ({
        confirm: () => {
          withdraw();
          return Promise.resolve({ state: 'live', url: null });
        },
      }),
    });
    await offer.delivered();
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'cancelled' });
    expect(offer.state()).toBe('taken-down');
  });

  it('is cancelled when a withdrawal is requested while the partner is to show amended metadata', async () => {
    const offer = await startRedelivery({
      activities: () => ({
        requestedMetadata: () => Promise.resolve({ metadataVersion: 2 }),
        askPartner: ({ partnerReference }) =>
          Promise.resolve({ partnerReference, state: 'live', detail: null }),
      }),
    });
    await offer.delivered();
    await offer.answer({ type: 'delivery.accepted' });
    await harness.until(
      'a question',
      () =>
        harness.calls.some(
          ({ activity, workflowId }) => activity === 'askPartner' && workflowId === offer.id,
        ) || undefined,
    );
    offer.withdraw();
    await startWithdrawal(offer);
    expect(await offer.result()).toMatchObject({ outcome: 'cancelled', detail: 'it is withdrawn' });
    expect(offer.state()).toBe('taken-down');
  });

  it('does not stay on sale when the catalogue has no request for it', async () => {
    const offer = await startRedelivery({
      activities: () => ({
        readRelease: () =>
          Promise.resolve({ kept: false, offers: [{ partner, state: 'live', attempt: 2 }] }),
      }),
    });
    await offer.delivered();
    await offer.answer({ type: 'delivery.accepted' });
    expect(await offer.result()).toMatchObject({ outcome: 'cancelled' });
    expect(offer.state()).toBe('taken-down');
  });

  it('no longer waits for a person’s fix once a withdrawal is requested', async () => {
    const offer = await startRedelivery();
    await offer.delivered();
    const fields = [{ field: 'title', reason: 'too long' }];
    await offer.answer({ type: 'delivery.needs-fix', data: { fields } });
    await harness.until('a wait for a person', async () => {
      const { typedSearchAttributes } = await offer.handle.describe();
      return typedSearchAttributes.get(searchAttributes.awaitingRole) === 'operations'
        ? true
        : undefined;
    });
    offer.withdraw();
    await startWithdrawal(offer);
    expect(await offer.result()).toMatchObject({ outcome: 'cancelled' });
    expect(harness.types(offer.id)).not.toContain('delivery.fix-answered');
  });
});

/** The withdrawal of a release from the partner that gets it again. */
async function startWithdrawal({
  releaseId,
  trackId,
}: {
  releaseId: string;
  trackId: string;
}): Promise<void> {
  const withdrawalId = deriveId('wdr', releaseId);
  const stream = workflowIds.withdrawal(withdrawalId);
  const reason = 'rights unclear';
  harness.store([
    {
      ...{ projectId: PROJECT_ID, stream, sequence: 1, occurredAt: new Date().toISOString() },
      ...{ actor: 'act_otto', workflowId: null, runId: null, type: 'withdrawal.requested' },
      data: { withdrawalId, trackId, releaseId, reason, partners: [partner] },
    },
  ]);
  const handle = await harness.start(
    WORKFLOWS.withdrawal,
    stream,
    WithdrawalWorkflowInput.parse({
      ...{ projectId: PROJECT_ID, withdrawalId, trackId, releaseId, title: 'Slow Light', reason },
      ...{ requestedBy: 'act_otto', takedownSeconds: 10, createdByPerson: false },
      offers: [{ partner, partnerReference: null, redelivering: true }],
    }),
  );
  await handle.result();
}
