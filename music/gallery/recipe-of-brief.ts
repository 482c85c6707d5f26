import type { Brief, Recipe } from '@fermata/contracts/values';
import { planRecipes } from '../engine/plan-recipes.ts';
import { theoryModelOf } from '../engine/theory-model.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';

/** The recipe of the only candidate of a brief. */
export function recipeOfBrief(engine: Recipe['engine'], brief: Brief, seed: number): Recipe {
  const [recipe] = planRecipes({
    intent: interpretBrief(brief),
    count: 1,
    engine,
    model: theoryModelOf(engine),
    trackSeed: seed,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe was planned');
  return recipe;
}
