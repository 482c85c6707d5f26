import type pg from 'pg';
import { z } from 'zod';
import { type RecallCounts, type RecallSubject, Stage } from '@fermata/contracts/values';
import { FURTHER_RELEASES, recallActionOnTrack, WITHDRAWABLE_STAGES } from '@fermata/domain/recall';
import { fromColumns } from '../database/row.ts';
import {
  CREATED_BY_PERSON,
  IN_REACH,
  isOffered,
  isWithdrawing,
  MADE_WITH,
  partOfRecipe,
} from './recall-conditions.ts';

/** The project's tracks whose current version was made with the subject. */
export interface RecalledTracks {
  readonly projectId: string;
  readonly subject: RecallSubject;
}

/** A release that a person has created with the version of the `track`. */
const WITH_TRACK = `
  ${CREATED_BY_PERSON} AND release.recordings @>
    jsonb_build_array(jsonb_build_object('trackId', track.track_id, 'version', track.version))`;
const FURTHER = `
  CASE
    WHEN EXISTS (
      SELECT FROM public.release AS release
      WHERE ${WITH_TRACK} AND release.ended_at IS NOT NULL AND ${isOffered('release')}) THEN 'offered'
    WHEN EXISTS (
      SELECT FROM public.release AS release
      WHERE ${WITH_TRACK} AND release.ended_at IS NULL) THEN 'running'
    ELSE 'none'
  END`;
const COUNTS = `
  SELECT stage, offered, further, withdrawn, count(*)::int AS count FROM (
    SELECT track.stage, ${isOffered('track')} AS offered, ${FURTHER} AS further, EXISTS (
      SELECT FROM public.withdrawal AS withdrawal
      WHERE withdrawal.project_id = $1 AND withdrawal.outcome = 'withdrawn'
        AND withdrawal.ended_at >= $3::timestamptz
        AND (withdrawal.release_id = track.release_id OR EXISTS (
          SELECT FROM public.release AS release
          WHERE ${WITH_TRACK} AND release.release_id = withdrawal.release_id))) AS withdrawn
    FROM public.track AS track WHERE ${MADE_WITH}) AS made
  GROUP BY stage, offered, further, withdrawn`;
const TRACK = `
  track.track_id, track.title, track.version, track.stage, track.release_id,
  ${isOffered('track')} AS offered`;
const FIRST = `
  SELECT ${TRACK}, ${FURTHER} AS further
  FROM public.track AS track WHERE ${MADE_WITH} ORDER BY track.track_id LIMIT $3`;
const TRACKS_IN_REACH = `
  SELECT ${TRACK}, ${isWithdrawing('track')} AS withdrawing
  FROM public.track AS track
  WHERE ${MADE_WITH} AND track.track_id > $4 AND ${IN_REACH}
  ORDER BY track.track_id LIMIT $5`;

const further = z.enum(FURTHER_RELEASES);
const CountRow = z.object({
  stage: Stage,
  offered: z.boolean(),
  further,
  withdrawn: z.boolean(),
  count: z.number().int(),
});
const track = {
  trackId: z.string(),
  title: z.string(),
  version: z.number().int(),
  stage: Stage,
  releaseId: z.string().nullable(),
  offered: z.boolean(),
};
const TrackRow = fromColumns(z.object({ ...track, further }));
const TrackInReach = fromColumns(z.object({ ...track, withdrawing: z.boolean() }));

export type RecalledTrack = z.infer<typeof TrackRow>;
/** `withdrawing`: by a withdrawal that has started, and in the last hour. */
export type TrackInReach = z.infer<typeof TrackInReach>;

/** `since`: counts withdrawals from this time on; null: counts none. */
export async function countRecalledTracks(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  since: string | null,
): Promise<RecallCounts> {
  const { rows } = await pool.query(COUNTS, [projectId, partOfRecipe(subject), since]);
  const counts = { withdraw: 0, stopRelease: 0, refuse: 0, nothing: 0, withdrawn: 0 };
  for (const row of rows) {
    const { count, withdrawn, ...state } = CountRow.parse(row);
    const action = recallActionOnTrack(state);
    counts[action === 'stop-release' ? 'stopRelease' : action] += count;
    if (withdrawn && (action === 'nothing' || action === 'refuse')) counts.withdrawn += count;
  }
  return counts;
}

/** The first ones by id, in every stage. */
export async function firstRecalledTracks(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  limit: number,
): Promise<RecalledTrack[]> {
  const { rows } = await pool.query(FIRST, [projectId, partOfRecipe(subject), limit]);
  return rows.map((row) => TrackRow.parse(row));
}

/** The tracks whose own release partners have or that runs, after an id. */
export async function recalledTracksInReach(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<TrackInReach[]> {
  const { rows } = await pool.query(TRACKS_IN_REACH, [
    ...[projectId, partOfRecipe(subject), WITHDRAWABLE_STAGES, after, limit],
  ]);
  return rows.map((row) => TrackInReach.parse(row));
}
