import type { z } from 'zod';
import { type Brief, Brief as BriefSchema, type Recipe } from '@fermata/contracts/values';
import { buildEngine } from '../engine/build/build-engine.ts';
import { currentEngine } from '../engine/current-engine.ts';
import { planRecipes } from '../engine/plan-recipes.ts';
import { theoryModelOf } from '../engine/theory-model.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';

type EngineBuild = Awaited<ReturnType<typeof currentEngine>>;

/**
 * The engine of the current sources: tests run the same build as production, rebuilt if the sources
 * changed.
 */
export async function builtEngine(): Promise<EngineBuild> {
  await buildEngine();
  return currentEngine();
}

/** A recipe as planned from a brief. */
export function recipeFor(
  build: Pick<EngineBuild, 'version' | 'sha256'>,
  brief: z.input<typeof BriefSchema>,
  seed = 7,
): Recipe {
  const parsed: Brief = BriefSchema.parse(brief);
  const [recipe] = planRecipes({
    intent: interpretBrief(parsed),
    count: 1,
    engine: build,
    model: theoryModelOf(build),
    trackSeed: seed,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe was planned');
  return recipe;
}
