import { ReviewMinimum } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';
import { reviewMinimumTable } from './review-minimum-row.ts';

/** `setBy` and `setAt` are null if nothing was set. */
export interface ReviewMinimumRecord {
  readonly terms: ReviewMinimum;
  readonly setBy: string | null;
  readonly setAt: string | null;
}

export interface ReviewMinimumRepository {
  /** The minimum itself is set by events of the project. */
  find(projectId: string): Promise<ReviewMinimumRecord>;
}

export function createReviewMinimumRepository(prisma: PrismaClient): ReviewMinimumRepository {
  return {
    async find(projectId) {
      const row = await prisma.reviewMinimum.findUnique({ where: { projectId } });
      return row === null
        ? { terms: ReviewMinimum.parse({}), setBy: null, setAt: null }
        : reviewMinimumTable.row.parse(row);
    },
  };
}
