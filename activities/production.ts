import type { Recipe } from '@fermata/contracts';
import type { Engine } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { AssetKeeper } from './asset-keeper.ts';
import type { EngineShelf } from './engine-shelf.ts';

/** A recipe on its way from the notes to the finished files, and the engine that it names. */
export interface Production {
  readonly projectId: string;
  readonly recipeId: string;
  readonly recipe: Recipe;
  readonly engine: Engine;
  readonly keeper: AssetKeeper;
}

/** Throws where the project has no such recipe, or nobody has its engine. */
export async function openProduction(
  {
    catalogue,
    keeper,
    engines,
  }: { readonly catalogue: Catalogue; readonly keeper: AssetKeeper; readonly engines: EngineShelf },
  { projectId, recipeId }: { readonly projectId: string; readonly recipeId: string },
): Promise<Production> {
  const recipe = await catalogue.recipes.find(projectId, recipeId);
  if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
  return { projectId, recipeId, recipe, keeper, engine: await engines.open(recipe.engine.sha256) };
}
