import { z } from 'zod';
import { Intent } from './brief.ts';
import { Sha256 } from './ids.ts';
import { PartName } from './music.ts';
import { Recipe } from './recipe.ts';

/** How a part was made: from the cache, or rendered, with the milliseconds of a process. */
export const PreviewPart = z.object({
  part: PartName,
  made: z.enum(['cached', 'rendered']),
  milliseconds: z.number(),
});

export type PreviewPart = z.infer<typeof PreviewPart>;

/** Milliseconds. `waited`: until the first step began; `rendered`: all parts, in parallel. */
export const PreviewTimings = z.object({
  waited: z.number(),
  composed: z.number(),
  rendered: z.number(),
  mixed: z.number(),
  total: z.number(),
});

export type PreviewTimings = z.infer<typeof PreviewTimings>;

/** The preview service's description of a preview; the WAV follows it. */
export const PreviewFacts = z.object({
  engineSha256: Sha256,
  recipeId: Sha256,
  recipe: Recipe,
  intent: Intent,
  sha256: Sha256,
  durationSeconds: z.number(),
  sampleRate: z.number().int(),
  figures: z.object({
    durationSeconds: z.number(),
    integratedLufs: z.number(),
    peakDbfs: z.number(),
  }),
  parts: z.array(PreviewPart),
  timings: PreviewTimings,
});

export type PreviewFacts = z.infer<typeof PreviewFacts>;
