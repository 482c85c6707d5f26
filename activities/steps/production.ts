import type { Recipe } from '@fermata/contracts/values';
import type { Models } from '@fermata/models';
import type { Engine } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { EngineRegistry } from '../caches/engine-registry.ts';
import type { AssetLinker } from './asset-linker.ts';

/** A recipe in production, with the engine that it names. */
export interface Production {
  readonly projectId: string;
  readonly recipeId: string;
  readonly recipe: Recipe;
  readonly engine: Engine;
  readonly models: Models;
  readonly linker: AssetLinker;
}

/** Throws if the project does not have the recipe, or if its engine is not available. */
export async function openProduction(
  {
    catalogue,
    linker,
    engines,
    models,
  }: {
    readonly catalogue: Pick<Catalogue, 'recipes'>;
    readonly linker: AssetLinker;
    readonly engines: EngineRegistry;
    readonly models: Models;
  },
  { projectId, recipeId }: { readonly projectId: string; readonly recipeId: string },
): Promise<Production> {
  const recipe = await catalogue.recipes.find(projectId, recipeId);
  if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
  const engine = await engines.open(recipe.engine.sha256);
  return { projectId, recipeId, recipe, linker, engine, models };
}
