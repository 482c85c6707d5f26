import type { NewEvent } from '@fermata/contracts/events';
import {
  deriveId,
  MetadataTerms,
  ReleaseTerms,
  sha256Hex,
  workflowIds,
} from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';
import type { Catalogue } from '../catalogue.ts';

/** Stores a release of version 2 of these tracks, which a person has created: it waits, runs, or is on sale. */
export async function storeCreatedRelease(
  catalogue: Pick<Catalogue, 'events'>,
  title: string,
  trackIds: readonly [string, ...string[]],
  until: 'created' | 'started' | 'live',
  terms: object = {},
): Promise<string> {
  const releaseId = deriveId('rel', title, ...trackIds);
  const versionSha256 = sha256Hex(title);
  const envelope = {
    ...{ projectId: 'default', stream: workflowIds.release(releaseId), actor: 'act_rita' },
    ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
  };
  const events: NewEvent[] = [
    {
      ...envelope,
      sequence: 1,
      type: 'release.created',
      data: {
        ...{ releaseId, title, versionSha256, requestSha256: versionSha256 },
        recordings: trackIds.map((trackId) => ({ trackId, version: 2, versionSha256, disc: 1 })),
        metadata: releaseMetadataOf(MetadataTerms.parse({}), { title, style: 'lo-fi', year: 2026 }),
        ...{ contributors: [], terms: ReleaseTerms.parse(terms) },
      },
    },
    {
      ...envelope,
      sequence: 2,
      type: 'release.started',
      data: {
        ...{ releaseId, trackId: trackIds[0], version: 1, versionSha256 },
        partners: ['sandbox'],
      },
    },
    {
      ...envelope,
      sequence: 3,
      type: 'release.ended',
      data: { outcome: 'live', detail: 'on sale at sandbox' },
    },
  ];
  await catalogue.events.append(events.slice(0, ['created', 'started', 'live'].indexOf(until) + 1));
  return releaseId;
}
