import { expect, test } from 'vitest';
import { connectTo, freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import { OfferReferenceConflictError } from './offer-address-repository.ts';

const { trackId } = sampleTrack('content');
const { releaseId } = sampleTrack('content');

test('a partner reference leads to the workflow that was registered last', async () => {
  const { catalogue } = await freshCatalogue();
  const address = {
    projectId: 'default',
    partner: 'sandbox',
    partnerReference: 'ref-1',
    workflowId: `release/${releaseId}`,
    trackId,
    releaseId,
  };
  const withdrawal = { ...address, workflowId: 'withdrawal/wdr_1' };
  await catalogue.offerAddresses.register(address);
  await catalogue.offerAddresses.register(address);
  expect(await catalogue.offerAddresses.findByReference('sandbox', 'ref-1')).toEqual(address);
  await catalogue.offerAddresses.register(withdrawal);
  // A late repetition of the first must not replace the second.
  await catalogue.offerAddresses.register(address);
  expect(await catalogue.offerAddresses.findByReference('sandbox', 'ref-1')).toEqual(withdrawal);
  expect(await catalogue.offerAddresses.findByReference('other', 'ref-1')).toBeNull();
  await expect(
    catalogue.offerAddresses.register({ ...address, projectId: 'thief' }),
  ).rejects.toThrow('belongs to another project');
});

test('race: a partner reference identifies one release of one project, enforced by the database', async () => {
  const { catalogue, database } = await freshCatalogue();
  const claims = Array.from({ length: 12 }, (_, index) => ({
    projectId: index % 2 === 0 ? 'default' : 'other',
    partner: 'sandbox',
    partnerReference: 'ref-1',
    workflowId: `release/rel_${index}`,
    trackId,
    releaseId: sampleTrack(`claim ${index}`).releaseId,
  }));
  const outcomes = await Promise.allSettled(
    claims.map((claim) => catalogue.offerAddresses.register(claim)),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      expect(outcome.reason).toBeInstanceOf(OfferReferenceConflictError);
  const client = await connectTo(database.databaseUrl);
  const forged = client.query(
    `INSERT INTO offer_address (partner, partner_reference, workflow_id, project_id, track_id, release_id)
      VALUES ('sandbox', 'ref-1', 'release/forged', 'thief', 'trk', 'rel')`,
  );
  await expect(forged).rejects.toThrow('foreign key');
});
