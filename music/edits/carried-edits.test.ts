import { expect, test } from 'vitest';
import type { Edit } from '@fermata/contracts/values';
import { carriedEdits } from './carried-edits.ts';
import { editRecipe } from './edit-recipe.ts';
import { recipeOf } from './testing/composed.ts';

test('another take keeps levels, fade and times, at the seconds of the piece as it is now', () => {
  const edits: Edit[] = [
    { op: 'level', part: 'bass', db: 3 },
    { op: 'presence', part: 'drums', fromSecond: 0, toSecond: 10, present: false },
    { op: 'tempo', bpm: 160 },
    { op: 'fade', seconds: 4 },
  ];
  expect(carriedEdits(editRecipe(recipeOf(), edits))).toEqual([
    { op: 'presence', part: 'drums', fromSecond: 0, toSecond: 5, present: false },
    { op: 'level', part: 'bass', db: 3 },
    { op: 'fade', seconds: 4 },
  ]);
});
