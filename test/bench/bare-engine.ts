import { z } from 'zod';
import { Brief, type Intent, type Recipe, Score, type Style } from '@fermata/contracts/values';
import {
  type EngineBuild,
  excerptOf,
  interpretBrief,
  planRecipes,
  PREVIEW_RATE,
  type PreviewStem,
  stemInputsOf,
  theoryModelOf,
} from '@fermata/music';
import { type InThreadEngine, openEngineInThread } from '@fermata/music/bench';

const Composed = z.object({ score: Score });
const Rendered = z.object({
  part: z.custom<PreviewStem['part']>(),
  samples: z.instanceof(Float32Array),
});
const Mixed = z.object({ wav: z.instanceof(Uint8Array) });

export interface BenchPrompt {
  readonly style: Style;
  readonly seed: number;
  readonly seconds: number;
}

export function recipeOf(
  build: EngineBuild,
  { style, seed, seconds }: BenchPrompt,
): { intent: Intent; recipe: Recipe } {
  const intent = interpretBrief(
    Brief.parse({ text: style, style, durationSeconds: seconds, seed }),
  );
  const [recipe] = planRecipes({
    intent,
    count: 1,
    engine: build,
    model: theoryModelOf(build),
    trackSeed: seed,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe was planned');
  return { intent, recipe };
}

/**
 * The recipe that the preview service plans for the same prompt, with the given seed as the
 * composition's.
 */
export function previewRecipeOf(build: EngineBuild, prompt: BenchPrompt): Recipe {
  const { intent } = recipeOf(build, prompt);
  const [recipe] = planRecipes({
    intent: {
      ...intent,
      preview: { previewId: `prv_${'0'.repeat(24)}`, compositionSeed: prompt.seed },
    },
    count: 1,
    engine: build,
    model: theoryModelOf(build),
    trackSeed: 0,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe was planned');
  return recipe;
}

/**
 * The lower bound of a preview: the same engine build in this thread, from the recipe to the WAV,
 * step by step.
 */
export async function barePreview(
  engine: InThreadEngine,
  recipe: Recipe,
): Promise<{ ms: number; wav: Uint8Array }> {
  const start = performance.now();
  const { score } = Composed.parse(await engine.run('compose', { recipe }));
  const excerpt = excerptOf(score);
  const stems: PreviewStem[] = [];
  for (const { name } of excerpt.parts) {
    const inputs = stemInputsOf(recipe, excerpt, name, PREVIEW_RATE);
    stems.push(
      Rendered.parse(
        await engine.run('previewStem', { recipe: inputs.recipe, score: inputs.score, part: name }),
      ),
    );
  }
  const { wav } = Mixed.parse(await engine.run('previewMix', { stems, sampleRate: PREVIEW_RATE }));
  return { ms: performance.now() - start, wav };
}

export const openBareEngine = (build: EngineBuild): InThreadEngine =>
  openEngineInThread(build.engine.bytes);
