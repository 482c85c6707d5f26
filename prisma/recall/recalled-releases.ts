import type pg from 'pg';
import { z } from 'zod';
import type { RecallDryRun } from '@fermata/contracts/http';
import { WITHDRAWABLE_STAGES } from '@fermata/domain/recall';
import { fromColumns } from '../database/row.ts';
import {
  CREATED_BY_PERSON,
  IN_REACH,
  isOffered,
  isWithdrawing,
  MADE_WITH,
  partOfRecipe,
} from './recall-conditions.ts';
import type { RecalledTracks } from './recalled-tracks.ts';

/** Partners hold the `release` that a person has created, or it is being offered. */
const CREATED_IN_REACH = `
  ${CREATED_BY_PERSON} AND (release.ended_at IS NULL OR ${isOffered('release')})
    AND EXISTS (
      SELECT FROM (
        SELECT $1 AS project_id, recording->>'trackId' AS track_id, (recording->>'version')::int AS version
        FROM jsonb_array_elements(release.recordings) AS recording) AS track
      WHERE ${MADE_WITH})`;
const RELEASES_IN_REACH = `
  SELECT release.release_id, release.track_id, release.ended_at IS NOT NULL AS ended,
    ${isWithdrawing('release')} AS withdrawing
  FROM public.release AS release WHERE ${CREATED_IN_REACH} AND release.release_id > $3
  ORDER BY release.release_id LIMIT $4`;
const ALL = `
  SELECT release_id, title, recordings, ended, count(*) OVER ()::int AS total FROM (
    SELECT track.release_id, track.title, 1 AS recordings, track.stage <> 'publishing' AS ended
    FROM public.track AS track
    WHERE ${MADE_WITH} AND track.release_id IS NOT NULL AND ${IN_REACH}
    UNION ALL
    SELECT release.release_id, release.content->>'title', jsonb_array_length(release.recordings),
      release.ended_at IS NOT NULL
    FROM public.release AS release WHERE ${CREATED_IN_REACH}) AS recalled
  ORDER BY release_id LIMIT $4`;

const ReleaseInReach = fromColumns(
  z.object({
    releaseId: z.string(),
    trackId: z.string(),
    ended: z.boolean(),
    withdrawing: z.boolean(),
  }),
);
const ReleaseRow = fromColumns(
  z.object({
    releaseId: z.string(),
    title: z.string(),
    recordings: z.number().int(),
    ended: z.boolean(),
    total: z.number().int(),
  }),
);

/** A release that a person has created. `trackId`: of its first recording. */
export type ReleaseInReach = z.infer<typeof ReleaseInReach>;

/** `ended`: it is withdrawn; otherwise it runs, and is stopped. */
export type RecalledRelease = Omit<RecallDryRun['releases'][number], 'action'> & {
  readonly ended: boolean;
};

/** Those that people have created, after an id. */
export async function recalledReleasesInReach(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<ReleaseInReach[]> {
  const { rows } = await pool.query(RELEASES_IN_REACH, [
    ...[projectId, partOfRecipe(subject), after, limit],
  ]);
  return rows.map((row) => ReleaseInReach.parse(row));
}

/** All that partners have or that run: their number, and the first ones by id. */
export async function recalledReleases(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  limit: number,
): Promise<{ total: number; first: RecalledRelease[] }> {
  const { rows } = await pool.query(ALL, [
    ...[projectId, partOfRecipe(subject), WITHDRAWABLE_STAGES, limit],
  ]);
  const found = rows.map((row) => ReleaseRow.parse(row));
  return {
    total: found[0]?.total ?? 0,
    first: found.map(({ total: _total, ...release }) => release),
  };
}
