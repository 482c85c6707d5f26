import type pg from 'pg';
import type { TrackQuery, TrackSummary, TrackView } from '@fermata/contracts/http';
import type { Page } from '../database/page.ts';
import type { PrismaClient } from '../generated/client.ts';
import { partnerView } from '../offer/partner-view.ts';
import { holdOf } from '../project-hold/project-hold-row.ts';
import { type ReviewRecord, toReviewRecord } from '../review/review-record.ts';
import { listTracks } from './list-tracks.ts';
import { readCommandContext, type TrackCommandContext } from './read-command-context.ts';
import { readTrackRows } from './read-track-rows.ts';
import type { TrackRow } from './track-row.ts';
import { candidateView, type VersionRecord, versionRecord } from './track-views.ts';

/**
 * A track without the fields that depend on the principal (`allowedActions`), on actors (`mayDecide`) or on wording
 * (`now`, `percent`). `releaseTerms` has `publishOn`.
 */
export type TrackRecord = Omit<
  TrackView,
  'allowedActions' | 'mayDecide' | 'now' | 'percent' | 'publishOn' | 'review' | 'versions'
> &
  Pick<TrackRow, 'projectId' | 'reviewTerms' | 'releaseTerms'> & {
    /** Sha256 of the request: the same Idempotency-Key with another request is a conflict. */
    requestSha256: string;
    /** Failed withdrawals of its release. */
    /** The withdrawals of its release that have failed, also if they were completed later: it never falls. */
    failedWithdrawals: number;
    versions: VersionRecord[];
    /** The newest review of the track, open or closed. */
    review: ReviewRecord | null;
  };

export interface TrackRepository {
  find(projectId: string, trackId: string): Promise<TrackRecord | null>;
  /** Tracks that meet all conditions, newest first. Throws InvalidCursorError. */
  list(projectId: string, query: TrackQuery): Promise<Page<TrackSummary>>;
  request(projectId: string, trackId: string): Promise<{ requestSha256: string } | null>;
  /** Counts of holds, resumptions and refused commands of this actor. Zeros for an unknown track. */
  commandContext(projectId: string, trackId: string, actor: string): Promise<TrackCommandContext>;
}

export function createTrackRepository(prisma: PrismaClient, pool: pg.Pool): TrackRepository {
  return {
    async find(projectId, trackId) {
      const rows = await readTrackRows(pool, projectId, trackId);
      if (rows === null) return null;
      const { track, review } = rows;
      const titleOf = (wanted: number): string =>
        rows.versions.find(({ version }) => version === wanted)?.title ?? track.title;
      const documentOf = (wanted: number) =>
        rows.versions.find(({ version }) => version === wanted)?.document;
      return {
        ...track,
        order: track.partnerOrder,
        candidates: rows.candidates.map((row) => candidateView(row, titleOf(row.version))),
        versions: rows.versions.map((row) => versionRecord(row, track.title)),
        review:
          review &&
          toReviewRecord(review, rows.decisions, {
            title: titleOf(review.version),
            requestedBy: track.requestedBy,
            findings: documentOf(review.version)?.findings ?? [],
            understanding: documentOf(review.version)?.intent?.understanding ?? [],
            versions: rows.versions,
          }),
        failedWithdrawals: rows.failedWithdrawals,
        upc: rows.upc,
        releaseQuestion: rows.releaseQuestion,
        projectHold: holdOf(rows.projectHold),
        partners: rows.offers
          .filter(({ releaseId }) => releaseId === track.releaseId)
          .map(partnerView),
        costs: rows.costs,
        eventCount: rows.events,
      };
    },

    list: (projectId, query) => listTracks(pool, projectId, query),

    request: (projectId, trackId) =>
      prisma.track.findFirst({ where: { projectId, trackId }, select: { requestSha256: true } }),

    commandContext: (projectId, trackId, actor) =>
      readCommandContext(pool, projectId, trackId, actor),
  };
}
