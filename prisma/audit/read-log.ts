import type pg from 'pg';
import { EventRow, type RawEvent } from '../events/event-row.ts';

const MAX_EVENTS = 1000;

// Raw: rows with every hashed column, as they are stored.
const LOG = 'SELECT * FROM public.event WHERE position > $1 ORDER BY position LIMIT $2';
const LINK_AT = 'SELECT position, hash FROM public.event WHERE position = $1';
const HEAD_LINK = 'SELECT position, hash FROM public.event ORDER BY position DESC LIMIT 1';

/** The place of one event in the log. */
export type LogPoint = { position: number; hash: string };

/** See Audit.readLog. */
export async function readLog(
  pool: pg.Pool,
  { afterPosition = 0, limit = MAX_EVENTS }: { afterPosition?: number; limit?: number },
): Promise<RawEvent[]> {
  const { rows } = await pool.query(LOG, [afterPosition, Math.min(limit, MAX_EVENTS)]);
  return rows.map((row: unknown) => EventRow.parse(row));
}

/** The event at `position`, or the last one; null if there is none. */
export async function readPoint(
  pool: pg.Pool,
  position: number | 'last',
): Promise<LogPoint | null> {
  const { rows } = await pool.query<{ position: string; hash: string }>(
    position === 'last' ? HEAD_LINK : LINK_AT,
    position === 'last' ? [] : [position],
  );
  const [row] = rows;
  return row === undefined ? null : { position: Number(row.position), hash: row.hash };
}
