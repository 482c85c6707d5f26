import { z } from 'zod';
import { ReviewMinimum } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection } from '../projection/projection.ts';

/** The minimum terms of every review in a project, set by operations. */
export const reviewMinimumTable = defineProjection('review_minimum', ['projectId'], {
  projectId: z.string(),
  terms: ReviewMinimum,
  setBy: z.string(),
  setAt: Instant,
});
