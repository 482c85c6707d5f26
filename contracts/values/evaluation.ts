import { z } from 'zod';

/** What is wrong with audio: `hard` stops a track before a person hears it, `soft` is shown to the reviewer. */
export const AudioFinding = z.object({
  severity: z.enum(['hard', 'soft']),
  code: z.string(),
  text: z.string(),
});

export type AudioFinding = z.infer<typeof AudioFinding>;

/** A fault and in which audio it is: `sketch`, `mix`, `master`, `stem/bass`, `cut-30/master`. */
export const LocatedFinding = AudioFinding.extend({ where: z.string() });

export type LocatedFinding = z.infer<typeof LocatedFinding>;

/** Why a candidate scored as it did: each criterion 0 to 1. */
export const Criterion = z.object({
  name: z.string(),
  score: z.number().min(0).max(1),
  detail: z.string(),
});

export type Criterion = z.infer<typeof Criterion>;
