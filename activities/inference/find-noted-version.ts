import { type Recipe, Score } from '@fermata/contracts/values';
import type { NotedVersion } from '@fermata/models';
import type { Catalogue } from '@fermata/prisma';
import { AssetNotFoundError } from '@fermata/storage';
import type { AssetLinker } from '../steps/asset-linker.ts';

/** The version of a recipe, as a note is about it. Without a score if it is not recorded, or evicted. */
export async function findNotedVersion(
  { catalogue, linker }: { catalogue: Pick<Catalogue, 'tracks'>; linker: AssetLinker },
  of: {
    readonly projectId: string;
    readonly trackId: string | undefined;
    readonly recipeId: string;
    readonly recipe: Recipe;
  },
): Promise<NotedVersion> {
  const { projectId, trackId, recipeId, recipe } = of;
  const track = trackId === undefined ? null : await catalogue.tracks.find(projectId, trackId);
  const ref = track?.candidates
    .find((candidate) => candidate.recipeId === recipeId)
    ?.assets.find(({ kind }) => kind === 'score');
  if (!ref) return { recipe };
  try {
    return { recipe, score: Score.parse(await linker.readJson(projectId, ref)) };
  } catch (error) {
    if (error instanceof AssetNotFoundError) return { recipe };
    throw error;
  }
}
