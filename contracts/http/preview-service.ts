import { z } from 'zod';
import { Sha256 } from '../values/ids.ts';
import { ModelChoice } from '../values/model.ts';
import { Style } from '../values/music.ts';
import { parseJson } from '../values/parse-json.ts';
import { PreviewFacts } from '../values/preview-facts.ts';
import { PreviewPrompt } from '../values/preview-prompt.ts';
import { DEADLINE_MS } from './preview-request.ts';

/** The API's request to the preview service. */
export const PreviewServiceRequest = z.strictObject({
  prompt: PreviewPrompt,
  deadlineMs: z.number().positive().max(DEADLINE_MS.max),
  /** The readers of the prompt's text, by the decisions of the project. Without any, all are used. */
  choices: z.array(ModelChoice).max(8).readonly().optional(),
});

export type PreviewServiceRequest = z.infer<typeof PreviewServiceRequest>;

/** One preview for each style, made at the start of the service: the last fallback. */
export const DefaultPreviewsStatus = z.object({
  engineSha256: Sha256,
  ready: z.boolean(),
  styles: z.array(Style),
});

export type DefaultPreviewsStatus = z.infer<typeof DefaultPreviewsStatus>;

/** Length in bytes of the JSON before the WAV in a response of the preview service. */
export const PREVIEW_FACTS_HEADER = 'fermata-facts-bytes';

type SplitPreview =
  | { success: true; data: { made: PreviewFacts; wav: Uint8Array } }
  | { success: false; error: z.ZodError };

/** A preview in a response of the service: JSON of `factsBytes`, then the WAV. */
export function splitPreview(bytes: Uint8Array, factsBytes: number): SplitPreview {
  const facts = PreviewFacts.safeParse(parseJson(bytes.subarray(0, factsBytes)));
  return facts.success
    ? { success: true, data: { made: facts.data, wav: bytes.subarray(factsBytes) } }
    : { success: false, error: facts.error };
}
