import type pg from 'pg';
import type { z } from 'zod';
import type { OpenTrackQuery, OpenTrackView } from '@fermata/contracts/http';
import { DEFAULT_USE } from '@fermata/contracts/values';
import { isOpenTrack } from '@fermata/domain/open-track';
import { type Page, toPage } from '../database/page.ts';
import { fromColumns } from '../database/row.ts';
import type { PrismaClient } from '../generated/client.ts';
import { recallsOfVersions } from '../recall/recall-of-version.ts';
import { OPEN_TEXT, trackConditions } from '../track/track-conditions.ts';
import { trackTable } from '../track/track-row.ts';
import { versionTable } from '../version/version-row.ts';

/** A track that a partner may ask for now, without the link to hear it. */
export type OpenTrackRecord = Omit<OpenTrackView, 'audio'> & { readonly version: number };

/** A partner of a project. */
export interface OpenTo {
  readonly projectId: string;
  readonly partner: string;
}

export interface OpenTrackRepository {
  /**
   * The tracks that the partner may ask for now, newest first. A page may have fewer items than its limit. Throws
   * InvalidCursorError.
   */
  list(to: OpenTo, query: OpenTrackQuery): Promise<Page<OpenTrackRecord>>;
  /** Null: the track is not open to the partner, or does not exist. */
  find(to: OpenTo, trackId: string): Promise<OpenTrackRecord | null>;
}

const Row = fromColumns(
  trackTable.row
    .pick({
      trackId: true,
      title: true,
      stage: true,
      version: true,
      createdAt: true,
      brief: true,
      intent: true,
      style: true,
      mood: true,
      tempoBpm: true,
      durationSeconds: true,
      releaseTerms: true,
    })
    .extend({
      published: fromColumns(versionTable.row.pick({ title: true, document: true })).nullable(),
    }),
);
type Row = z.infer<typeof Row>;

// Raw: as in list-tracks.ts, with the current version of each track. Which of them are open, the domain decides.
const SELECT = `
  SELECT track_id, title, stage, version, created_at, brief, intent, style, mood, tempo_bpm, duration_seconds,
    release_terms, (SELECT row_to_json(found) FROM public.version AS found
      WHERE found.track_id = track.track_id AND found.version = track.version) AS published
  FROM public.track AS track`;
const FIND = `${SELECT} WHERE project_id = $1 AND track_id = $2`;

export function createOpenTrackRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
): OpenTrackRepository {
  async function openTo(
    { projectId, partner }: OpenTo,
    rows: readonly Row[],
  ): Promise<OpenTrackRecord[]> {
    const open = rows.filter((row) => isOpenTrack(row, partner));
    const recalls = await recallsOfVersions(prisma, projectId, open);
    return open
      .filter(({ trackId }) => !recalls.has(trackId))
      .flatMap((row) => toRecord(row) ?? []);
  }

  return {
    async list(to, query) {
      const { limit } = query;
      const values: unknown[] = [];
      const use = (value: unknown): string => `$${values.push(value)}`;
      const conditions = [
        ...trackConditions(to.projectId, query, { use, text: OPEN_TEXT }),
        `stage = 'approved'`,
        `release_terms->'partners' ? ${use(to.partner)}::text`,
      ];
      const { rows } = await pool.query(
        `${SELECT} WHERE ${conditions.join(' AND ')}
         ORDER BY created_at DESC, track_id DESC LIMIT ${limit + 1}`,
        values,
      );
      const { items, nextCursor } = toPage(
        rows.map((row) => Row.parse(row)),
        limit,
        ({ createdAt, trackId }) => ({ at: new Date(createdAt), id: trackId }),
      );
      return { items: await openTo(to, items), nextCursor };
    },

    async find(to, trackId) {
      const { rows } = await pool.query(FIND, [to.projectId, trackId]);
      const [record = null] = await openTo(
        to,
        rows.map((row) => Row.parse(row)),
      );
      return record;
    },
  };
}

/** Null for a version that is not completed: an approved one always is. */
function toRecord(row: Row): OpenTrackRecord | null {
  if (row.published === null) return null;
  const { title, document } = row.published;
  const { versionSha256, metadata, aiDisclosure, master, tags = [] } = document;
  if (versionSha256 === undefined || metadata === undefined || aiDisclosure === undefined)
    return null;
  const { artists, explicit, language, pLine, cLine } = metadata;
  return {
    ...{ trackId: row.trackId, version: row.version, versionSha256 },
    title: title ?? row.title,
    artists,
    ...{ style: row.style, mood: row.mood, tempoBpm: row.tempoBpm },
    key: row.intent?.key ?? null,
    durationSeconds: master?.figures.durationSeconds ?? row.durationSeconds,
    tags,
    territories: row.releaseTerms.territories ?? null,
    licence: { use: row.brief.use ?? DEFAULT_USE, aiDisclosure, explicit, language, pLine, cLine },
  };
}
