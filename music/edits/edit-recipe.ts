import type { Edit, Recipe } from '@fermata/contracts/values';
import { tryEdit } from './try-edit.ts';

/** The recipe with more edits: the same engine, seed and takes. Throws for an edit that is impossible. */
export const editRecipe = (recipe: Recipe, edits: readonly Edit[]): Recipe =>
  edits.reduce((before, edit) => {
    const { edited, reason } = tryEdit(before, edit);
    if (edited === null) throw new RangeError(`this version cannot be edited like that: ${reason}`);
    return edited;
  }, recipe);
