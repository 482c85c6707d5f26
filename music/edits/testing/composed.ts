import {
  Brief,
  type Edit,
  type PartName,
  type Recipe,
  type Score,
} from '@fermata/contracts/values';
import { theoryComposer } from '../../compose/theory-composer.ts';
import { planRecipes } from '../../engine/plan-recipes.ts';
import { theoryModelOf } from '../../engine/theory-model.ts';
import { interpretBrief } from '../../interpret/interpret-brief.ts';
import { editRecipe } from '../edit-recipe.ts';
import { editScore } from '../score/edit-score.ts';

const engine = { version: 'test', sha256: 'e'.repeat(64) };

/** The recipe of a first version. */
export function recipeOf(brief: Record<string, unknown> = {}): Recipe {
  const [recipe] = planRecipes({
    intent: interpretBrief(
      Brief.parse({ text: 'warm lo-fi', durationSeconds: 40, tempoBpm: 80, seed: 7, ...brief }),
    ),
    ...{ count: 1, engine, trackSeed: 1, version: 1 },
    model: theoryModelOf(engine),
  });
  if (!recipe) throw new Error('no recipe');
  return recipe;
}

/** The score of a recipe with edits, as the engine makes it. */
export const scoreOf = (recipe: Recipe, ...edits: Edit[]): Score => {
  const edited = edits.length > 0 ? editRecipe(recipe, edits) : recipe;
  return editScore(edited, theoryComposer.compose(edited.composition, edited.seed, {}));
};

/** A part that the score must have. */
export function partOf(score: Score, name: PartName): Score['parts'][number] {
  const part = score.parts.find((each) => each.name === name);
  if (!part) throw new Error(`no ${name}`);
  return part;
}
