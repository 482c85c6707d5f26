import type { Alternate } from '@fermata/contracts/values';

/** The version of a track that a piece of work belongs to. */
export interface VersionRef {
  readonly projectId: string;
  readonly trackId: string;
  readonly version: number;
}

/** A recipe of a version. `alternate`: the cut that it makes; absent for the full one. */
export interface RecipeRef extends VersionRef {
  readonly recipeId: string;
  readonly alternate?: Alternate;
}
