import { z } from 'zod';
import { LocatedFinding } from '@fermata/contracts/values';
import type { Catalogue, ReviewRecord } from '../catalogue.ts';
import type { PrismaClient, Review } from '../generated/client.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { OPEN_STATES, toReviewRecord } from './review-record.ts';

export function openReviews(prisma: PrismaClient): Catalogue['reviews'] {
  async function recordsOf(reviews: readonly Review[]): Promise<ReviewRecord[]> {
    const trackIds = [...new Set(reviews.map(({ trackId }) => trackId))];
    const [decisions, tracks, versions] = await prisma.$transaction([
      prisma.decision.findMany({
        where: { reviewId: { in: reviews.map(({ reviewId }) => reviewId) } },
      }),
      prisma.track.findMany({
        where: { trackId: { in: trackIds } },
        select: { trackId: true, title: true, requestedBy: true },
      }),
      prisma.version.findMany({
        where: { trackId: { in: trackIds } },
        select: { trackId: true, version: true, title: true, findings: true },
      }),
    ]);
    return reviews.map((review) => {
      const track = tracks.find(({ trackId }) => trackId === review.trackId);
      if (track === undefined)
        throw new Error(
          `review ${review.reviewId} belongs to track ${review.trackId}, which no event accepted`,
        );
      // What was reviewed bore the title of its own version.
      const reviewed = versions.find(
        ({ trackId, version }) => trackId === review.trackId && version === review.version,
      );
      return toReviewRecord(review, decisions, {
        title: reviewed?.title ?? track.title,
        requestedBy: track.requestedBy,
        findings: z.array(LocatedFinding).nullish().parse(reviewed?.findings) ?? [],
      });
    });
  }

  async function recordOf(review: Review | null): Promise<ReviewRecord | null> {
    if (review === null) return null;
    const [record] = await recordsOf([review]);
    return record ?? null;
  }

  return {
    find: async (projectId, reviewId) =>
      recordOf(await prisma.review.findFirst({ where: { projectId, reviewId } })),

    openFor: async (projectId, trackId) =>
      recordOf(
        await prisma.review.findFirst({
          where: { projectId, trackId, state: { in: OPEN_STATES } },
          orderBy: [{ openedAt: 'desc' }, { version: 'desc' }],
        }),
      ),

    async list(projectId, { state, cursor, limit }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = await prisma.review.findMany({
        where: {
          projectId,
          ...(state === 'open' ? { state: { in: OPEN_STATES } } : {}),
          ...(after === undefined
            ? {}
            : {
                OR: [
                  { openedAt: { lt: after.at } },
                  { openedAt: after.at, reviewId: { lt: after.id } },
                ],
              }),
        },
        orderBy: [{ openedAt: 'desc' }, { reviewId: 'desc' }],
        take: limit + 1,
      });
      const { items, nextCursor } = toPage(rows, limit, ({ openedAt, reviewId }) => ({
        at: openedAt,
        id: reviewId,
      }));
      return { items: await recordsOf(items), nextCursor };
    },
  };
}
