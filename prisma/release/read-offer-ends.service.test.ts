import { expect, test } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { deriveId, sha256Hex, workflowIds } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../testing/sample-recipe.ts';
import { storeCreatedRelease } from '../testing/store-created-release.ts';
import { storeTrackMadeWith } from '../testing/track-made-with.ts';

test('the end of an offer is that of its last attempt, and counts once the release has ended', async () => {
  const { catalogue } = await freshCatalogue();
  const { trackId } = await storeTrackMadeWith(catalogue, 'one', SAMPLE_RECIPE, 'review');
  const releaseId = await storeCreatedRelease(catalogue, 'Album', [trackId], 'live');
  const partner = 'sandbox';
  const events: Pick<NewEvent, 'type' | 'data'>[] = [
    {
      type: 'offer.started',
      data: { releaseId, trackId, version: 1, versionSha256: sha256Hex('Album'), partner },
    },
    {
      type: 'offer.ended',
      data: { partner, outcome: 'rejected', detail: 'too quiet', redelivery: false },
    },
    { type: 'offer.restarted', data: { partner, attempt: 2 } },
    { type: 'delivery.confirmed', data: { partner, partnerReference: 'prt_1' } },
    {
      type: 'offer.ended',
      data: { partner, outcome: 'failed', detail: 'still there', redelivery: true },
    },
  ];
  const read = () => catalogue.authority.offerEnds({ projectId: 'default', releaseId });
  expect(await read()).toMatchObject({ ended: true, offers: [{ partner, outcome: null }] });
  await catalogue.events.append(
    events.map(
      (entry, index) =>
        ({
          ...{ projectId: 'default', stream: workflowIds.offer(releaseId, partner) },
          ...{ sequence: index + 1, actor: 'act_fermata', occurredAt: new Date().toISOString() },
          ...{ workflowId: null, runId: null, ...entry },
        }) as NewEvent,
    ),
  );
  expect(await read()).toEqual({
    ended: true,
    offers: [{ partner, state: 'live', outcome: 'failed' }],
  });
  const unknown = deriveId('rel', 'unknown');
  expect(await catalogue.authority.offerEnds({ projectId: 'default', releaseId: unknown })).toEqual(
    { ended: false, offers: [] },
  );
});
