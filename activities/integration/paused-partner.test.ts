import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import type { UpdateDecision } from '@fermata/domain/amendment';
import { activitiesForAddedPartner } from '../testing/added-partner.ts';
import { sampleVersion } from '../testing/sample-version.ts';

const PARTNER = 'big-shop';
const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);

let decision: UpdateDecision = { issue: 'not asked' };

const activities = activitiesForAddedPartner(
  { partner: PARTNER, projectId: 'default', status: 'paused' },
  { updateDecision: () => Promise.resolve(decision), pausedRetryMs: 123 },
);
const request = {
  ...{ projectId: 'default', trackId, releaseId, partner: PARTNER },
  ...{ version: sampleVersion, idempotencyKey: 'key' },
};

test('a reservation waits while the partner is paused', async () => {
  const reserving = new MockActivityEnvironment().run(activities.reserve, request);
  await expect(reserving).rejects.toMatchObject({
    ...{ type: 'PartnerPausedError', nonRetryable: false, nextRetryDelay: 123 },
  });
});

test('a pause ends the recovery of a reference, for which a takedown waits', async () => {
  const recovering = new MockActivityEnvironment().run(activities.reserve, {
    ...request,
    recovers: true,
  });
  await expect(recovering).rejects.toMatchObject({
    ...{ type: 'PartnerPausedError', nonRetryable: true },
  });
});

test('an update waits while the partner is paused, unless it only takes territories away', async () => {
  const { projectId, partner } = request;
  const update = { projectId, trackId, releaseId, partner };
  const updating = () =>
    new MockActivityEnvironment().run(activities.update, {
      ...{ ...update, partnerReference: 'prt_1', metadataVersion: 2 },
    });
  decision = { issue: null, version: sampleVersion, waitsForResume: true };
  await expect(updating()).rejects.toMatchObject({ type: 'PartnerPausedError' });
  decision = { issue: null, version: sampleVersion, waitsForResume: false };
  await expect(updating()).rejects.not.toMatchObject({ type: 'PartnerPausedError' });
  decision = { issue: 'a later amendment was requested' };
  await expect(updating()).rejects.toMatchObject({ type: 'NotAuthorisedError' });
});
