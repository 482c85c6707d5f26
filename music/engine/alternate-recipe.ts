import {
  type Alternate,
  type Composition,
  CUT_SECONDS,
  type Edit,
  type PartName,
  type Recipe,
  Recipe as RecipeSchema,
} from '@fermata/contracts/values';
import { pieceOf } from '../edits/score/piece-of.ts';

/**
 * The recipe of another cut of the same piece: an ordinary recipe, made by the ordinary steps and
 * proved like any other. It equals the given recipe if there is nothing to change (a piece without
 * drums has no separate cut without drums). Throws if the piece is too short for the cut.
 */
export function alternateRecipe(recipe: Recipe, alternate: Alternate): Recipe {
  const { edits = [], ...changed } = changeFor(recipe, alternate);
  const { edits: _, ...others } = recipe;
  return RecipeSchema.parse({
    ...others,
    ...(edits.length > 0 ? { edits } : {}),
    ...withoutUnusedSoundFont(recipe, { ...recipe.composition, ...changed }),
  });
}

/** What is another in the composition, and the edits that remain. */
function changeFor(
  recipe: Recipe,
  alternate: Alternate,
): Partial<Composition> & Pick<Recipe, 'edits'> {
  const { composition, edits = [] } = recipe;
  const piece = pieceOf(recipe);
  if (alternate === 'loop') return { ending: 'loop', edits };
  if (alternate === 'no-drums') {
    const parts = composition.parts.filter((part) => part !== 'drums');
    const isPossible = piece.parts.includes('drums') && piece.parts.length > 1;
    return isPossible
      ? { parts, edits: edits.filter((edit) => !isAdded(edit, 'drums')) }
      : { edits };
  }
  const seconds = CUT_SECONDS[alternate];
  if (seconds === undefined || piece.durationSeconds <= seconds)
    throw new RangeError(
      `${alternate} needs a piece of more than ${seconds} s, this one has ${piece.durationSeconds} s`,
    );
  // Composed at the length that the other edits make of the cut.
  const others = edits.filter(({ op }) => op !== 'duration');
  const scale =
    composition.durationSeconds / pieceOf({ composition, edits: others }).durationSeconds;
  const composed = Math.round(seconds * scale * 1000) / 1000;
  const shorter = composed / composition.durationSeconds;
  return {
    durationSeconds: composed,
    edits: others.filter((edit) => edit.op !== 'presence' || edit.fromSecond < seconds),
    ...(composition.ending === 'loop' ? { ending: 'final' } : {}),
    // The curve keeps its shape; a hit keeps its second, if the cut is long enough.
    ...(composition.energyCurve
      ? {
          energyCurve: composition.energyCurve.map(({ second, energy }) => ({
            second: Math.round(second * shorter * 1000) / 1000,
            energy,
          })),
        }
      : {}),
    ...(composition.hits
      ? { hits: composition.hits.filter(({ second }) => second < composed) }
      : {}),
  };
}

const isAdded = (edit: Edit, part: PartName): boolean => edit.op === 'add' && edit.part === part;

/** A recipe must not name a SoundFont that no part plays. */
function withoutUnusedSoundFont(
  recipe: Recipe,
  composition: Composition,
): Pick<Recipe, 'composition' | 'render'> {
  const { soundFont, ...render } = recipe.render;
  const played = soundFont?.parts.filter((part) => composition.parts.includes(part)) ?? [];
  return {
    composition,
    render:
      soundFont && played.length > 0
        ? { ...render, soundFont: { ...soundFont, parts: played } }
        : render,
  };
}
