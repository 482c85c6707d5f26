import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Recipe, recipeIdOf, type Style } from '@fermata/contracts/values';
import type { EngineBuild } from '../../engine/current-engine.ts';
import { type Engine, openEngine } from '../../engine/open-engine.ts';
import { mapConcurrently } from '../map-concurrently.ts';
import { MeasuredCache } from '../measured-cache.ts';
import { ProgressLine } from '../progress-line.ts';
import { readWav16 } from '../read-audio.ts';
import { recipeOfBrief } from '../recipe-of-brief.ts';
import { sampleBrief } from '../sample-brief.ts';
import { audioFeatures, FEATURES_VERSION, noteFeatures } from './features.ts';

const Measured = z.object({
  notes: z.record(z.string(), z.number()),
  audio: z.record(z.string(), z.number()),
});
type Measured = z.infer<typeof Measured>;

export interface Example extends Measured {
  readonly style: Style;
  /** The style's variant: one of its substyles, or the style. */
  readonly variant: string;
  readonly seed: number;
}

/**
 * Composes, sketches (8 s, 24 kHz) and measures each style with the seeds 1 to `seeds`. Results for
 * an engine build are cached in the folder.
 */
export async function measureExamples(given: {
  build: EngineBuild;
  styles: readonly Style[];
  seeds: number;
  cacheFolder: string;
  screen: NodeJS.WriteStream;
}): Promise<Example[]> {
  const { build, styles, seeds, cacheFolder, screen } = given;
  const cache = await MeasuredCache.open(
    join(cacheFolder, `features-${FEATURES_VERSION}-${build.sha256.slice(0, 16)}.json`),
    Measured,
  );
  const wanted = Array.from({ length: seeds }, (_, i) => i + 1).flatMap((seed) =>
    styles.map((style) => {
      const recipe = recipeOfBrief(build, sampleBrief(style, seed), seed);
      return { style, seed, recipe, id: recipeIdOf(recipe) };
    }),
  );
  const progress = new ProgressLine(screen, 'classifier', wanted.length);
  const missing = wanted.filter(({ id }) => !cache.has(id)).length;
  progress.print(
    `${wanted.length} sketches to classify styles, ${wanted.length - missing} of them cached`,
  );
  const engine = await openEngine({
    engine: build.engine,
    processes: availableParallelism(),
  });
  try {
    return await mapConcurrently(
      wanted,
      availableParallelism() + 1,
      async ({ style, seed, recipe, id }) => {
        const measured = await cache.get(id, () => measure(engine, recipe));
        progress.show(`${style}-${seed}`, 1, 'measured');
        return { style, variant: recipe.composition.substyle ?? style, seed, ...measured };
      },
    );
  } finally {
    progress.end();
    await engine.close();
    // Save the results even after an error.
    await cache.save();
  }
}

async function measure(engine: Engine, recipe: Recipe): Promise<Measured> {
  const { score } = await engine.compose(recipe);
  const { bytes } = await engine.sketch(recipe, score);
  return { notes: noteFeatures(score), audio: audioFeatures(readWav16(bytes)) };
}
