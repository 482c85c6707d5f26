import { Recipe, recipeIdOf } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';

export interface RecipeRepository {
  /** Returns the recipe's id. Saving it again changes nothing. */
  save(projectId: string, recipe: Recipe): Promise<string>;
  find(projectId: string, recipeId: string): Promise<Recipe | null>;
}

export function createRecipeRepository(prisma: PrismaClient): RecipeRepository {
  return {
    async save(projectId, value) {
      const recipe = Recipe.parse(value);
      const recipeId = recipeIdOf(recipe);
      await prisma.recipe.createMany({
        data: [{ projectId, recipeId, recipe }],
        skipDuplicates: true,
      });
      return recipeId;
    },

    async find(projectId, recipeId) {
      const row = await prisma.recipe.findUnique({
        where: { projectId_recipeId: { projectId, recipeId } },
      });
      return row === null ? null : Recipe.parse(row.recipe);
    },
  };
}
