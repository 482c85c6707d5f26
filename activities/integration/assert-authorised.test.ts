import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { deriveId, type ProjectHold } from '@fermata/contracts/values';
import { closedCircuits } from '../testing/closed-circuits.ts';
import { memoryCalls, neverPaused } from '../testing/memory-calls.ts';
import { memoryRegistry } from '../testing/memory-registry.ts';
import { sampleVersion } from '../testing/sample-version.ts';
import type { PartnerAuthority } from './assert-authorised.ts';
import { createIntegrationActivities } from './create-integration-activities.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 1);
const request = {
  ...{ projectId: 'default', trackId, releaseId },
  partner: 'sandbox',
  partnerReference: 'prt_1',
  idempotencyKey: 'key',
  withdrawalId: null,
  reason: 'not completed',
  version: sampleVersion,
  metadataVersion: 2,
};

const amended = { issue: null, version: sampleVersion, waitsForResume: true } as const;

/** Activities whose partner fails the test when it is asked: nobody listens on port 9. */
function activities(changes: Partial<PartnerAuthority>, hold: ProjectHold | null) {
  return createIntegrationActivities({
    catalogue: memoryRegistry(),
    partners: { sandbox: { kind: 'http-v1', url: 'http://127.0.0.1:9', apiKey: 'key' } },
    managedPartners: { findByName: () => Promise.resolve(null) },
    pauses: neverPaused,
    calls: memoryCalls(),
    secrets: { open: (sealed) => sealed },
    partnerHosts: [],
    circuits: closedCircuits,
    assets: { get: () => Promise.reject(new Error('no file is read')) },
    inbox: { find: () => Promise.resolve(null) },
    requests: { find: () => Promise.resolve(null) },
    holds: { find: () => Promise.resolve(hold) },
    orders: { find: () => Promise.resolve(null) },
    authority: {
      offerIssue: () => Promise.resolve(null),
      offeredVersion: ({ version }) => Promise.resolve({ version, metadataVersion: 1 }),
      waitReason: () => Promise.resolve(null),
      updateDecision: () => Promise.resolve(amended),
      lostTerritories: () => Promise.resolve([]),
      takedownIssue: () => Promise.resolve(null),
      releaseOf: () => Promise.resolve({ projectId: 'default', releaseId }),
      releaseDate: () => Promise.resolve('2027-03-01'),
      ...changes,
    },
  });
}
type Name = 'reserve' | 'deliver' | 'confirm' | 'update' | 'sendTakedown';
const run = (name: Name, changes: Partial<PartnerAuthority>, hold: ProjectHold | null = null) =>
  new MockActivityEnvironment().run((): Promise<unknown> =>
    activities(changes, hold)[name](request),
  );
const refusal = (message: string) => ({ type: 'NotAuthorisedError', nonRetryable: true, message });

test.each(['reserve', 'deliver', 'confirm'] as const)(
  '%s refuses a release that the catalogue does not know as approved',
  async (name) => {
    const offerIssue = () => Promise.resolve('no review has approved it');
    await expect(run(name, { offerIssue })).rejects.toMatchObject(
      refusal('not authorised: no review has approved it'),
    );
  },
);

test('confirm puts nothing on sale in a territory that was taken away, and waits for nothing', async () => {
  const waitReason = () => Promise.resolve('not accepted yet by shop-b');
  const lostTerritories = () => Promise.resolve(['CH', 'DE']);
  await expect(run('confirm', { waitReason, lostTerritories })).rejects.toMatchObject({
    ...{ type: 'TerritoriesLostError', nonRetryable: true },
    message: 'since its delivery the release was withdrawn from CH, DE',
  });
});

test.each(['reserve', 'deliver', 'confirm'] as const)(
  '%s waits while the catalogue says so',
  async (name) => {
    const waitReason = (_release: object, step: string) => Promise.resolve(`${step} must wait`);
    await expect(run(name, { waitReason })).rejects.toMatchObject({
      type: 'StepMustWaitError',
      nonRetryable: true,
      message: `${name} must wait`,
    });
  },
);

const hold = { reason: 'an audit', heldBy: 'act_otto', heldAt: '2027-03-01T08:00:00.000Z' };

test.each(['reserve', 'deliver', 'confirm'] as const)(
  '%s waits while the releases of the project are held',
  async (name) => {
    await expect(run(name, {}, hold)).rejects.toMatchObject({
      type: 'ProjectHeldError',
      nonRetryable: true,
      message: 'the releases of the project are held: an audit',
    });
    const offerIssue = () => Promise.resolve('no review has approved it');
    await expect(run(name, { offerIssue }, hold)).rejects.toMatchObject(
      refusal('not authorised: no review has approved it'),
    );
  },
);

test('update waits while the releases of the project are held, unless it only takes away territories', async () => {
  await expect(run('update', {}, hold)).rejects.toMatchObject({
    type: 'ProjectHeldError',
    nonRetryable: true,
    message: 'the releases of the project are held: an audit',
  });
  const updateDecision = () => Promise.resolve({ ...amended, waitsForResume: false });
  await expect(run('update', { updateDecision }, hold)).rejects.toMatchObject({
    type: 'PartnerUnreachableError',
  });
});

test('sendTakedown goes on while the releases of the project are held', async () => {
  await expect(run('sendTakedown', {}, hold)).rejects.toMatchObject({
    type: 'PartnerUnreachableError',
  });
});

test('sendTakedown refuses what nobody has requested', async () => {
  const takedownIssue = () => Promise.resolve('nobody has requested it');
  await expect(run('sendTakedown', { takedownIssue })).rejects.toMatchObject(
    refusal('not authorised: nobody has requested it'),
  );
});

test('update refuses what the catalogue does not let it send', async () => {
  const updateDecision = () => Promise.resolve({ issue: 'nobody has requested it' });
  await expect(run('update', { updateDecision })).rejects.toMatchObject(
    refusal('not authorised: nobody has requested it'),
  );
});

test.each(['deliver', 'confirm', 'update', 'sendTakedown'] as const)(
  '%s refuses the reference of another release or project',
  async (name) => {
    for (const owner of [
      { projectId: 'default', releaseId: deriveId('rel', 'another') },
      { projectId: 'another', releaseId },
    ])
      await expect(run(name, { releaseOf: () => Promise.resolve(owner) })).rejects.toMatchObject({
        type: 'NotAuthorisedError',
        nonRetryable: true,
      });
  },
);

test.each(['deliver', 'confirm', 'update'] as const)(
  '%s refuses an unregistered reference',
  async (name) => {
    await expect(run(name, { releaseOf: () => Promise.resolve(null) })).rejects.toMatchObject(
      refusal(`not authorised: the reference prt_1 of sandbox is not registered for ${releaseId}`),
    );
  },
);

test('sendTakedown asks the partner about an unregistered reference', async () => {
  await expect(
    run('sendTakedown', { releaseOf: () => Promise.resolve(null) }),
  ).rejects.toMatchObject({
    type: 'PartnerUnreachableError',
  });
});
