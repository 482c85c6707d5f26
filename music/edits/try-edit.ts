import type { z } from 'zod';
import { type Edit, formatIssues, Recipe } from '@fermata/contracts/values';
import { applyEdit } from './apply-edit.ts';
import { editIssue } from './edit-issue.ts';

/** The recipe with one more edit, or why that is impossible. */
export type TriedEdit =
  | { readonly edited: Recipe; readonly reason: null }
  | { readonly edited: null; readonly reason: string };

/** Never throws. `sections`: how many the recipe's score has, if known. */
export function tryEdit(recipe: Recipe, edit: Edit, sections?: number): TriedEdit {
  const issue = editIssue(recipe, edit, sections);
  if (issue !== null) return { edited: null, reason: issue };
  const { success, data, error } = Recipe.safeParse(applyEdit(recipe, edit));
  return success ? { edited: data, reason: null } : { edited: null, reason: reasonOf(error) };
}

/** By the field of the recipe that the edit would make invalid. */
const REASONS: Readonly<Record<string, string>> = {
  'composition.durationSeconds': 'with its length and tempo it cannot be composed anew',
  'composition.energyCurve': 'two points of the curve are at the same time',
  'composition.presence': 'it has as many times for its parts as a recipe can have',
  'composition.hits': 'it has as many hits as a recipe can have',
  'composition.takes': 'it was remade too often',
  edits: 'it has as many edits as a recipe can have',
};

function reasonOf(error: z.ZodError): string {
  const paths = error.issues.map(({ path }) => path.join('.'));
  const field = Object.keys(REASONS).find((name) => paths.some((path) => path.startsWith(name)));
  return (field && REASONS[field]) ?? `its recipe would be invalid: ${formatIssues(error)}`;
}
