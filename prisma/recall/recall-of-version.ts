import { z } from 'zod';
import { Intent, Recipe } from '@fermata/contracts/values';
import { type ActiveRecall, findRecall, readersOf } from '@fermata/domain/recall';
import type { PrismaClient } from '../generated/client.ts';
import { recallTable } from './recall-row.ts';

export interface VersionKey {
  readonly projectId: string;
  readonly trackId: string;
  readonly version: number;
}

const UsedRecipe = Recipe.pick({ engine: true, model: true }).strip();
const Understood = z.object({ intent: Intent.pick({ interpreter: true }).strip().optional() });

export async function activeRecalls(
  prisma: PrismaClient,
  projectId: string,
): Promise<ActiveRecall[]> {
  const rows = await prisma.recall.findMany({
    where: { projectId, liftedAt: null },
    orderBy: [{ startedAt: 'asc' }, { recallId: 'asc' }],
  });
  return rows.map((row) => recallTable.row.parse(row));
}

/** The recall of the engine or a model that a version needed, or null. One read while the project has no recall. */
export async function recallOfVersion(
  prisma: PrismaClient,
  { projectId, trackId, version }: VersionKey,
): Promise<ActiveRecall | null> {
  const recalls = await recallsOfVersions(prisma, projectId, [{ trackId, version }]);
  return recalls.get(trackId) ?? null;
}

/** The recalls of the engines and models of the versions, each of another track, by track. */
export async function recallsOfVersions(
  prisma: PrismaClient,
  projectId: string,
  versions: readonly Omit<VersionKey, 'projectId'>[],
): Promise<ReadonlyMap<string, ActiveRecall>> {
  const recalls = versions.length === 0 ? [] : await activeRecalls(prisma, projectId);
  if (recalls.length === 0) return new Map();
  const where = {
    projectId,
    OR: versions.map(({ trackId, version }) => ({ trackId, version })),
  };
  const [made, uses] = await prisma.$transaction([
    prisma.version.findMany({
      where,
      select: { trackId: true, recipeId: true, document: true },
    }),
    prisma.assetUse.findMany({
      where,
      distinct: ['trackId', 'recipeId'],
      select: { trackId: true, recipeId: true },
    }),
  ]);
  const used = [...made, ...uses].flatMap(({ trackId, recipeId }) =>
    recipeId === null ? [] : [{ trackId, recipeId }],
  );
  const rows = await prisma.recipe.findMany({
    where: { projectId, recipeId: { in: used.map(({ recipeId }) => recipeId) } },
    select: { recipeId: true, recipe: true },
  });
  const recipes = new Map(rows.map(({ recipeId, recipe }) => [recipeId, UsedRecipe.parse(recipe)]));
  const understood = new Map(
    made.map(({ trackId, document }) => {
      const { intent } = Understood.parse(document ?? {});
      return [trackId, intent ? [{ readers: readersOf(intent.interpreter) }] : []];
    }),
  );
  const recalled = versions.flatMap(({ trackId }): [string, ActiveRecall][] => {
    const ofTrack = used.filter((use) => use.trackId === trackId);
    const recall = findRecall(recalls, [
      ...ofTrack.flatMap(({ recipeId }) => recipes.get(recipeId) ?? []),
      ...(understood.get(trackId) ?? []),
    ]);
    return recall === null ? [] : [[trackId, recall]];
  });
  return new Map(recalled);
}
