import type { ReviewView } from '@fermata/contracts/http';
import { decodeCursor, type Page, toPage } from '../database/page.ts';
import type { PrismaClient } from '../generated/client.ts';
import { versionTable } from '../version/version-row.ts';
import { type ReviewRecord, toReviewRecord } from './review-record.ts';
import { decisionTable, ShownReview } from './review-rows.ts';

export interface ReviewRepository {
  find(projectId: string, reviewId: string): Promise<ReviewRecord | null>;
  /** The track's review that still takes decisions (state `open` or `grace`). */
  openFor(projectId: string, trackId: string): Promise<ReviewRecord | null>;
  /** Newest first; `open` lists those in state `open` or `grace`. Throws InvalidCursorError. */
  list(
    projectId: string,
    query: { state: 'open' | 'all'; cursor?: string | undefined; limit: number },
  ): Promise<Page<ReviewRecord>>;
}

/** The states in which a review still takes decisions. */
const OPEN_STATES = ['open', 'grace'] satisfies ReviewView['state'][];

export function createReviewRepository(prisma: PrismaClient): ReviewRepository {
  async function recordsOf(rows: readonly unknown[]): Promise<ReviewRecord[]> {
    const reviews = rows.map((row) => ShownReview.parse(row));
    const trackIds = [...new Set(reviews.map(({ trackId }) => trackId))];
    const [decisions, tracks, versions] = await prisma.$transaction([
      prisma.decision.findMany({
        where: { reviewId: { in: reviews.map(({ reviewId }) => reviewId) } },
      }),
      prisma.track.findMany({
        where: { trackId: { in: trackIds } },
        select: { trackId: true, title: true, requestedBy: true },
      }),
      prisma.version.findMany({ where: { trackId: { in: trackIds } } }),
    ]);
    const decided = decisions.map((row) => decisionTable.row.parse(row));
    const made = versions.map((row) => versionTable.row.parse(row));
    return reviews.map((review) => {
      const track = tracks.find(({ trackId }) => trackId === review.trackId);
      if (track === undefined)
        throw new Error(`review ${review.reviewId} has no track ${review.trackId}`);
      const ofTrack = made.filter(({ trackId }) => trackId === review.trackId);
      const version = ofTrack.find((row) => row.version === review.version);
      return toReviewRecord(review, decided, {
        title: version?.title ?? track.title,
        requestedBy: track.requestedBy,
        findings: version?.document.findings ?? [],
        understanding: version?.document.intent?.understanding ?? [],
        versions: ofTrack,
      });
    });
  }

  async function recordOf(row: unknown): Promise<ReviewRecord | null> {
    if (row === null) return null;
    const [record] = await recordsOf([row]);
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
