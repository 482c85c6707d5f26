import { z } from 'zod';
import { Recipe } from '@fermata/contracts/values';
import { type ActiveRecall, findRecall } from '@fermata/domain/recall';
import type { PrismaClient } from '../generated/client.ts';
import { recallTable } from './recall-row.ts';

export interface VersionKey {
  readonly projectId: string;
  readonly trackId: string;
  readonly version: number;
}

const RecipeRow = z.object({ recipe: Recipe.pick({ engine: true, model: true }).strip() });

export async function activeRecalls(
  prisma: PrismaClient,
  projectId: string,
): Promise<ActiveRecall[]> {
  const rows = await prisma.recall.findMany({
    where: { projectId, liftedAt: null },
    orderBy: [{ orderedAt: 'asc' }, { recallId: 'asc' }],
  });
  return rows.map((row) => recallTable.row.parse(row));
}

/** The recall of what a version was made with, or null. One read while the project has no recall. */
export async function recallOfVersion(
  prisma: PrismaClient,
  { projectId, trackId, version }: VersionKey,
): Promise<ActiveRecall | null> {
  const recalls = await activeRecalls(prisma, projectId);
  if (recalls.length === 0) return null;
  const where = { projectId, trackId, version };
  const [made, uses] = await prisma.$transaction([
    prisma.version.findFirst({ where, select: { recipeId: true } }),
    prisma.assetUse.findMany({ where, distinct: ['recipeId'], select: { recipeId: true } }),
  ]);
  const recipeIds = [made, ...uses].flatMap((row) => row?.recipeId ?? []);
  const rows = await prisma.recipe.findMany({
    where: { projectId, recipeId: { in: recipeIds } },
    select: { recipe: true },
  });
  return findRecall(
    recalls,
    rows.map((row) => RecipeRow.parse(row).recipe),
  );
}
