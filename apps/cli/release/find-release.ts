import type { ApiClient } from '@fermata/clients/api';
import { ReleaseView } from '@fermata/contracts/http';
import { ReleaseId, TrackId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { findTrackView } from '../track/find-track.ts';

/** The release with this id, or that of the track with this id. */
export async function findRelease(
  api: ApiClient,
  argument: string | undefined,
): Promise<ReleaseView> {
  return api.get(`/v1/releases/${await findReleaseId(api, argument)}`, ReleaseView);
}

/** The id of the release, or of that of the track with this id. */
export async function findReleaseId(api: ApiClient, argument: string | undefined): Promise<string> {
  const id = argument?.trim() ?? '';
  if (ReleaseId.safeParse(id).success) return id;
  if (!TrackId.safeParse(id).success)
    throw new CommandError(
      EXIT.usage,
      `"${id}" is neither a release ("rel_" and 24 hex digits) nor a track ("trk_" and 24 hex digits).`,
    );
  const { releaseId, now } = await findTrackView(api, id);
  if (releaseId === null)
    throw new CommandError(EXIT.absent, `The track ${id} has no release yet: ${now}`);
  return releaseId;
}
