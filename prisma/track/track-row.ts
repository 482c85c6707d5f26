import { z } from 'zod';
import { TrackSummary } from '@fermata/contracts/http';
import { Brief, Intent, ReleaseTerms, ReviewTerms } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

/** Tracks: stage, title, terms and the current intent. */
export const trackTable = defineProjection('track', ['trackId'], {
  ...TrackSummary.shape,
  createdAt: Instant,
  updatedAt: Instant,
  projectId: z.string(),
  brief: Brief,
  briefText: z.string(),
  intent: Intent.nullable(),
  requestedBy: z.string(),
  requestSha256: z.string(),
  reviewTerms: ReviewTerms,
  releaseTerms: ReleaseTerms,
  detail: z.string().nullable(),
  releaseId: z.string().nullable(),
});
export type TrackRow = RowOf<typeof trackTable>;
