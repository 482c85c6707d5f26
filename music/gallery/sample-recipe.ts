import type { Recipe, Style } from '@fermata/contracts/values';
import { planRecipes } from '../engine/plan-recipes.ts';
import { theoryModelOf } from '../engine/theory-model.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';
import type { EngineBuild } from './make-track.ts';
import { sampleBrief } from './sample-brief.ts';

/** The recipe of a sample brief. */
export function sampleRecipe(build: EngineBuild, style: Style, seed: number): Recipe {
  const [recipe] = planRecipes({
    intent: interpretBrief(sampleBrief(style, seed)),
    count: 1,
    engine: build,
    model: theoryModelOf(build),
    trackSeed: seed,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe was planned');
  return recipe;
}
