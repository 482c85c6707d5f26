import type { Edit, Recipe } from '@fermata/contracts/values';
import { orderEdits } from './order-edits.ts';
import { placeEdit } from './place-edit.ts';
import { tryEdit } from './try-edit.ts';

/** An edit that is impossible, with the reason. */
export interface ImpossibleEdit {
  readonly edit: Edit;
  readonly reason: string;
}

interface TriedEdits {
  /** In their own order, and with the seconds of the version that is edited. */
  readonly possible: Edit[];
  readonly impossible: ImpossibleEdit[];
  /** The recipe with those that are possible. */
  readonly edited: Recipe;
}

/** The edits that one version allows together, and the others. `sections`: how many its score has, if known. */
export function possibleEdits(
  recipe: Recipe,
  edits: readonly Edit[],
  sections?: number,
): TriedEdits {
  const impossible: ImpossibleEdit[] = [];
  let current = recipe;
  for (const edit of orderEdits(recipe, edits)) {
    const { edited, reason } = tryEdit(current, placeEdit(recipe, current, edit), sections);
    if (edited === null) impossible.push({ edit, reason });
    else current = edited;
  }
  return {
    possible: edits.filter((each) => impossible.every(({ edit }) => edit !== each)),
    impossible,
    edited: current,
  };
}
