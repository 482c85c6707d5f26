import { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import { TrackAccepted, TrackView } from '@fermata/contracts/http';
import { TrackId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

const TrackResponse = z.union([TrackView, TrackAccepted]);
export type TrackResponse = z.infer<typeof TrackResponse>;

/** Validates an id before the API is called. */
export function parseTrackId(argument: string | undefined): string {
  const id = TrackId.safeParse(argument?.trim());
  if (!id.success)
    throw new CommandError(
      EXIT.usage,
      `"${argument ?? ''}" is not a track: a track id is "trk_" and 24 hex digits.`,
    );
  return id.data;
}

/** The track; until its first event is written, the accepted request. */
export const findTrack = (api: ApiClient, trackId: string): Promise<TrackResponse> =>
  api.get(`/v1/tracks/${trackId}`, TrackResponse);

export const isTrackView = (answer: TrackResponse): answer is TrackView => 'brief' in answer;

/** The track once its first event is written. */
export async function findTrackView(api: ApiClient, trackId: string): Promise<TrackView> {
  const answer = await findTrack(api, trackId);
  if (isTrackView(answer)) return answer;
  throw new CommandError(
    EXIT.refused,
    `The track ${trackId} was accepted a moment ago and has no history yet; try again.`,
  );
}
