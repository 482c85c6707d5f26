import { z } from 'zod';

/** A problem that a measurement found: `hard` stops the track before review, `soft` is shown to the reviewer. */
export const AudioFinding = z.object({
  severity: z.enum(['hard', 'soft']),
  code: z.string(),
  text: z.string(),
});

export type AudioFinding = z.infer<typeof AudioFinding>;

/** A hard finding stops a track; a soft one is shown to the reviewer. */
export const isHard = ({ severity }: Pick<AudioFinding, 'severity'>): boolean =>
  severity === 'hard';

/** A finding and its audio: `sketch`, `mix`, `master`, `stem/bass`, `cut-30/master`. */
export const LocatedFinding = AudioFinding.extend({ where: z.string() });

export type LocatedFinding = z.infer<typeof LocatedFinding>;

/** One criterion of a candidate, rated from 0 to 1. */
export const Criterion = z.object({
  name: z.string(),
  rating: z.number().min(0).max(1),
  detail: z.string(),
});

export type Criterion = z.infer<typeof Criterion>;
