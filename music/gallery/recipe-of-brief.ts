import type { Brief, Recipe } from '@fermata/contracts/values';
import { planRecipes } from '../engine/plan-recipes.ts';
import { theoryModelOf } from '../engine/theory-model.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';
import type { EngineBuild } from './make-track.ts';

/** The recipe of the only candidate of a brief. */
export function recipeOfBrief(
  build: Pick<EngineBuild, 'version' | 'sha256'>,
  brief: Brief,
  seed: number,
): Recipe {
  const [recipe] = planRecipes({
    intent: interpretBrief(brief),
    count: 1,
    engine: build,
    model: theoryModelOf(build),
    trackSeed: seed,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe was planned');
  return recipe;
}
