import { z } from 'zod';
import { Style } from '@fermata/contracts/values';

/** In how many pieces of a style each key finder hears the key of the score. */
export const KeyCount = z.object({
  style: Style,
  pieces: z.number().int().positive(),
  heard: z.record(z.string(), z.number().int().min(0)),
});
export type KeyCount = z.infer<typeof KeyCount>;
