import type pg from 'pg';
import { EventRow, type RawEvent } from '../events/event-row.ts';
import type { PrismaClient } from '../generated/client.ts';

const MAX_EVENTS = 1000;

// Raw: the text of times and numbers is hashed, and the client would convert it.
const LOG = 'SELECT * FROM public.event WHERE position > $1 ORDER BY position LIMIT $2';

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
  prisma: PrismaClient,
  position: number | 'last',
): Promise<LogPoint | null> {
  const point = await prisma.event.findFirst({
    where: position === 'last' ? {} : { position },
    orderBy: { position: 'desc' },
    select: { position: true, hash: true },
  });
  return point === null ? null : { position: Number(point.position), hash: point.hash };
}
