import { describe, expect, it } from 'vitest';
import { deriveId, type OfferState, workflowIds } from '@fermata/contracts/values';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { harnessOfFile } from '../testing/harness-of-file.ts';
import { PROJECT_ID } from '../testing/project-id.ts';
import { startRelease } from '../testing/sample-release.ts';

const harness = await harnessOfFile();

/** A release to shop-a, which takes nothing down until it `isBack`, and to shop-b. */
async function releaseToTwo(onRejection: 'all-or-nothing' | 'best-effort') {
  const shop = { isBack: false };
  const withdrawalId = deriveId('wdr', process.pid, Date.now(), onRejection);
  const stream = workflowIds.withdrawal(withdrawalId);
  const requests: { partners: readonly string[]; ended: boolean }[] = [];
  const state = (): OfferState => (shop.isBack ? 'taken-down' : 'live');
  const release = await startRelease(harness, {
    terms: { partners: ['shop-a', 'shop-b'], onRejection, takedownSeconds: 1 },
    offers: { 'shop-a': { sendTakedown: () => Promise.resolve({ state: 'taking-down' }) } },
    activities: {
      requestFailedOfferWithdrawal: ({ projectId, trackId, releaseId, partners }) => {
        const ended = harness.types(workflowIds.release(releaseId)).at(-1) === 'release.ended';
        requests.push({ partners, ended });
        const reason = 'the offer to shop-a has failed';
        const about = { withdrawalId, trackId, releaseId, reason };
        harness.store([
          {
            ...{ projectId: PROJECT_ID, stream, sequence: 1, actor: 'act_fermata' },
            ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
            type: 'withdrawal.requested',
            data: { ...about, partners: [...partners] },
          },
        ]);
        return Promise.resolve({
          ...{ projectId, ...about, title: 'Slow Light', requestedBy: 'act_fermata' },
          ...{ takedownSeconds: 0, createdByPerson: false },
          offers: [{ partner: 'shop-a', partnerReference: 'ref-a', redelivering: false }],
        });
      },
    },
  });
  harness.script(stream, {
    findReservations: () =>
      Promise.resolve([{ partnerReference: 'ref-a', state: state(), detail: null }]),
    sendTakedown: () => Promise.resolve({ state: 'taking-down' }),
  });
  await Promise.all([release.delivered('shop-a'), release.delivered('shop-b')]);
  return { ...release, shop, stream, requests };
}

const ACCEPTED = { type: 'delivery.accepted' } as const;
const REJECTED = {
  type: 'delivery.rejected',
  data: { code: 'quality', reason: 'too quiet' },
} as const;

const roleOf = async (workflowId: string) =>
  (await harness.client.workflow.getHandle(workflowId).describe()).typedSearchAttributes.get(
    searchAttributes.awaitingRole,
  );

describe.concurrent('a partner that keeps a release whose offer has failed', () => {
  it.each([
    { onRejection: 'all-or-nothing', accepts: 'shop-a', rejects: 'shop-b', outcome: 'failed' },
    { onRejection: 'best-effort', accepts: 'shop-b', rejects: 'shop-a', outcome: 'live' },
  ] as const)(
    '$onRejection: alarms operations, and is asked until it has nothing',
    async ({ onRejection, accepts, rejects, outcome }) => {
      const { shop, stream, requests, ...release } = await releaseToTwo(onRejection);
      await release.answer(ACCEPTED, accepts);
      await harness.event(release.offerId(accepts), 'delivery.answered');
      await release.answer(REJECTED, rejects);
      expect(await release.result()).toMatchObject({ outcome });
      expect((await harness.event(release.offerId('shop-a'), 'offer.ended')).data).toMatchObject({
        outcome: 'failed',
      });
      expect(requests).toEqual([{ partners: ['shop-a'], ended: true }]);
      expect(await roleOf(release.offerId('shop-a'))).toBe('operations');
      expect(await roleOf(release.id)).toBe('operations');
      expect((await harness.event(stream, 'withdrawal.ended')).data).toMatchObject({
        outcome: 'failed',
        detail: 'shop-a: shop-a still has ref-a',
      });
      await harness.until(
        'an alarm',
        async () => (await roleOf(stream)) === 'operations' || undefined,
      );
      shop.isBack = true;
      expect(await harness.client.workflow.getHandle(stream).result()).toMatchObject({
        outcome: 'withdrawn',
      });
    },
  );

  it('is not withdrawn a second time if its compensation has succeeded', async () => {
    const release = await startRelease(harness);
    await release.delivered();
    await release.answer(REJECTED);
    expect(await release.result()).toMatchObject({ outcome: 'rejected' });
    expect(release.calls(release.id)).not.toContain('requestFailedOfferWithdrawal');
    expect(await roleOf(release.id)).toBeUndefined();
  });
});
