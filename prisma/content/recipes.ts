import { Recipe, recipeIdOf } from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';
import type { PrismaClient } from '../generated/client.ts';

export function openRecipes(prisma: PrismaClient): Catalogue['recipes'] {
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
