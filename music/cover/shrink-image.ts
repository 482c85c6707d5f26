import { imageSvg, imageType } from './image-svg.ts';
import { renderSvg } from './render-svg.ts';

/**
 * A square picture of `from` pixels as a PNG of `to` pixels. It is halved step by step, because the renderer looks at
 * the nearest pixels only.
 */
export async function shrinkImage(
  image: Uint8Array,
  { from, to }: { from: number; to: number },
): Promise<Uint8Array> {
  const side = from > 2 * to ? Math.ceil(from / 2) : to;
  const mediaType = imageType(image);
  if (mediaType === null) throw new TypeError('a cover must be a PNG or a JPEG file');
  const smaller = await renderSvg(imageSvg(image, mediaType, side), side);
  return side === to ? smaller : shrinkImage(smaller, { from: side, to });
}
