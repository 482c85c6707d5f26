import {
  type Recipe,
  Recipe as RecipeSchema,
  type Remake,
  type Take,
} from '@fermata/contracts/values';

/**
 * Why this part or section cannot be made again on its own; null if it can. `sections`: how many the
 * score has, if known.
 */
export function remakeIssue(
  recipe: Recipe,
  { part, section }: Remake,
  sections?: number,
): string | null {
  const { parts } = recipe.composition;
  if (part !== undefined && !parts.includes(part))
    return `it has no ${part}; its parts are ${parts.join(', ')}`;
  if (section !== undefined && sections !== undefined && section >= sections)
    return `it has no section ${section}; its sections are 0 to ${sections - 1}`;
  return null;
}

/** The next take of the named part or section. */
export function nextTake(recipe: Recipe, { part, section }: Remake): Take {
  const before = recipe.composition.takes?.find(
    (take) => take.part === part && take.section === section,
  );
  return {
    ...(section === undefined ? {} : { section }),
    ...(part === undefined ? {} : { part }),
    take: (before?.take ?? 0) + 1,
  };
}

/**
 * The same recipe, engine and seed with one more take; everything else stays the same, byte for byte.
 * Throws if `remakeIssue` has a reason.
 */
export function remakeRecipe(recipe: Recipe, remake: Remake): Recipe {
  const issue = remakeIssue(recipe, remake);
  if (issue !== null) throw new RangeError(`this version cannot be remade like that: ${issue}`);
  const take = nextTake(recipe, remake);
  const others =
    recipe.composition.takes?.filter(
      ({ part, section }) => part !== take.part || section !== take.section,
    ) ?? [];
  return RecipeSchema.parse({
    ...recipe,
    composition: { ...recipe.composition, takes: [...others, take] },
  });
}
