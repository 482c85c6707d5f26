import {
  Brief,
  fileTagsOf,
  type Intent,
  type Recipe,
  recipeIdOf,
  type Score,
  type Style,
} from '@fermata/contracts/values';
import type { currentEngine } from '../engine/current-engine.ts';
import { deliveryOptionsOf } from '../engine/delivery-of.ts';
import type { Engine, Master, RenderedStem } from '../engine/open-engine.ts';
import { planRecipes } from '../engine/plan-recipes.ts';
import { scaleProgress } from '../engine/share-of-progress.ts';
import { titleFor } from '../evaluate/title-for.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';

export type EngineBuild = Awaited<ReturnType<typeof currentEngine>>;

/** One finished track of the gallery, with everything that was made on the way. */
export interface GalleryTrack {
  readonly style: Style;
  /** The seed of the brief; the recipe's own is taken from it. */
  readonly seed: number;
  readonly title: string;
  readonly intent: Intent;
  readonly recipe: Recipe;
  readonly recipeId: string;
  readonly score: Score;
  readonly stems: readonly RenderedStem[];
  readonly master: Master;
  readonly mp3: Uint8Array;
  /** CPU seconds that the engine took, all steps. */
  readonly cpuSeconds: number;
}

/** The way of a real track, from its brief to the delivered MP3, by the same steps. `onProgress` is told the share done, 0 to 1. */
export async function makeTrack(given: {
  engine: Engine;
  build: EngineBuild;
  style: Style;
  seed: number;
  seconds: number;
  onProgress: (fraction: number, what: string) => void;
}): Promise<GalleryTrack> {
  const { engine, build, style, seed, seconds, onProgress } = given;
  let cpuSeconds = 0;
  const share = (from: number, to: number) =>
    scaleProgress(
      { onProgress, onCpuSeconds: (used: number) => void (cpuSeconds += used) },
      from,
      to,
    );
  const intent = interpretBrief(
    Brief.parse({ text: `a ${style} piece`, style, durationSeconds: seconds, seed }),
  );
  const [recipe] = planRecipes({ intent, count: 1, engine: build, trackSeed: seed, version: 1 });
  if (!recipe) throw new Error('no recipe was planned');
  const title = titleFor(intent, recipe.seed);
  const recipeId = recipeIdOf(recipe);
  const { score } = await engine.compose(recipe, share(0, 0.01));
  const stems = await engine.stems(recipe, score, share(0.01, 0.6));
  const mix = await engine.mix(stems, share(0.6, 0.7));
  const master = await engine.master(recipe, mix.flac, share(0.7, 0.85));
  const { mp3 } = await engine.deliver(
    master.flac,
    fileTagsOf({ title, recipeId, aiDisclosure: 'all' }),
    { ...share(0.85, 1), ...deliveryOptionsOf(recipe) },
  );
  return { style, seed, title, intent, recipe, recipeId, score, stems, master, mp3, cpuSeconds };
}
