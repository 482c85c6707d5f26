import { z } from 'zod';
import { ReviewMinimum } from '../values/review.ts';

/** What operations demand of every review in the project; `setBy` null: nothing was set. */
export const ReviewMinimumView = ReviewMinimum.extend({
  setBy: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
}).meta({ id: 'ReviewMinimum' });

export type ReviewMinimumView = z.infer<typeof ReviewMinimumView>;
