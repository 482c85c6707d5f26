import type { FrontCover } from '../encode/front-cover.ts';
import { SIDE } from './canvas.ts';
import { type CoverScore, readCoverMusic } from './cover-music.ts';
import { drawCover } from './draw-cover.ts';
import { FRONT_COVER_SIDE } from './front-cover-of.ts';
import { renderSvg } from './render-svg.ts';

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
