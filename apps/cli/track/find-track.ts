import { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import { TrackAccepted, TrackView } from '@fermata/contracts/http';
import { TrackId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { parseId } from '../parse-id.ts';

const TrackResponse = z.union([TrackView, TrackAccepted]);
export type TrackResponse = z.infer<typeof TrackResponse>;

export const parseTrackId = (argument: string | undefined): string =>
  parseId(TrackId, argument, { kind: 'track', prefix: 'trk' });

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
