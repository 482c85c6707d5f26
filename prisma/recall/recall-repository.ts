import type pg from 'pg';
import type { EventData } from '@fermata/contracts/events';
import { type RecallCounts, type RecallSubject, SYSTEM_ACTOR } from '@fermata/contracts/values';
import type { ActiveRecall } from '@fermata/domain/recall';
import { inTransaction } from '../database/in-transaction.ts';
import { decodeCursor, type Page, toPage } from '../database/page.ts';
import { SequenceConflictError } from '../events/errors.ts';
import type { EventStore } from '../events/event-store.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';
import {
  activeRecalls,
  recallOfVersion,
  recallsOfVersions,
  type VersionKey,
} from './recall-of-version.ts';
import { type RecallRow, recallTable } from './recall-row.ts';
import {
  type RecalledRelease,
  recalledReleases,
  recalledReleasesInReach,
  type ReleaseInReach,
} from './recalled-releases.ts';
import {
  countRecalledTracks,
  firstRecalledTracks,
  type RecalledTrack,
  type RecalledTracks,
  recalledTracksInReach,
  type TrackInReach,
} from './recalled-tracks.ts';

export type RecallRecord = RecallRow;

interface RecallKey {
  readonly projectId: string;
  readonly recallId: string;
}

export interface NewRecall extends RecallKey {
  readonly subject: RecallSubject;
  readonly reason: string;
  readonly expectedTracks: number;
  readonly actor: string;
}

