import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Recipe, recipeIdOf, type Style } from '@fermata/contracts/values';
import { type Engine, openEngine } from '../../engine/open-engine.ts';
import { audioTraits } from '../analysis/audio-traits.ts';
import { scoreTraits } from '../analysis/score-traits.ts';
import type { EngineBuild } from '../make-track.ts';
import { mapConcurrently } from '../map-concurrently.ts';
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
const CachedMeasurements = z.record(z.string(), Measured);

export interface Example extends Measured {
  readonly style: Style;
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
  const cacheFile = join(
    cacheFolder,
    `features-${FEATURES_VERSION}-${build.sha256.slice(0, 16)}.json`,
  );
  const cache = await readCache(cacheFile);
  const wanted = Array.from({ length: seeds }, (_, i) => i + 1).flatMap((seed) =>
    styles.map((style) => ({
      style,
      seed,
      recipe: recipeOfBrief(build, sampleBrief(style, seed), seed),
    })),
  );
  const progress = new ProgressLine(screen, 'classifier', wanted.length);
  const missing = wanted.filter(({ recipe }) => !cache.has(recipeIdOf(recipe))).length;
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
      async ({ style, seed, recipe }) => {
        const id = recipeIdOf(recipe);
        const measured = cache.get(id) ?? (await measure(engine, recipe));
        cache.set(id, measured);
        progress.show(`${style}-${seed}`, 1, 'measured');
        return { style, seed, ...measured };
      },
    );
  } finally {
    progress.end();
    await engine.close();
    // Save the results even after Ctrl-C or an error.
    await mkdir(dirname(cacheFile), { recursive: true });
    await writeFile(cacheFile, JSON.stringify(Object.fromEntries(cache)));
  }
}

async function measure(engine: Engine, recipe: Recipe): Promise<Measured> {
  const { score } = await engine.compose(recipe);
  const { bytes } = await engine.sketch(recipe, score);
  return {
    notes: noteFeatures(scoreTraits(score)),
    audio: audioFeatures(audioTraits(readWav16(bytes))),
  };
}

async function readCache(file: string): Promise<Map<string, Measured>> {
  try {
    return new Map(
      Object.entries(CachedMeasurements.parse(JSON.parse(await readFile(file, 'utf8')))),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
}
