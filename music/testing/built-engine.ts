import type { z } from 'zod';
import { Brief, type Recipe } from '@fermata/contracts/values';
import { buildEngine } from '../engine/build/build-engine.ts';
import { currentEngine, type EngineBuild } from '../engine/current-engine.ts';
import { recipeOfBrief } from '../gallery/recipe-of-brief.ts';

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
  brief: z.input<typeof Brief>,
  seed = 7,
): Recipe {
  return recipeOfBrief(build, Brief.parse(brief), seed);
}