/** Recalls of engines and models. One is in effect until it is lifted. */
export interface RecallRepository {
  /** A repeat returns the first one under this id, whatever it says. */
  start(recall: NewRecall): Promise<RecallRecord>;
  /** Lifting it again has no effect. Null: the project has no such recall. */
  lift(recall: RecallKey & { actor: string }, reason: string): Promise<RecallRecord | null>;
  /** Records once that no partner has any of its tracks, unless it was lifted. */
  complete(
    recall: RecallKey & { workflowId: string; runId: string },
    result: Pick<EventData<'recall.completed'>, 'tracks' | 'withdrawn'>,
  ): Promise<void>;
  find(projectId: string, recallId: string): Promise<RecallRecord | null>;
  /** Newest first. Throws InvalidCursorError. */
  list(
    projectId: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<Page<RecallRecord>>;
  /** The recalls in effect, oldest first. */
  active(projectId: string): Promise<ActiveRecall[]>;
  /** The recall in effect that affects a track's current version, or null. */
  ofTrack(projectId: string, trackId: string): Promise<ActiveRecall | null>;
  /** A recall in effect that affects one of these versions, each of another track, or null. */
  ofVersions(
    projectId: string,
    versions: readonly Omit<VersionKey, 'projectId'>[],
  ): Promise<ActiveRecall | null>;
  /** `since`: counts withdrawals from this time on; null: counts none. */
  count(tracks: RecalledTracks, since: string | null): Promise<RecallCounts>;
  /** The first affected tracks by id, in every stage. */
  firstTracks(tracks: RecalledTracks, limit: number): Promise<RecalledTrack[]>;
  /** The releases to be withdrawn or stopped, of one or several recordings: their number, and the first by id. */
  releases(
    tracks: RecalledTracks,
    limit: number,
  ): Promise<{ total: number; first: RecalledRelease[] }>;
  /** Affected tracks whose own release partners have or that runs, after an id. */
  tracksInReach(
    tracks: RecalledTracks,
    range: { readonly after: string; readonly limit: number },
  ): Promise<TrackInReach[]>;
  /** Affected releases created by people that partners hold or that run, after an id. */
  releasesInReach(
    tracks: RecalledTracks,
    range: { readonly after: string; readonly limit: number },
  ): Promise<ReleaseInReach[]>;
}

// Raw: a lock in the transaction that appends the event.
const LOCK_RECALL = `
  SELECT completed_at, lifted_at FROM public.recall WHERE project_id = $1 AND recall_id = $2 FOR UPDATE`;

interface LockedRow {
  readonly completed_at: Date | null;
  readonly lifted_at: Date | null;
}

const streamOf = (recallId: string): string => `recall/${recallId}`;

export function createRecallRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  events: Pick<EventStore, 'append'>,
  writer: EventWriter,
): RecallRepository {
  async function find(projectId: string, recallId: string): Promise<RecallRecord | null> {
    const row = await prisma.recall.findFirst({ where: { projectId, recallId } });
    return row && recallTable.row.parse(row);
  }

  const lock = async (
    client: pg.PoolClient,
    { projectId, recallId }: RecallKey,
  ): Promise<LockedRow | undefined> =>
    (await client.query<LockedRow>(LOCK_RECALL, [projectId, recallId])).rows[0];

  return {
    find,

    async start({ projectId, recallId, actor, ...content }) {
      try {
        await events.append([
          {
            ...{ projectId, actor, stream: streamOf(recallId), sequence: 1 },
            ...{ workflowId: null, runId: null, occurredAt: new Date().toISOString() },
            type: 'recall.started',
            data: { recallId, ...content },
          },
        ]);
      } catch (error) {
        if (!(error instanceof SequenceConflictError)) throw error;
      }
      const started = await find(projectId, recallId);
      if (started === null) throw new Error(`the recall ${recallId} was not projected`);
      return started;
    },

    async lift({ projectId, recallId, actor }, reason) {
      await inTransaction(pool, async (client) => {
        const row = await lock(client, { projectId, recallId });
        if (row?.lifted_at !== null) return;
        await writer.appendRowEvent(
          client,
          { stream: streamOf(recallId), projectId, actor },
          'recall.lifted',
          { recallId, reason },
        );
      });
      return find(projectId, recallId);
    },

    async complete({ projectId, recallId, workflowId, runId }, result) {
      await inTransaction(pool, async (client) => {
        const row = await lock(client, { projectId, recallId });
        if (!row || row.completed_at !== null || row.lifted_at !== null) return;
        await writer.appendNext(client, {
          ...{ projectId, stream: streamOf(recallId), actor: SYSTEM_ACTOR, workflowId, runId },
          occurredAt: new Date().toISOString(),
          type: 'recall.completed',
          data: { recallId, ...result },
        });
      });
    },

    async list(projectId, { cursor, limit }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = await prisma.recall.findMany({
        where: {
          projectId,
          ...(after === undefined
            ? {}
            : {
                OR: [
                  { startedAt: { lt: after.at } },
                  { startedAt: after.at, recallId: { lt: after.id } },
                ],
              }),
        },
        orderBy: [{ startedAt: 'desc' }, { recallId: 'desc' }],
        take: limit + 1,
      });
      const { items, nextCursor } = toPage(rows, limit, ({ startedAt, recallId }) => ({
        at: startedAt,
        id: recallId,
      }));
      return { items: items.map((row) => recallTable.row.parse(row)), nextCursor };
    },

    active: (projectId) => activeRecalls(prisma, projectId),

    async ofTrack(projectId, trackId) {
      const track = await prisma.track.findFirst({
        where: { projectId, trackId },
        select: { version: true },
      });
      return track && recallOfVersion(prisma, { projectId, trackId, version: track.version });
    },

    async ofVersions(projectId, versions) {
      const [recall = null] = (await recallsOfVersions(prisma, projectId, versions)).values();
      return recall;
    },

    count: (tracks, since) => countRecalledTracks(pool, tracks, since),
    firstTracks: (tracks, limit) => firstRecalledTracks(pool, tracks, limit),
    releases: (tracks, limit) => recalledReleases(pool, tracks, limit),
    tracksInReach: (tracks, range) => recalledTracksInReach(pool, tracks, range),
    releasesInReach: (tracks, range) => recalledReleasesInReach(pool, tracks, range),
  };
}
