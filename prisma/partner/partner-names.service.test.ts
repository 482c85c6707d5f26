import { expect, test } from 'vitest';
import { openCatalogue } from '../open-catalogue.ts';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';

const shop = (partner: string, projectId: string) => ({
  ...{ partner, projectId, actor: 'act_otto', kind: 'http-v1' as const },
  ...{ url: 'https://shop.example/', credentials: 'sealed', webhookSecret: 'sealed' },
  ...{ secretCommand: `${partner} ${projectId}`, requestsPerSecond: 10, requirements: {} },
});

/** A track that the project `default` sells at the configured partner `sandbox`. */
async function soldAtConfigured() {
  const { catalogue } = await freshCatalogue({ configuredPartners: ['sandbox'] });
  const { events, trackId, releaseId, until } = sampleTrack('names');
  for (const event of events.slice(0, until.published)) await catalogue.events.append([event]);
  await catalogue.offerAddresses.register({
    ...{ projectId: 'default', partner: 'sandbox', partnerReference: 'ref-1', trackId, releaseId },
    workflowId: `release/${releaseId}/sandbox`,
  });
  return catalogue;
}

test('the name of a partner that has releases of another project is taken, also after it is freed', async () => {
  const catalogue = await soldAtConfigured();
  expect(await catalogue.partners.add(shop('sandbox', 'thief'), 10)).toBe('taken');
  expect(await catalogue.partners.add(shop('sandbox', 'default'), 10)).toMatchObject({
    projectId: 'default',
  });
  expect(await catalogue.partners.add(shop('new-shop', 'thief'), 10)).toMatchObject({
    projectId: 'thief',
  });
});

test('an added partner has nothing to say about the releases of another project', async () => {
  const { catalogue } = await freshCatalogue();
  await catalogue.partners.add(shop('shop', 'thief'), 10);
  const { trackId, releaseId } = sampleTrack('names');
  const address = {
    ...{ projectId: 'default', partner: 'shop', partnerReference: 'ref-1', trackId, releaseId },
    workflowId: `release/${releaseId}/shop`,
  };
  // Of the time when the partner was configured.
  await catalogue.offerAddresses.register(address);
  expect(await catalogue.offerAddresses.findByReference('shop', 'ref-1')).toBeNull();
  const own = { ...address, projectId: 'thief', partnerReference: 'ref-2' };
  await catalogue.offerAddresses.register(own);
  expect(await catalogue.offerAddresses.findByReference('shop', 'ref-2')).toEqual(own);
});

test('a configured partner hides an added one of the same name: its messages belong to no project', async () => {
  const { catalogue, database } = await freshCatalogue();
  await catalogue.partners.add(shop('shop', 'first'), 10);
  await catalogue.inbox.receive({ partner: 'shop', webhookId: 'msg_1', body: '{}' });
  const seenBy = async (of: typeof catalogue, projectId: string) =>
    (await of.inbox.list(projectId, { limit: 10 })).items.length;
  expect(await seenBy(catalogue, 'second')).toBe(0);
  const { databaseUrl } = database;
  const hiding = await openCatalogue({ databaseUrl, configuredPartners: ['shop'] });
  try {
    expect(await hiding.partners.findByName('shop')).toBeNull();
    expect(await seenBy(hiding, 'first')).toBe(1);
    expect(await seenBy(hiding, 'second')).toBe(1);
  } finally {
    await hiding.close();
  }
});
