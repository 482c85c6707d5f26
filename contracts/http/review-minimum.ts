import { z } from 'zod';
import { ReviewMinimum } from '../values/review.ts';

/** The minimum terms of every review in the project; `setBy` null: none were set. */
export const ReviewMinimumView = ReviewMinimum.extend({
  setBy: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
}).meta({ id: 'ReviewMinimum' });

export type ReviewMinimumView = z.infer<typeof ReviewMinimumView>;
