import type pg from 'pg';
import { z } from 'zod';
import { ReleaseQuestion } from '@fermata/contracts/values';
import { fromColumns, Micros } from '../database/row.ts';
import { STREAMS_OF_TRACK } from '../events/streams-of-track.ts';
import { offerTable } from '../offer/offer-row.ts';
import { projectHoldTable } from '../project-hold/project-hold-row.ts';
import { decisionTable, ShownReview } from '../review/review-rows.ts';
import { versionTable } from '../version/version-row.ts';
import { candidateTable } from './candidate-row.ts';
import { trackTable } from './track-row.ts';

// Raw: clients poll tracks, so this is one round trip, and one snapshot for all parts of the answer.
const OF_TRACK = 'project_id = $1 AND track_id = $2';
const jsonRows = (table: string, order: string): string =>
  `(SELECT coalesce(json_agg(found ORDER BY ${order}), '[]') FROM public.${table} AS found WHERE ${OF_TRACK})`;
const TRACK_ROWS = `
  SELECT row_to_json(track) AS track,
    ${jsonRows('candidate', 'version, number')} AS candidates,
    ${jsonRows('version', 'version')} AS versions,
    (SELECT row_to_json(newest) FROM (
      SELECT * FROM public.review WHERE ${OF_TRACK} ORDER BY opened_at DESC, version DESC LIMIT 1
    ) AS newest) AS review,
    ${jsonRows('decision', 'sequence')} AS decisions,
    ${jsonRows('offer', 'release_id, number')} AS offers,
    (SELECT question FROM public.release
      WHERE project_id = $1 AND release_id = track.release_id) AS "releaseQuestion",
    (SELECT row_to_json(found) FROM public.project_hold AS found WHERE project_id = $1) AS "projectHold",
    (SELECT count(*)::int FROM public.withdrawal
      WHERE project_id = $1 AND release_id = track.release_id AND failed_at IS NOT NULL) AS "failedWithdrawals",
    (SELECT code FROM public.identifier
      WHERE project_id = $1 AND kind = 'upc' AND subject = track.release_id
      ORDER BY test LIMIT 1) AS upc,
    (SELECT json_build_object(
        'cpuSeconds', coalesce(sum(cpu_seconds), 0),
        'audioSeconds', coalesce(sum(audio_seconds), 0),
        'price', coalesce(sum(price_micros), 0),
        'modelSeconds', coalesce(sum(model_seconds), 0),
        'cacheHits', count(*) FILTER (WHERE cache_hit),
        'savedCpuSeconds', coalesce(sum(saved_cpu_seconds), 0),
        'savedPrice', coalesce(sum(saved_price_micros), 0))
      FROM public.cost WHERE ${OF_TRACK}) AS costs,
    (SELECT count(*)::int FROM public.event
      WHERE project_id = $1 AND stream = ANY(ARRAY(${STREAMS_OF_TRACK}))) AS events
  FROM public.track AS track WHERE ${OF_TRACK}`;

const TrackRows = z.object({
  track: fromColumns(trackTable.row.omit({ briefText: true })),
  candidates: z.array(fromColumns(candidateTable.row)),
  versions: z.array(fromColumns(versionTable.row)),
  review: fromColumns(ShownReview).nullable(),
  decisions: z.array(fromColumns(decisionTable.row)),
  offers: z.array(fromColumns(offerTable.row)),
  failedWithdrawals: z.number(),
  upc: z.string().nullable(),
  releaseQuestion: ReleaseQuestion.nullable(),
  projectHold: fromColumns(projectHoldTable.row).nullable(),
  costs: z.object({
    cpuSeconds: z.number(),
    audioSeconds: z.number(),
    price: Micros,
    modelSeconds: z.number(),
    cacheHits: z.number(),
    savedCpuSeconds: z.number(),
    savedPrice: Micros,
  }),
  events: z.number(),
});
type TrackRows = z.infer<typeof TrackRows>;

/** All rows of a track at one moment; null if the project has no such track. */
export async function readTrackRows(
  pool: pg.Pool,
  projectId: string,
  trackId: string,
): Promise<TrackRows | null> {
  const { rows } = await pool.query(TRACK_ROWS, [projectId, trackId]);
  return rows.length === 0 ? null : TrackRows.parse(rows[0]);
}
