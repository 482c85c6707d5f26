import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Recipe, recipeIdOf, type Style } from '@fermata/contracts/values';
import type { EngineBuild } from '../../engine/current-engine.ts';
import { type Engine, openEngine } from '../../engine/open-engine.ts';
import { chromaOf, clearestKey, hearsKey } from '../analysis/key-clarity.ts';
import { KEY_PROFILES } from '../analysis/key-profiles.ts';
import { mapConcurrently } from '../map-concurrently.ts';
import { MeasuredCache } from '../measured-cache.ts';
import { ProgressLine } from '../progress-line.ts';
import { readWav16 } from '../read-audio.ts';
import { recipeOfBrief } from '../recipe-of-brief.ts';
import { sampleBrief } from '../sample-brief.ts';
import { excerptsOf } from './excerpts-of.ts';
import type { KeyCount } from './key-count.ts';

/** Increase when the finders or the excerpts change. */
const KEYS_VERSION = 1;

/**
 * Composes and renders each style with the seeds 1 to `seeds`, and counts the keys that are
 * recognised. Results for an engine build are cached in the folder.
 */
export async function countRecognisedKeys(given: {
  build: EngineBuild;
  styles: readonly Style[];
  seeds: number;
  cacheFolder: string;
  screen: NodeJS.WriteStream;
}): Promise<KeyCount[]> {
  const { build, styles, seeds, cacheFolder, screen } = given;
  const cache = await MeasuredCache.open(
    join(cacheFolder, `keys-${KEYS_VERSION}-${build.sha256.slice(0, 16)}.json`),
    z.array(z.string()),
  );
  const progress = new ProgressLine(screen, 'keys', styles.length * seeds);
  const engine = await openEngine({ ...build, processes: availableParallelism() });
  try {
    const pieces = styles.flatMap((style) =>
      Array.from({ length: seeds }, (_, i) => ({ style, seed: i + 1 })),
    );
    const recognised = await mapConcurrently(
      pieces,
      availableParallelism() + 1,
      async ({ style, seed }) => {
        const recipe = recipeOfBrief(build, sampleBrief(style, seed), seed);
        const finders = await cache.get(recipeIdOf(recipe), () => findersThatHear(engine, recipe));
        progress.show(`${style}-${seed}`, 1, 'recognised');
        return { style, finders };
      },
    );
    return styles.map((style) => ({
      style,
      pieces: seeds,
      recognised: Object.fromEntries(
        Object.keys(KEY_PROFILES).map((finder) => [
          finder,
          recognised.filter((piece) => piece.style === style && piece.finders.includes(finder))
            .length,
        ]),
      ),
    }));
  } finally {
    progress.end();
    await engine.close();
    await cache.save();
  }
}

async function findersThatHear(engine: Engine, recipe: Recipe): Promise<string[]> {
  const { score } = await engine.compose(recipe);
  const chroma = new Array<number>(12).fill(0);
  for (const excerpt of excerptsOf(score)) {
    const { bytes } = await engine.sketch(recipe, excerpt);
    chromaOf(readWav16(bytes)).forEach(
      (strength, step) => void (chroma[step] = (chroma[step] ?? 0) + strength),
    );
  }
  return Object.entries(KEY_PROFILES)
    .filter(([, profile]) => hearsKey(clearestKey(chroma, profile), score.key))
    .map(([finder]) => finder);
}
