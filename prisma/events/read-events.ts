import type pg from 'pg';
import type { StoredEvent } from '@fermata/contracts/events';
import type { PrismaClient } from '../generated/client.ts';
import { storedEvent } from './event-row.ts';
import { EVENTS_OF_RELEASE } from './record-of-release.ts';
import { STREAMS_OF_TRACK } from './streams-of-track.ts';

const MAX_EVENTS = 1000;

// Raw: the hot path of every listener; it shares the row reader of the append, which runs in a `pg` transaction.
const STREAM = `
  SELECT * FROM public.event WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`;
// Raw: as above.
const PROJECT = `
  SELECT * FROM public.event WHERE project_id = $1 AND position > $2 ORDER BY position LIMIT $3`;
// Raw: the streams of a track are a subquery.
const TRACK = `
  SELECT * FROM public.event
  WHERE project_id = $1 AND stream = ANY(ARRAY(${STREAMS_OF_TRACK})) AND position > $3
  ORDER BY position LIMIT $4`;

export type StreamRange = { afterSequence?: number; limit?: number };
export type EventLogRange = {
  projectId: string;
  afterPosition?: number;
  limit?: number;
  /** The streams of the track, its releases, amendments and withdrawals. */
  trackId?: string;
  /** The streams of the release and its tracks, and the events of the project's stream that concern it. */
  releaseId?: string;
};

export async function readStream(
  pool: pg.Pool,
  stream: string,
  { afterSequence = 0, limit }: StreamRange = {},
): Promise<StoredEvent[]> {
  const { rows } = await pool.query(STREAM, [stream, afterSequence, bounded(limit)]);
  return rows.map(storedEvent);
}

export async function readAll(
  pool: pg.Pool,
  { projectId, trackId, releaseId, afterPosition = 0, limit }: EventLogRange,
): Promise<StoredEvent[]> {
  const page = [afterPosition, bounded(limit)];
  const { rows } =
    releaseId !== undefined
      ? await pool.query(EVENTS_OF_RELEASE, [projectId, releaseId, ...page])
      : trackId === undefined
        ? await pool.query(PROJECT, [projectId, ...page])
        : await pool.query(TRACK, [projectId, trackId, ...page]);
  return rows.map(storedEvent);
}

export async function readHead(prisma: PrismaClient): Promise<number> {
  const { _max } = await prisma.event.aggregate({ _max: { position: true } });
  return Number(_max.position ?? 0);
}

const bounded = (limit = MAX_EVENTS): number => Math.max(1, Math.min(limit, MAX_EVENTS));
