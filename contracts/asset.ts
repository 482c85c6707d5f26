import { z } from 'zod';
import { Sha256 } from './ids.ts';
import { PartName } from './intent.ts';

export const AssetKind = z.enum(['score', 'midi', 'sketch', 'stem', 'mix', 'master', 'delivery-flac', 'delivery-mp3', 'peaks']);
export type AssetKind = z.infer<typeof AssetKind>;

/** A reference to immutable bytes in S3. Small enough for a Temporal payload. */
export const AssetRef = z.object({
  sha256: Sha256,
  kind: AssetKind,
  mediaType: z.string(),
  bytes: z.number().int().min(0),
  part: PartName.optional(),
});
export type AssetRef = z.infer<typeof AssetRef>;

/** Loudness in LUFS, true peak in dBTP, duration in seconds, `pcmSha256` over the decoded 24-bit samples (little endian, interleaved). */
export const AudioFigures = z.object({
  pcmSha256: Sha256,
  durationSeconds: z.number().positive(),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
  integratedLufs: z.number(),
  truePeakDbtp: z.number(),
});
export type AudioFigures = z.infer<typeof AudioFigures>;
