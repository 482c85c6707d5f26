import type pg from 'pg';
import { z } from 'zod';

// Raw: counts of several kinds, in one statement.
const COMMAND_CONTEXT = `
  SELECT count(*) FILTER (WHERE type = 'track.held')::int AS held,
    count(*) FILTER (WHERE type = 'track.resumed')::int AS resumed,
    (SELECT coalesce(json_object_agg(command, times), '{}') FROM (
      SELECT data->>'command' AS command, count(*) AS times FROM public.event
      WHERE project_id = $1 AND stream = $2 AND type = 'command.refused' AND actor = $3 GROUP BY 1
    ) AS of_command) AS refused,
    coalesce(bool_or(actor = $3) FILTER (WHERE type IN ('track.cancel-requested', 'track.cancelled')), false)
      AS cancelled
  FROM public.event
  WHERE project_id = $1 AND stream = $2
    AND type IN ('track.held', 'track.resumed', 'track.cancel-requested', 'track.cancelled')`;

/** `refused`: by command. `cancelled`: this actor asked to cancel the track, and the track did not refuse. */
export type TrackCommandContext = z.infer<typeof TrackCommandContext>;
const TrackCommandContext = z.object({
  held: z.number(),
  resumed: z.number(),
  refused: z.record(z.string(), z.number()),
  cancelled: z.boolean(),
});

/** See TrackRepository.commandContext. */
export async function readCommandContext(
  pool: pg.Pool,
  projectId: string,
  trackId: string,
  actor: string,
): Promise<TrackCommandContext> {
  const { rows } = await pool.query(COMMAND_CONTEXT, [projectId, `track/${trackId}`, actor]);
  return TrackCommandContext.parse(rows[0]);
}
