import type { Edit, Recipe } from '@fermata/contracts/values';
import { possibleEdits } from './possible-edits.ts';

/**
 * The recipe with more edits: the same engine, seed and takes. The seconds of all of them are those of this version.
 * Throws for an edit that is impossible.
 */
export function editRecipe(recipe: Recipe, edits: readonly Edit[]): Recipe {
  const { edited, impossible } = possibleEdits(recipe, edits);
  const [first] = impossible;
  if (first) throw new RangeError(`this version cannot be edited like that: ${first.reason}`);
  return edited;
}
