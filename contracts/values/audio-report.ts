import { z } from 'zod';
import { Sha256 } from './ids.ts';

/**
 * Loudness in LUFS, true peak in dBTP, duration in seconds, `pcmSha256` over the decoded 24-bit samples
 * (little endian, interleaved).
 */
export const AudioFigures = z.object({
  pcmSha256: Sha256,
  durationSeconds: z.number().positive(),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
  integratedLufs: z.number(),
  truePeakDbtp: z.number(),
});

export type AudioFigures = z.infer<typeof AudioFigures>;

/**
 * The measurements of a mix, a master or a stem. Loudness in LUFS (ITU-R BS.1770-4, EBU Tech 3341), range in LU
 * (EBU Tech 3342), times in seconds.
 */
export const AudioReport = z.object({
  durationSeconds: z.number().positive(),
  integratedLufs: z.number(),
  shortTermMaxLufs: z.number(),
  momentaryMaxLufs: z.number(),
  loudnessRangeLu: z.number().min(0),
  truePeakDbtp: z.number(),
  silence: z.object({
    headSeconds: z.number().min(0),
    tailSeconds: z.number().min(0),
    inside: z.array(z.object({ second: z.number(), seconds: z.number() })).max(20),
  }),
  /** Runs of at least three samples at full scale. */
  clippedRuns: z.number().int().min(0),
  /** Largest mean of a channel, as a share of full scale. */
  dcOffset: z.number().min(0),
  /** −1 (out of phase) to 1 (mono). */
  phaseCorrelation: z.number().min(-1).max(1),
  /** Power of the side signal over the total, 0 (mono) to 1. */
  stereoWidth: z.number().min(0).max(1),
  /** Engines of earlier recipes do not measure it. */
  stereo: z
    .object({
      /** Level of the side signal relative to the mid signal, −60 to 60 dB: below 120 Hz, to 2 kHz, above. */
      sideToMidDb: z.object({ low: z.number(), mid: z.number(), high: z.number() }),
      /** Integrated loudness minus that of the mono sum, (L + R) / 2 in both channels. */
      monoLossLu: z.number(),
      /** The lowest phase correlation of 3 s; moments 20 dB below the loudest do not count. */
      lowestCorrelation: z.number().min(-1).max(1),
    })
    .optional(),
  centroidHz: z.number().min(0),
  /** Shares of the power: below 60 Hz, to 250 Hz, to 2 kHz, to 6 kHz, above. */
  bands: z.object({
    sub: z.number(),
    low: z.number(),
    mid: z.number(),
    high: z.number(),
    air: z.number(),
  }),
});

export type AudioReport = z.infer<typeof AudioReport>;
