import { expect, it } from 'vitest';
import { Brief, describeEdit, type Recipe } from '@fermata/contracts/values';
import { diffRecipes } from '@fermata/domain/provenance';
import { editIssue, editRecipe, interpretBrief, planRecipes, theoryModelOf } from '@fermata/music';
import {
  ALL_EDIT_SAMPLES,
  EDIT_PAIRS,
  type EditSample,
  SAMPLE_BRIEF,
} from '../../../music/edits/testing/edit-samples.ts';

const engine = { version: 'test', sha256: 'e'.repeat(64) };
const [recipe] = planRecipes({
  intent: interpretBrief(Brief.parse(SAMPLE_BRIEF)),
  ...{ count: 1, engine, trackSeed: 1, version: 1 },
  model: theoryModelOf(engine),
});
if (!recipe) throw new Error('no recipe');
const SAMPLE_RECIPE: Recipe = recipe;

const after = (recipe: Recipe, { edit }: EditSample): Recipe | null =>
  editIssue(recipe, edit) === null ? editRecipe(recipe, [edit]) : null;

it.each(ALL_EDIT_SAMPLES.map((sample) => [describeEdit(sample.edit), sample] as const))(
  'the difference of “%s” is this edit and nothing else',
  (words, sample) => {
    const edited = after(SAMPLE_RECIPE, sample);
    if (!edited) throw new Error('impossible');
    expect(diffRecipes(SAMPLE_RECIPE, edited)).toEqual([words]);
  },
);

it('the difference of two edits is both, together or one after the other', () => {
  for (const [one, other] of EDIT_PAIRS) {
    const first = after(SAMPLE_RECIPE, one);
    const second = first && after(first, other);
    if (!first || !second) continue;
    const about = `${describeEdit(one.edit)}, then ${describeEdit(other.edit)}`;
    expect(diffRecipes(first, second), about).toEqual([describeEdit(other.edit)]);
    expect(diffRecipes(SAMPLE_RECIPE, second).sort(), about).toEqual(
      [one, other].map(({ edit }) => describeEdit(edit)).sort(),
    );
  }
});
