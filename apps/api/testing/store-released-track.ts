import type { NewEvent } from '@fermata/contracts/events';
import { decisionTokenKey, deriveId } from '@fermata/contracts/values';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import type { ApiHarness } from './api-harness.ts';

/** A track of the default project whose second version is approved and on sale at the sandbox. */
export async function storeReleasedTrack(
  { catalogue }: Pick<ApiHarness, 'catalogue'>,
  seed: string,
) {
  const life = sampleTrack(seed);
  const { trackId } = life;
  // The authority derives the id of a track's own release from its track and version.
  const releaseId = deriveId('rel', trackId, 2);
  for (const event of life.events.slice(0, life.until.published)) {
    const text = JSON.stringify(event).replaceAll(life.releaseId, releaseId);
    await catalogue.events.append([JSON.parse(text) as NewEvent]);
  }
  const versionSha256 = life.versionSha256s[1];
  await catalogue.tokens.spend(
    'default',
    decisionTokenKey({
      ...{ action: 'approve', decisionId: life.decisionIds[2], reviewer: 'act_rita' },
      versionSha256,
    }),
    'test',
  );
  return { trackId, releaseId, versionSha256 };
}
