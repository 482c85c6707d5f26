import type pg from 'pg';
import type { StoredEvent } from '@fermata/contracts/events';
import { storedEvent } from './event-row.ts';

const MAX_EVENTS = 1000;
const bounded = (limit: number | undefined): number =>
  Math.max(1, Math.min(limit ?? MAX_EVENTS, MAX_EVENTS));

export async function readStream(
  pool: pg.Pool,
  stream: string,
  { afterSequence = 0, limit }: { afterSequence?: number; limit?: number } = {},
): Promise<StoredEvent[]> {
  const { rows } = await pool.query(
    'SELECT * FROM public.event WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT $3',
    [stream, afterSequence, bounded(limit)],
  );
  return rows.map(storedEvent);
}

/** A track's own stream, and those of its releases and withdrawals. $1 is the project, $2 the track. */
export const STREAMS_OF_TRACK = `SELECT 'track/' || $2::text UNION ALL SELECT 'release/' || release_id FROM public.release WHERE project_id = $1 AND track_id = $2
  UNION ALL SELECT 'withdrawal/' || withdrawal_id FROM public.withdrawal WHERE project_id = $1 AND track_id = $2`;

export async function readAll(
  pool: pg.Pool,
  {
    projectId,
    trackId,
    afterPosition = 0,
    limit,
  }: { projectId: string; afterPosition?: number; limit?: number; trackId?: string },
): Promise<StoredEvent[]> {
  const { rows } =
    trackId === undefined
      ? await pool.query(
          'SELECT * FROM public.event WHERE project_id = $1 AND position > $2 ORDER BY position LIMIT $3',
          [projectId, afterPosition, bounded(limit)],
        )
      : await pool.query(
          `SELECT * FROM public.event WHERE project_id = $1 AND stream = ANY(ARRAY(${STREAMS_OF_TRACK})) AND position > $3 ORDER BY position LIMIT $4`,
          [projectId, trackId, afterPosition, bounded(limit)],
        );
  return rows.map(storedEvent);
}

export async function head(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ head: string }>(
    'SELECT coalesce(max(position), 0) AS head FROM public.event',
  );
  return Number(rows[0]?.head ?? 0);
}
