import type { Recipe } from '@fermata/contracts/values';
import type { Engine } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { EngineRegistry } from '../caches/engine-registry.ts';
import type { AssetLinker } from './asset-linker.ts';

/** A recipe on its way from the notes to the finished files, and the engine that it names. */
export interface Production {
  readonly projectId: string;
  readonly recipeId: string;
  readonly recipe: Recipe;
  readonly engine: Engine;
  readonly linker: AssetLinker;
}

/** Throws where the project has no such recipe, or nobody has its engine. */
export async function openProduction(
  {
    catalogue,
    linker,
    engines,
  }: {
    readonly catalogue: Catalogue;
    readonly linker: AssetLinker;
    readonly engines: EngineRegistry;
  },
  { projectId, recipeId }: { readonly projectId: string; readonly recipeId: string },
): Promise<Production> {
  const recipe = await catalogue.recipes.find(projectId, recipeId);
  if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
  return {
    projectId,
    recipeId,
    recipe,
    linker,
    engine: await engines.open(recipe.engine.sha256),
  };
}
