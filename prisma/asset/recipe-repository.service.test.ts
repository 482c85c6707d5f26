import { expect, test } from 'vitest';
import { recipeIdOf } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';
import { SAMPLE_RECIPE } from '../testing/sample-recipe.ts';

test('a recipe is stored under its hash, in its project', async () => {
  const { catalogue } = await freshCatalogue();
  const [recipeId] = await Promise.all(
    Array.from({ length: 10 }, () => catalogue.recipes.save('default', SAMPLE_RECIPE)),
  );
  expect(recipeId).toBe(recipeIdOf(SAMPLE_RECIPE));
  const stored = await catalogue.recipes.find('default', recipeIdOf(SAMPLE_RECIPE));
  expect(stored).toEqual(SAMPLE_RECIPE);
  expect(stored && recipeIdOf(stored)).toBe(recipeId);
  expect(await catalogue.recipes.find('other', recipeIdOf(SAMPLE_RECIPE))).toBeNull();
});
