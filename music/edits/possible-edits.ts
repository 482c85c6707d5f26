import type { Edit, Recipe } from '@fermata/contracts/values';
import { editIssue } from './edit-issue.ts';
import { editRecipe } from './edit-recipe.ts';

/** An edit that is impossible, with the reason. */
export interface ImpossibleEdit {
  readonly edit: Edit;
  readonly reason: string;
}

/** The edits that are possible one after the other, and the others. */
export function possibleEdits(
  recipe: Recipe,
  edits: readonly Edit[],
  sections?: number,
): { possible: Edit[]; impossible: ImpossibleEdit[] } {
  const possible: Edit[] = [];
  const impossible: ImpossibleEdit[] = [];
  let edited = recipe;
  for (const edit of edits) {
    const reason = editIssue(edited, edit, sections);
    if (reason !== null) impossible.push({ edit, reason });
    else {
      possible.push(edit);
      edited = editRecipe(edited, [edit]);
    }
  }
  return { possible, impossible };
}
