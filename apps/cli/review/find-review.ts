import type { ApiClient } from '@fermata/clients/api';
import { ReviewView } from '@fermata/contracts/http';
import { ReviewId } from '@fermata/contracts/values';
import { findOfTrack } from '../track/find-of-track.ts';

/** The review with this id, or the newest review of the track with this id. */
export const findReview = (api: ApiClient, argument: string | undefined): Promise<ReviewView> =>
  findOfTrack(api, argument, {
    kind: 'review',
    prefix: 'rev',
    id: ReviewId,
    byId: (id) => api.get(`/v1/reviews/${id}`, ReviewView),
    ofTrack: ({ review }) => review,
  });
