import { Brief } from '@fermata/contracts/values';
import type { Preview } from './preview.ts';

/** A brief that reproduces the preview: the interpreted intent, with the preview's seed and takes. */
export function briefFromPreview(
  {
    previewId,
    prompt,
    made: { intent },
  }: Pick<Preview, 'previewId' | 'prompt'> & { readonly made: Pick<Preview['made'], 'intent'> },
  chosen: { [K in 'durationSeconds' | 'use' | 'title']?: Brief[K] | undefined },
): Brief {
  const { text, style, mood, tempoBpm, key, metre, energy, withoutParts } = intent;
  const { durationSeconds = prompt.durationSeconds, use, title } = chosen;
  const interpreted = [
    ...(['style', 'mood', 'tempoBpm', 'key', 'energy', 'withoutParts'] as const).filter(
      (field) => prompt[field] === undefined,
    ),
    ...(metre ? (['metre'] as const) : []),
  ];
  return Brief.parse({
    text,
    style,
    mood,
    tempoBpm,
    key,
    ...(metre ? { metre } : {}),
    energy,
    withoutParts,
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    seed: prompt.seed,
    ...(use ? { use } : {}),
    ...(title ? { title } : {}),
    preview: {
      previewId,
      compositionSeed: prompt.seed,
      ...(prompt.takes.length > 0 ? { takes: prompt.takes } : {}),
      interpreted,
    },
  });
}
