import type { FrontCover } from '../encode/front-cover.ts';
import { SIDE } from './canvas.ts';
import { type CoverScore, readCoverMusic } from './cover-music.ts';
import { drawCover } from './draw-cover.ts';
import { renderSvg } from './render-svg.ts';
import { shrinkImage } from './shrink-image.ts';

/** Small beside the audio; a fifth of SIDE, so that edges of a drawing stay on edges of pixels. */
const FRONT_COVER_SIDE = 600;

/** The cover for shops, drawn from the music, and a smaller one for the files. */
export async function drawnCover(
  score: CoverScore,
  minMax: readonly number[],
  pcmSha256: string,
): Promise<{ cover: Uint8Array; frontCover: FrontCover }> {
  const svg = drawCover(readCoverMusic(score, minMax, pcmSha256));
  return {
    cover: await renderSvg(svg, SIDE),
    frontCover: { side: FRONT_COVER_SIDE, png: await renderSvg(svg, FRONT_COVER_SIDE) },
  };
}

/** The smaller rendering of a given cover of `side` pixels. */
export const frontCoverOf = async (image: Uint8Array, side: number): Promise<FrontCover> => ({
  side: FRONT_COVER_SIDE,
  png: await shrinkImage(image, { from: side, to: FRONT_COVER_SIDE }),
});
