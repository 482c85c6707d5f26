import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edit } from '@fermata/contracts/values';
import { editRecipe } from './edit-recipe.ts';
import { possibleEdits } from './possible-edits.ts';
import { pieceOf } from './score/piece-of.ts';
import { partOf, recipeOf, scoreOf } from './testing/composed.ts';
import { ALL_EDIT_SAMPLES } from './testing/edit-samples.ts';

const recipe = recipeOf();
const before = scoreOf(recipe);

const subjectOf = (edit: Edit): string =>
  edit.op + ('part' in edit && edit.part !== undefined ? ` ${edit.part}` : '');

test('edits of one version have the same effect in any order', () => {
  const edits: Edit[] = [
    ...ALL_EDIT_SAMPLES.map(({ edit }) => edit),
    { op: 'presence', part: 'bass', fromSecond: 20, present: false },
    { op: 'presence', part: 'pad', fromSecond: 0, toSecond: 10, present: true },
    { op: 'add', part: 'loop' },
    { op: 'metre', metre: '3/4' },
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(edits, { minLength: 2, maxLength: 6 }), (list) => {
      const sorted = list.toSorted((a, b) => subjectOf(a).localeCompare(subjectOf(b)));
      const [one, other] = [possibleEdits(recipe, list), possibleEdits(recipe, sorted)];
      const subjects = (all: readonly Edit[]): string[] => all.map(subjectOf).sort();
      expect(subjects(one.possible)).toEqual(subjects(other.possible));
      expect(scoreOf(one.edited)).toEqual(scoreOf(other.edited));
      expect(one.edited.master).toEqual(other.edited.master);
      expect(pieceOf(one.edited)).toEqual(pieceOf(other.edited));
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('a part is silent in the same bars, whatever changes the tempo and the length beside it', () => {
  const silence: Edit = {
    ...{ op: 'presence', part: 'bass', fromSecond: 0, toSecond: 20, present: false },
  };
  const still = partOf(scoreOf(recipe, silence), 'bass').notes;
  expect(still.length).toBeGreaterThan(0);
  for (const bpm of [60, 100, 160]) {
    const tempo: Edit = { op: 'tempo', bpm };
    for (const edits of [
      [silence, tempo],
      [tempo, silence],
    ])
      partOf(scoreOf(recipe, ...edits), 'bass').notes.forEach((note, at) =>
        expect(note.start).toBeCloseTo(((still[at]?.start ?? 0) * 80) / bpm, 4),
      );
  }
  const lists: Edit[][] = [
    [silence, { op: 'tempo', bpm: 160 }, { op: 'duration', seconds: 60 }],
    [{ op: 'duration', seconds: 60 }, silence, { op: 'tempo', bpm: 160 }],
  ];
  for (const edits of lists)
    expect(pieceOf(editRecipe(recipe, edits))).toMatchObject({
      durationSeconds: 60,
      tempoBpm: 160,
    });
});

test('a part that leaves and comes back in one list is as before, and one that joins may change', () => {
  const away: Edit = { op: 'remove', part: 'drums' };
  expect(scoreOf(recipe, away, { op: 'add', part: 'drums' })).toEqual(before);
  const without = recipeOf({ withoutParts: ['lead'] });
  const silence: Edit = { op: 'presence', part: 'lead', fromSecond: 20, present: false };
  const { possible, impossible } = possibleEdits(without, [silence, { op: 'add', part: 'lead' }]);
  expect([possible.length, impossible]).toEqual([2, []]);
  expect(possibleEdits(recipe, [silence, { op: 'remove', part: 'lead' }]).impossible).toMatchObject(
    [{ edit: silence }],
  );
});
