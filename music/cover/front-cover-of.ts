import type { FrontCover } from '../encode/front-cover.ts';
import { shrinkImage } from './shrink-image.ts';

/** Small beside the audio; a fifth of SIDE, so that edges of a drawing stay on edges of pixels. */
export const FRONT_COVER_SIDE = 600;

/** The smaller rendering of a given cover of `side` pixels. */
export const frontCoverOf = async (image: Uint8Array, side: number): Promise<FrontCover> => ({
  side: FRONT_COVER_SIDE,
  png: await shrinkImage(image, { from: side, to: FRONT_COVER_SIDE }),
});
