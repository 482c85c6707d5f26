import { expect, test } from 'vitest';
import { type Recipe, recipeIdOf, sha256Hex } from '@fermata/contracts/values';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';

const sha = (text: string): string => sha256Hex(text);
const recipe: Recipe = {
  schema: 'fermata.recipe/1',
  engine: { version: '1', sha256: sha('engine') },
  model: { name: 'rules', version: '1', sha256: sha('engine'), licence: 'Apache-2.0' },
  seed: 7,
  composition: {
    style: 'lo-fi',
    mood: 'warm',
    tempoBpm: 78.5,
    key: { tonic: 'D', mode: 'dorian' },
    durationSeconds: 30,
    energy: 0.4,
    parts: ['drums', 'bass'],
  },
  render: { sampleRate: 48_000, bitDepth: 24 },
  master: { targetLufs: -14, ceilingDbtp: -1 },
  samples: [],
  motifs: [],
};

test('a recipe is stored under its hash, in its project', async () => {
  const { catalogue } = await freshCatalogue();
  const [recipeId] = await Promise.all(
    Array.from({ length: 10 }, () => catalogue.recipes.save('default', recipe)),
  );
  expect(recipeId).toBe(recipeIdOf(recipe));
  const stored = await catalogue.recipes.find('default', recipeIdOf(recipe));
  expect(stored).toEqual(recipe);
  expect(stored && recipeIdOf(stored)).toBe(recipeId);
  expect(await catalogue.recipes.find('other', recipeIdOf(recipe))).toBeNull();
});
