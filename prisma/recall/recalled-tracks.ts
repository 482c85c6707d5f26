import type pg from 'pg';
import { z } from 'zod';
import { type RecallCounts, type RecallSubject, Stage } from '@fermata/contracts/values';
import { recallAction, WITHDRAWABLE_STAGES } from '@fermata/domain/recall';
import { fromColumns } from '../database/row.ts';

/** The project's tracks whose current version was made with the subject. */
export interface RecalledTracks {
  readonly projectId: string;
  readonly subject: RecallSubject;
}

// Raw: joins over the JSON of recipes. $1 is the project, $2 a part of the recipe.
const MADE_WITH = `
  track.project_id = $1 AND (
    EXISTS (
      SELECT FROM public.version AS version
      JOIN public.recipe AS recipe ON recipe.project_id = $1 AND recipe.recipe_id = version.recipe_id
      WHERE version.track_id = track.track_id AND version.version = track.version AND recipe.recipe @> $2::jsonb)
    OR EXISTS (
      SELECT FROM public.asset_use AS use
      JOIN public.recipe AS recipe ON recipe.project_id = $1 AND recipe.recipe_id = use.recipe_id
      WHERE use.project_id = $1 AND use.track_id = track.track_id AND use.version = track.version
        AND recipe.recipe @> $2::jsonb))`;
// As `isTakenDown` decides.
const OFFERED = `
  EXISTS (
    SELECT FROM public.offer AS offer
    WHERE offer.project_id = $1 AND offer.release_id = track.release_id
      AND offer.state <> 'taken-down')`;
const COUNTS = `
  SELECT stage, offered, withdrawn, count(*)::int AS count FROM (
    SELECT track.stage, ${OFFERED} AS offered, EXISTS (
      SELECT FROM public.withdrawal AS withdrawal
      WHERE withdrawal.project_id = $1 AND withdrawal.release_id = track.release_id
        AND withdrawal.outcome = 'withdrawn' AND withdrawal.ended_at >= $3::timestamptz) AS withdrawn
    FROM public.track AS track WHERE ${MADE_WITH}) AS made
  GROUP BY stage, offered, withdrawn`;
const TRACK = `track.track_id, track.title, track.version, track.stage, track.release_id, ${OFFERED} AS offered`;
const FIRST = `
  SELECT ${TRACK} FROM public.track AS track WHERE ${MADE_WITH} ORDER BY track.track_id LIMIT $3`;
const IN_REACH = `
  SELECT ${TRACK}, EXISTS (
      SELECT FROM public.withdrawal AS withdrawal
      WHERE withdrawal.project_id = $1 AND withdrawal.release_id = track.release_id
        AND withdrawal.ended_at IS NULL AND withdrawal.started_at > now() - interval '1 hour') AS withdrawing
  FROM public.track AS track
  WHERE ${MADE_WITH} AND track.track_id > $3
    AND (track.stage = 'publishing' OR track.stage = ANY($4::text[]) AND ${OFFERED})
  ORDER BY track.track_id LIMIT $5`;

/** Releases of several recordings that partners hold, or that are being offered. */
const RELEASES_IN_REACH = `
  SELECT release.release_id, release.track_id, release.ended_at IS NOT NULL AS ended, EXISTS (
      SELECT FROM public.withdrawal AS withdrawal
      WHERE withdrawal.project_id = $1 AND withdrawal.release_id = release.release_id
        AND withdrawal.ended_at IS NULL AND withdrawal.started_at > now() - interval '1 hour') AS withdrawing
  FROM public.release AS release
  WHERE release.project_id = $1 AND release."order" IS NOT NULL AND release.started_at IS NOT NULL
    AND (release.ended_at IS NULL OR EXISTS (
      SELECT FROM public.offer AS offer
      WHERE offer.project_id = $1 AND offer.release_id = release.release_id
        AND offer.state <> 'taken-down'))
    AND EXISTS (
      SELECT FROM (
        SELECT $1 AS project_id, recording->>'trackId' AS track_id, (recording->>'version')::int AS version
        FROM jsonb_array_elements(release.recordings) AS recording) AS track
      WHERE ${MADE_WITH})
  ORDER BY release.release_id LIMIT $3`;

const CountRow = z.object({
  stage: Stage,
  offered: z.boolean(),
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
const TrackRow = fromColumns(z.object(track));
const TrackInReach = fromColumns(z.object({ ...track, withdrawing: z.boolean() }));

const ReleaseInReach = fromColumns(
  z.object({
    releaseId: z.string(),
    trackId: z.string(),
    ended: z.boolean(),
    withdrawing: z.boolean(),
  }),
);

/** A release of several recordings. `trackId`: of the first one. */
export type ReleaseInReach = z.infer<typeof ReleaseInReach>;
export type RecalledTrack = z.infer<typeof TrackRow>;
/** `withdrawing`: by a withdrawal that has started, and in the last hour. */
export type TrackInReach = z.infer<typeof TrackInReach>;

/** The part of a recipe that names the subject. */
const partOfRecipe = (subject: RecallSubject): string =>
  JSON.stringify(
    subject.kind === 'engine'
      ? { engine: { sha256: subject.sha256 } }
      : { model: { name: subject.name, version: subject.version } },
  );

/** `since`: from when on withdrawals count; null: none does. */
export async function countRecalledTracks(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  since: string | null,
): Promise<RecallCounts> {
  const { rows } = await pool.query(COUNTS, [projectId, partOfRecipe(subject), since]);
  const counts = { withdraw: 0, stopRelease: 0, refuse: 0, nothing: 0, withdrawn: 0 };
  for (const row of rows) {
    const { stage, offered, withdrawn, count } = CountRow.parse(row);
    const action = recallAction({ stage, offered });
    counts[action === 'stop-release' ? 'stopRelease' : action] += count;
    if (withdrawn && action === 'nothing') counts.withdrawn += count;
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

/** The tracks that partners have or whose release runs, after an id. */
export async function recalledTracksInReach(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<TrackInReach[]> {
  const { rows } = await pool.query(IN_REACH, [
    projectId,
    partOfRecipe(subject),
    after,
    WITHDRAWABLE_STAGES,
    limit,
  ]);
  return rows.map((row) => TrackInReach.parse(row));
}

/** The first ones by id. */
export async function recalledReleasesInReach(
  pool: pg.Pool,
  { projectId, subject }: RecalledTracks,
  limit: number,
): Promise<ReleaseInReach[]> {
  const { rows } = await pool.query(RELEASES_IN_REACH, [projectId, partOfRecipe(subject), limit]);
  return rows.map((row) => ReleaseInReach.parse(row));
}
