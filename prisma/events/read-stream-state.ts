import type pg from 'pg';
import type { StoredEvent } from '@fermata/contracts/events';
import { storedEvent } from './event-row.ts';

// Raw: the hot path. These run on a connection of the caller's transaction, which Prisma does not share.
const STREAM_STATE = `
  SELECT * FROM public.event WHERE stream = $1 AND (sequence = 1 OR sequence BETWEEN $2 AND $3) ORDER BY sequence`;
const LAST_OF_TYPES = `
  SELECT * FROM public.event WHERE stream = $1 AND sequence IN (
    SELECT max(sequence) FROM public.event WHERE stream = $1 AND sequence < $2 AND type = ANY($3) GROUP BY type)
  ORDER BY sequence`;
const LAST_EVENT = 'SELECT * FROM public.event WHERE stream = $1 ORDER BY sequence DESC LIMIT 1';

export interface StreamState {
  readonly opening: StoredEvent | undefined;
  readonly before: StoredEvent | undefined;
  readonly existing: readonly StoredEvent[];
}

/**
 * The stream's first event, the one before `sequence`, and those at the next `count` sequences. Events never change,
 * so this needs no lock.
 */
export async function readStreamState(
  db: pg.Pool | pg.ClientBase,
  stream: string,
  sequence: number,
  count: number,
): Promise<StreamState> {
  const range = [sequence - 1, sequence + count - 1];
  const { rows } = await db.query(STREAM_STATE, [stream, ...range]);
  const stored = rows.map(storedEvent);
  return {
    opening: stored.find((event) => event.sequence === 1),
    before: stored.find((event) => event.sequence === sequence - 1),
    existing: stored.filter((event) => event.sequence >= sequence),
  };
}

export async function readLastEvent(
  db: pg.Pool | pg.ClientBase,
  stream: string,
): Promise<StoredEvent | undefined> {
  const { rows } = await db.query(LAST_EVENT, [stream]);
  return rows.map(storedEvent)[0];
}

/** The last event of each type before `sequence`, in order. All events before it must be stored. */
export async function readLastOfTypes(
  db: pg.Pool | pg.ClientBase,
  stream: string,
  sequence: number,
  types: readonly string[],
): Promise<StoredEvent[]> {
  const { rows } = await db.query(LAST_OF_TYPES, [stream, sequence, types]);
  return rows.map(storedEvent);
}
