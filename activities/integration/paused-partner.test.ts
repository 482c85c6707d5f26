import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import type { UpdateDecision } from '@fermata/domain/amendment';
import { closedCircuits } from '../testing/closed-circuits.ts';
import { memoryRegistry } from '../testing/memory-registry.ts';
import { sampleVersion } from '../testing/sample-version.ts';
import { createIntegrationActivities } from './create-integration-activities.ts';

const PARTNER = 'big-shop';
const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);
const unexpected = () => Promise.reject(new Error('the catalogue is not asked'));

let decision: UpdateDecision = { issue: 'not asked' };

const activities = createIntegrationActivities({
  catalogue: memoryRegistry(),
  partners: {},
  managedPartners: {
    findByName: () =>
      Promise.resolve({
        ...{ partner: PARTNER, projectId: 'default', kind: 'http-v1', status: 'paused' },
        // Nobody listens there.
        ...{ url: 'http://127.0.0.1:9', credentials: '{"apiKey":"key-of-the-tests-0123456789"}' },
        ...{ webhookSecret: 'unused', secretCommand: 'unused', requestsPerSecond: 10 },
        ...{ previousWebhookSecret: null, previousSecretUntil: null, requirements: {} },
        ...{ orders: null, addedBy: 'act_otto', addedAt: '2027-03-01T08:00:00.000Z' },
        resumedAt: null,
      }),
  },
  secrets: { open: (sealed) => sealed },
  partnerHosts: ['127.0.0.1:9'],
  circuits: closedCircuits,
  assets: { get: unexpected },
  inbox: { find: unexpected },
  requests: { find: unexpected },
  holds: { find: unexpected },
  orders: { find: unexpected },
  authority: {
    offerIssue: unexpected,
    offeredVersion: unexpected,
    waitReason: unexpected,
    updateDecision: () => Promise.resolve(decision),
    takedownIssue: unexpected,
    releaseOf: unexpected,
    releaseDate: unexpected,
  },
  pausedRetryMs: 123,
});
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
