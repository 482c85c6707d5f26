import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { MaterialError } from './material-error.ts';
import { MaterialReader } from './material-reader.ts';

const reader = new MaterialReader();

interface Picture {
  readonly width?: number;
  readonly height?: number;
  readonly type?: 'png' | 'jpeg';
  readonly hole?: boolean;
}

/** Coloured stripes; with a hole, one pixel is transparent. */
function picture({
  width = 1400,
  height = width,
  type = 'png',
  hole = false,
}: Picture): Uint8Array {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  for (let y = 0; y < height; y += 50) {
    context.fillStyle = `hsl(${y % 360} 70% 50%)`;
    context.fillRect(0, y, width, 50);
  }
  if (hole) context.clearRect(7, 7, 1, 1);
  return new Uint8Array(
    type === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 90),
  );
}

it.each(['png', 'jpeg'] as const)('takes a square %s as it is', async (type) => {
  const bytes = picture({ type });
  const { length } = bytes;
  const cover = await reader.readCover(bytes);
  expect(cover).toMatchObject({ kind: 'cover', mediaType: `image/${type}` });
  expect(cover.bytes).toHaveLength(length);
});

it.each<[string, () => Uint8Array, string]>([
  ['that is no square', () => picture({ height: 1401 }), 'must be a square, not 1400 × 1401'],
  ['that is too small', () => picture({ width: 1399 }), '1400 × 1400 to 6000 × 6000 pixels'],
  ['that is too large', () => picture({ width: 6001 }), 'not 6001 × 6001'],
  ['with a transparent pixel', () => picture({ hole: true }), 'transparent places'],
  ['cut short', () => picture({}).slice(0, 4000), 'damaged, or cut short'],
  ['cut short as JPEG', () => picture({ type: 'jpeg' }).slice(0, 9000), 'damaged, or cut short'],
  ['without a size', () => picture({}).slice(0, 12), 'its size is missing'],
  ['of another kind', () => new TextEncoder().encode('GIF89a'), 'must be a PNG or a JPEG file'],
  ['of too many bytes', () => new Uint8Array(10 * 1024 * 1024 + 1), 'at most 10 MB'],
])('refuses a cover %s', async (_what, bytes, reason) => {
  const reading = reader.readCover(bytes());
  await expect(reading).rejects.toThrow(MaterialError);
  await expect(reading).rejects.toThrow(reason);
});
