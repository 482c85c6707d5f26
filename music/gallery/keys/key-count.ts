import { z } from 'zod';
import { Style } from '@fermata/contracts/values';

/** In how many pieces of a style each key finder recognises the key of the score. */
export const KeyCount = z.object({
  style: Style,
  pieces: z.number().int().positive(),
  recognised: z.record(z.string(), z.number().int().min(0)),
});
export type KeyCount = z.infer<typeof KeyCount>;
