import type { Edit, Recipe } from '@fermata/contracts/values';
import { tryEdit } from './try-edit.ts';

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
  let current = recipe;
  for (const edit of edits) {
    const { edited, reason } = tryEdit(current, edit, sections);
    if (edited === null) impossible.push({ edit, reason });
    else {
      possible.push(edit);
      current = edited;
    }
  }
  return { possible, impossible };
}
