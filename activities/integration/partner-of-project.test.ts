import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { closedCircuits } from '../testing/closed-circuits.ts';
import { memoryRegistry } from '../testing/memory-registry.ts';
import { createIntegrationActivities } from './create-integration-activities.ts';

const PARTNER = 'shop';
const unexpected = () => Promise.reject(new Error('the catalogue is not asked'));

/** A partner that the project atlas has added. Nobody listens at its address. */
const activities = createIntegrationActivities({
  catalogue: memoryRegistry(),
  partners: {},
  managedPartners: {
    findByName: () =>
      Promise.resolve({
        ...{ partner: PARTNER, projectId: 'atlas', kind: 'http-v1', status: 'active' },
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
    updateDecision: unexpected,
    takedownIssue: unexpected,
    releaseOf: unexpected,
    releaseDate: unexpected,
  },
});

test.each(['askPartner', 'findReservations'] as const)(
  '%s asks no partner that another project has added',
  async (name) => {
    const input = {
      ...{ partner: PARTNER, partnerReference: 'ref-1' },
      releaseId: deriveId('rel', 'sample'),
    };
    const ask = (projectId: string) =>
      new MockActivityEnvironment().run(activities[name], { ...input, projectId });
    await expect(ask('default')).rejects.toMatchObject({ type: 'PartnerUnknownError' });
    await expect(ask('atlas')).rejects.toMatchObject({ type: 'PartnerUnreachableError' });
  },
);

test('a question about no project is refused', async () => {
  const ask = new MockActivityEnvironment().run(activities.askPartner, {
    ...{ partner: PARTNER, partnerReference: 'ref-1' },
  } as never);
  await expect(ask).rejects.toMatchObject({ type: 'BadInputError' });
});
