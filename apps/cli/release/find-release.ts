import type { ApiClient } from '@fermata/clients/api';
import { ReleaseView } from '@fermata/contracts/http';
import { ReleaseId } from '@fermata/contracts/values';
import { findOfTrack } from '../track/find-of-track.ts';

/** The release with this id, or that of the track with this id. */
export async function findRelease(
  api: ApiClient,
  argument: string | undefined,
): Promise<ReleaseView> {
  return api.get(`/v1/releases/${await findReleaseId(api, argument)}`, ReleaseView);
}

/** The id of the release, given its own id or its track's. */
export const findReleaseId = (api: ApiClient, argument: string | undefined): Promise<string> =>
  findOfTrack(api, argument, {
    kind: 'release',
    prefix: 'rel',
    id: ReleaseId,
    byId: (id) => id,
    ofTrack: ({ releaseId }) => releaseId,
  });
