import { z } from 'zod';
import {
  Brief,
  Intent,
  Mood,
  PartnerOrder,
  ReleaseTerms,
  ReviewTerms,
  Stage,
  Style,
} from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

/** Tracks: stage, title, terms and the current intent. */
export const trackTable = defineProjection('track', ['trackId'], {
  trackId: z.string(),
  workflowId: z.string(),
  title: z.string(),
  stage: Stage,
  held: z.boolean(),
  version: z.number(),
  style: Style.nullable(),
  durationSeconds: z.number(),
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
  publishesAt: Instant.nullable(),
  partnerOrder: PartnerOrder.nullable(),
  detail: z.string().nullable(),
  releaseId: z.string().nullable(),
  mood: Mood.nullable(),
  tempoBpm: z.number().nullable(),
  musicalKey: z.string().nullable(),
  // Folded for searching, by their origin: each event that changes one writes its field.
  searchTitle: z.string(),
  searchBrief: z.string(),
  searchMusic: z.string(),
  searchTags: z.string(),
});
export type TrackRow = RowOf<typeof trackTable>;
