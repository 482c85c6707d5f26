import { availableParallelism } from 'node:os';
import { Brief, type Style } from '@fermata/contracts/values';
import type { EngineBuild } from '../../engine/current-engine.ts';
import { openEngine } from '../../engine/open-engine.ts';
import { mapConcurrently } from '../map-concurrently.ts';
import { ProgressLine } from '../progress-line.ts';
import { recipeOfBrief } from '../recipe-of-brief.ts';
import { type StyleVariety, varietyOf } from './style-variety.ts';

const SECONDS = 45;

/** Composes each style with the seeds 1 to `seeds`, without further wishes, and compares the pieces. */
export async function measureVariety(given: {
  build: EngineBuild;
  styles: readonly Style[];
  seeds: number;
  screen: NodeJS.WriteStream;
}): Promise<StyleVariety[]> {
  const { build, styles, seeds, screen } = given;
  const progress = new ProgressLine(screen, 'variety', styles.length * seeds);
  const engine = await openEngine({ ...build, processes: availableParallelism() });
  try {
    const pieces = styles.flatMap((style) =>
      Array.from({ length: seeds }, (_, i) => ({ style, seed: i + 1 })),
    );
    const composed = await mapConcurrently(
      pieces,
      availableParallelism() + 1,
      async ({ style, seed }) => {
        const brief = { text: `a ${style} piece`, style, seed, durationSeconds: SECONDS };
        const recipe = recipeOfBrief(build, Brief.parse(brief), seed);
        const { score } = await engine.compose(recipe);
        progress.show(`${style}-${seed}`, 1, 'composed');
        return { style, score, drawnBpm: recipe.composition.tempoBpm };
      },
    );
    return styles.map((style) =>
      varietyOf(
        style,
        composed.filter((piece) => piece.style === style),
      ),
    );
  } finally {
    progress.end();
    await engine.close();
  }
}
