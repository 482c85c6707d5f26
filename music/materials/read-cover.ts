import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { imageSize } from 'image-size';
import { imageSvg, imageType } from '../cover/image-svg.ts';
import { MaterialError } from './material-error.ts';

/** `side`: in pixels. Shops want at least 1400; a larger picture than 6000 takes too much memory. */
export const COVER_LIMITS = { bytes: 10 * 1024 * 1024, side: { min: 1400, max: 6000 } } as const;

let renderer: Promise<void> | undefined;

/**
 * Checks an uploaded cover, a square PNG or JPEG without transparent places, by decoding it as the engine does.
 * Throws MaterialError.
 */
export async function readCover(bytes: Uint8Array): Promise<{ mediaType: string }> {
  const { min, max } = COVER_LIMITS.side;
  if (bytes.byteLength > COVER_LIMITS.bytes)
    throw new MaterialError(`a cover may have at most ${COVER_LIMITS.bytes / 1024 / 1024} MB`);
  const mediaType = imageType(bytes);
  if (mediaType === null) throw new MaterialError('a cover must be a PNG or a JPEG file');
  const { width, height } = sizeOf(bytes);
  if (width !== height)
    throw new MaterialError(`a cover must be a square, not ${width} × ${height} pixels`);
  if (width < min || width > max)
    throw new MaterialError(
      `a cover must have ${min} × ${min} to ${max} × ${max} pixels, not ${width} × ${height}`,
    );
  await (renderer ??= loadRenderer());
  const drawing = new Resvg(imageSvg(bytes, mediaType, width));
  const image = drawing.render();
  const opacity = image.pixels.filter((_value, index) => index % 4 === 3);
  image.free();
  drawing.free();
  // The renderer leaves out a picture that it cannot decode.
  if (opacity.every((value) => value === 0))
    throw new MaterialError('the cover cannot be decoded: it is damaged, or cut short');
  if (opacity.some((value) => value < 255))
    throw new MaterialError('the cover has transparent places, which shops refuse');
  return { mediaType };
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  try {
    return imageSize(bytes);
  } catch (error) {
    throw new MaterialError('the cover cannot be decoded: its size is missing', { cause: error });
  }
}

async function loadRenderer(): Promise<void> {
  await initWasm(await readFile(new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
}
