import type { FileTags } from '@fermata/contracts/values';

/** A square PNG with an alpha channel, as the renderer of covers writes it. `side` in pixels. */
export interface FrontCover {
  readonly side: number;
  readonly png: Uint8Array;
}

/** The tags of a file, with its picture. */
export interface PictureTags extends FileTags {
  readonly frontCover?: FrontCover;
}

const FRONT_COVER = 3;
const MEDIA_TYPE = 'image/png';
const BITS_PER_PIXEL = 32;

/** The body of an ID3 frame `APIC`: Latin-1, media type, kind of picture, no description. */
export const apicBody = ({ png }: FrontCover): Buffer =>
  Buffer.concat([
    Buffer.from(`\0${MEDIA_TYPE}\0`, 'latin1'),
    Buffer.from([FRONT_COVER]),
    Buffer.from('\0', 'latin1'),
    png,
  ]);

/** The body of a FLAC block `PICTURE` (RFC 9639, 8.8): no description, no palette. */
export const flacPicture = ({ side, png }: FrontCover): Buffer =>
  Buffer.concat([
    uint32(FRONT_COVER, MEDIA_TYPE.length),
    Buffer.from(MEDIA_TYPE, 'latin1'),
    uint32(0, side, side, BITS_PER_PIXEL, 0, png.length),
    png,
  ]);

function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}
