import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId, type PartnerRequirements } from '@fermata/contracts/values';
import type { PartnerRecord } from '@fermata/prisma';
import { closedCircuits } from '../testing/closed-circuits.ts';
import { memoryCalls, neverPaused } from '../testing/memory-calls.ts';
import { memoryRegistry } from '../testing/memory-registry.ts';
import { sampleVersion } from '../testing/sample-version.ts';
import { createIntegrationActivities } from './create-integration-activities.ts';

const PARTNER = 'big-shop';
const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);
const upcOf = { projectId: 'default', kind: 'upc', subject: releaseId } as const;
const profile = { upc: { prefix: '860012345', digits: 12, from: 0, to: 99 } } as const;

const partnerWith = (requirements: PartnerRequirements): PartnerRecord => ({
  ...{ partner: PARTNER, projectId: 'default', kind: 'http-v1', status: 'active' },
  // Nobody listens there.
  ...{
    url: 'http://127.0.0.1:9',
    credentials: '{"apiKey":"key-of-the-tests-0123456789"}',
    webhookSecret: 'unused',
  },
  ...{ previousWebhookSecret: null, previousSecretUntil: null, secretCommand: 'unused' },
  ...{ requestsPerSecond: 10, requirements, orders: null, addedBy: 'act_otto' },
  ...{ addedAt: '2027-03-01T08:00:00.000Z', resumedAt: null },
});

/** The failure of a reservation, and the UPC that the release has after it. */
async function reserve(
  requirements: PartnerRequirements,
  registry = memoryRegistry(profile),
): Promise<{ type: unknown; message: unknown; upc: string | null }> {
  const activities = createIntegrationActivities({
    catalogue: registry,
    partners: {},
    managedPartners: { findByName: () => Promise.resolve(partnerWith(requirements)) },
    pauses: neverPaused,
    calls: memoryCalls(),
    secrets: { open: (sealed) => sealed },
    partnerHosts: ['127.0.0.1:9'],
    circuits: closedCircuits,
    assets: { get: () => Promise.reject(new Error('no file is read')) },
    inbox: { find: () => Promise.resolve(null) },
    requests: { find: () => Promise.resolve(null) },
    holds: { find: () => Promise.resolve(null) },
    orders: { find: () => Promise.resolve(null) },
    authority: {
      offerIssue: () => Promise.resolve(null),
      offeredVersion: ({ version }) => Promise.resolve({ version, metadataVersion: 1 }),
      waitReason: () => Promise.resolve(null),
      updateDecision: () => Promise.resolve({ issue: 'no update is sent' }),
      lostTerritories: () => Promise.resolve([]),
      takedownIssue: () => Promise.resolve(null),
      releaseOf: () => Promise.resolve(null),
      releaseDate: () => Promise.resolve('2027-03-01'),
    },
  });
  const request = {
    ...{ projectId: 'default', trackId, releaseId, partner: PARTNER },
    ...{ version: sampleVersion, idempotencyKey: 'key' },
  };
  const failure: unknown = await new MockActivityEnvironment()
    .run(activities.reserve, request)
    .catch((error: unknown) => error);
  const { type, message } = failure as { type: unknown; message: unknown };
  return { type, message, upc: await registry.identifiers.find(upcOf) };
}

test('a release that does not meet the requirements uses up no UPC', async () => {
  expect(await reserve({ maxTitleLength: 3, fields: ['upc'] })).toMatchObject({
    ...{ type: 'PartnerRequirementsError', upc: null },
    message:
      'not sent, as it does not meet the requirements of big-shop: ' +
      'a title may have 3 characters, and “Slow Light” has 10',
  });
});

test('a UPC that the release will get meets the requirement of one', async () => {
  expect(await reserve({ fields: ['upc'] })).toMatchObject({
    ...{ type: 'PartnerUnreachableError', upc: '860012345007' },
  });
});

test('without a range there is none to get', async () => {
  expect(await reserve({ fields: ['upc'] }, memoryRegistry())).toMatchObject({
    ...{ type: 'PartnerRequirementsError', upc: null },
    message: expect.stringContaining('it needs upc, which the release lacks') as string,
  });
});

test('the test UPC of a release at the sandbox is replaced once a real partner is to get it', async () => {
  const registry = memoryRegistry(profile);
  await registry.identifiers.assign(upcOf, {
    ...{ prefix: '952/13', from: 1, to: 9, isTest: true },
    codeOf: () => '9520000000011',
  });
  expect(await reserve({ fields: ['upc'] }, registry)).toMatchObject({
    ...{ type: 'PartnerUnreachableError', upc: '860012345014' },
  });
});
