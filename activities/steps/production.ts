import type { Recipe } from '@fermata/contracts/values';
import type { Models, ScoreGenerator } from '@fermata/models';
import type { Engine } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { EngineRegistry } from '../caches/engine-registry.ts';
import type { AssetLinker } from './asset-linker.ts';

/** A recipe in production, with the generator and the engine that it names. */
export interface Production {
  readonly projectId: string;
  readonly recipeId: string;
  readonly recipe: Recipe;
  readonly engine: Engine;
  readonly generator: ScoreGenerator;
  readonly linker: AssetLinker;
}

/** Throws if the project does not have the recipe, or if its engine or generator is not available. */
export async function openProduction(
  {
    catalogue,
    linker,
    engines,
    models,
  }: {
    readonly catalogue: Catalogue;
    readonly linker: AssetLinker;
    readonly engines: EngineRegistry;
    readonly models: Models;
  },
  { projectId, recipeId }: { readonly projectId: string; readonly recipeId: string },
): Promise<Production> {
  const recipe = await catalogue.recipes.find(projectId, recipeId);
  if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
  const engine = await engines.open(recipe.engine.sha256);
  const generator = models.generatorOf(recipe, engine);
  return { projectId, recipeId, recipe, linker, engine, generator };
}
