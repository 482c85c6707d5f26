import { z } from 'zod';
import { Alternate } from './alternate.ts';
import { Sha256 } from './ids.ts';
import { PartName } from './music.ts';

export const AssetKind = z.enum([
  'score',
  'midi',
  'sketch',
  'stem',
  'mix',
  'master',
  'delivery-flac',
  'delivery-wav',
  'delivery-mp3',
  'peaks',
  'cover',
  'part-midi',
  'motif',
  'audio-loop',
  'sound-font',
  'preview',
]);

export type AssetKind = z.infer<typeof AssetKind>;

/** A reference to immutable bytes in S3. Small enough for a Temporal payload. */
export const AssetRef = z.object({
  sha256: Sha256,
  kind: AssetKind,
  mediaType: z.string(),
  bytes: z.number().int().min(0),
  part: PartName.optional(),
  alternate: Alternate.optional(),
});

export type AssetRef = z.infer<typeof AssetRef>;

/**
 * The files of a version that a shop gets. WAV has the same samples as FLAC in three times the bytes, and
 * a shop sells another cut as another product.
 */
export const isPartnerFile = ({ kind, alternate }: AssetRef): boolean =>
  alternate === undefined &&
  (kind === 'delivery-flac' || kind === 'delivery-mp3' || kind === 'peaks' || kind === 'cover');
