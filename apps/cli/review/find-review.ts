import type { ApiClient } from '@fermata/clients/api';
import { ReviewView } from '@fermata/contracts/http';
import { ReviewId, TrackId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { findTrackView } from '../track/find-track.ts';

/** The review with this id, or the newest review of the track with this id. */
export async function findReview(
  api: ApiClient,
  argument: string | undefined,
): Promise<ReviewView> {
  const id = argument?.trim() ?? '';
  if (ReviewId.safeParse(id).success) return api.get(`/v1/reviews/${id}`, ReviewView);
  if (!TrackId.safeParse(id).success)
    throw new CommandError(
      EXIT.usage,
      `"${id}" is neither a review ("rev_" and 24 hex digits) nor a track ("trk_" and 24 hex digits).`,
    );
  const { review, now } = await findTrackView(api, id);
  if (review === null)
    throw new CommandError(EXIT.absent, `The track ${id} has no review yet: ${now}`);
  return review;
}
