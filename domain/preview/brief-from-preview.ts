import type { CreateTrackRequest, PreviewFacts } from '@fermata/contracts/http';
import { Brief, type PreviewPrompt } from '@fermata/contracts/values';

/** The brief that leads to a preview again: all that was understood is asked for, and the composition's seed and takes are the preview's. */
export function briefFromPreview(
  {
    previewId,
    prompt,
    made: { intent },
  }: { previewId: string; prompt: PreviewPrompt; made: PreviewFacts },
  chosen: Pick<CreateTrackRequest, 'durationSeconds' | 'use' | 'title'>,
): Brief {
  const { text, style, mood, tempoBpm, key, energy, withoutParts } = intent;
  const { durationSeconds = prompt.durationSeconds, use, title } = chosen;
  return Brief.parse({
    text,
    style,
    mood,
    tempoBpm,
    key,
    energy,
    withoutParts,
    durationSeconds,
    seed: prompt.seed,
    ...(use ? { use } : {}),
    ...(title ? { title } : {}),
    preview: {
      previewId,
      compositionSeed: prompt.seed,
      ...(prompt.takes.length > 0 ? { takes: prompt.takes } : {}),
    },
  });
}
