import { z } from 'zod';

/** Measurements of a sketch. Loudness is that of the mix, before normalisation for auditioning. */
export const SketchFigures = z.looseObject({
  durationSeconds: z.number().positive(),
  sampleRate: z.number().int().positive(),
  integratedLufs: z.number(),
  truePeakDbtp: z.number(),
  centroidHz: z.number().min(0),
  lowShare: z.number().min(0).max(1),
  highShare: z.number().min(0).max(1),
  /** Peak over root mean square, in dB. */
  crestDb: z.number(),
  /** Share of tenths of a second below −60 dBFS. */
  silentShare: z.number().min(0).max(1),
  /** Samples at or above full scale in the mix. */
  clipped: z.number().int().min(0),
});
export type SketchFigures = z.infer<typeof SketchFigures>;
