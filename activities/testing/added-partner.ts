import type { PartnerRecord } from '@fermata/prisma';
import { createIntegrationActivities } from '../integration/create-integration-activities.ts';
import { closedCircuits } from './closed-circuits.ts';
import { memoryCalls } from './memory-calls.ts';
import { memoryRegistry } from './memory-registry.ts';

type Options = Parameters<typeof createIntegrationActivities>[0];

const unexpected = () => Promise.reject(new Error('the catalogue is not asked'));

/** The activities for one partner that a project has added. Nobody listens at its address. */
export const activitiesForAddedPartner = (
  partner: Pick<PartnerRecord, 'partner' | 'projectId' | 'status'>,
  {
    updateDecision = unexpected,
    pausedRetryMs,
  }: Partial<Pick<Options['authority'], 'updateDecision'>> & Pick<Options, 'pausedRetryMs'> = {},
) =>
  createIntegrationActivities({
    catalogue: memoryRegistry(),
    partners: {},
    managedPartners: {
      findByName: () =>
        Promise.resolve({
          ...{ ...partner, kind: 'http-v1', url: 'http://127.0.0.1:9' },
          credentials: '{"apiKey":"key-of-the-tests-0123456789"}',
          ...{ webhookSecret: 'unused', secretCommand: 'unused', requestsPerSecond: 10 },
          ...{ previousWebhookSecret: null, previousSecretUntil: null, requirements: {} },
          ...{ orders: null, addedBy: 'act_otto', addedAt: '2027-03-01T08:00:00.000Z' },
          resumedAt: null,
        }),
    },
    pauses: { find: unexpected },
    calls: memoryCalls(),
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
      updateDecision,
      lostTerritories: unexpected,
      takedownIssue: unexpected,
      releaseOf: unexpected,
      releaseDate: unexpected,
    },
    ...(pausedRetryMs === undefined ? {} : { pausedRetryMs }),
  });
