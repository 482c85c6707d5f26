import { z } from 'zod';
import { Intent } from '../values/brief.ts';
import { Sha256 } from '../values/ids.ts';
import { PartName, Style } from '../values/music.ts';
import { PreviewPrompt } from '../values/preview-prompt.ts';
import { Recipe } from '../values/recipe.ts';
import { DEADLINE_MS } from './preview-request.ts';

/** How a part was made: from the cache, or rendered in so many milliseconds of a process. */
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

/** The API's request to the preview service. */
export const PreviewServiceRequest = z.strictObject({
  prompt: PreviewPrompt,
  deadlineMs: z.number().positive().max(DEADLINE_MS.max),
});

export type PreviewServiceRequest = z.infer<typeof PreviewServiceRequest>;

/** Why the preview service made no preview. `intent`: the interpreted prompt, if it got that far. */
export const PreviewRefusal = z.object({
  reason: z.enum(['overloaded', 'deadline', 'failed', 'invalid']),
  detail: z.string(),
  retryAfterMs: z.number().min(0),
  intent: Intent.optional(),
});

export type PreviewRefusal = z.infer<typeof PreviewRefusal>;

/** One preview for each style, made at the start of the service: the last fallback. */
export const DefaultPreviewsStatus = z.object({
  engineSha256: Sha256,
  ready: z.boolean(),
  styles: z.array(Style),
});

export type DefaultPreviewsStatus = z.infer<typeof DefaultPreviewsStatus>;

/** Length in bytes of the JSON before the WAV in an answer of the preview service. */
export const PREVIEW_FACTS_HEADER = 'fermata-facts-bytes';
