import {
  type Alternate,
  type Composition,
  CUT_SECONDS,
  type Recipe,
  Recipe as RecipeSchema,
} from '@fermata/contracts/values';

/**
 * The recipe of another cut of the same piece: an ordinary recipe, made by the ordinary steps and
 * proved like any other. It equals the given recipe if there is nothing to change (a piece without
 * drums has no separate cut without drums). Throws if the piece is too short for the cut.
 */
export function alternateRecipe(recipe: Recipe, alternate: Alternate): Recipe {
  return RecipeSchema.parse({
    ...recipe,
    ...withoutUnusedSoundFont(recipe, {
      ...recipe.composition,
      ...changedComposition(recipe.composition, alternate),
    }),
  });
}

function changedComposition(composition: Composition, alternate: Alternate): Partial<Composition> {
  if (alternate === 'loop') return { ending: 'loop' };
  if (alternate === 'no-drums') {
    const parts = composition.parts.filter((part) => part !== 'drums');
    return parts.length === 0 ? {} : { parts };
  }
  const seconds = CUT_SECONDS[alternate];
  if (seconds === undefined || composition.durationSeconds <= seconds)
    throw new RangeError(
      `${alternate} needs a piece of more than ${seconds} s, this one has ${composition.durationSeconds} s`,
    );
  const shorter = seconds / composition.durationSeconds;
  return {
    durationSeconds: seconds,
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
      ? { hits: composition.hits.filter(({ second }) => second < seconds) }
      : {}),
  };
}

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
