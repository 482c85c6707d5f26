import pg from 'pg';
import { z } from 'zod';
import type { NewEvent, StoredEvent } from '@fermata/contracts/events';
import { inTransaction } from '../database/in-transaction.ts';
import { isFinalError } from '../database/is-final-error.ts';
import { fromColumns, toColumns } from '../database/row.ts';
import { subjectOf } from '../projection/subject.ts';
import { changesJson } from '../projection/write-changes.ts';
import { applyEvent } from './apply-event.ts';
import { checkBatch, checkEvent, sameEvent } from './check-event.ts';
import { InvalidEventError, SequenceConflictError, StreamGapError } from './errors.ts';
import { storedEvent } from './event-row.ts';
import { contentSha256Of, FIRST_PREV_HASH } from './hash-event.ts';

// Raw: the hot path. These run on a connection of the caller's transaction, which Prisma does not share.
const STREAM_STATE = `
  SELECT * FROM public.event WHERE stream = $1 AND (sequence = 1 OR sequence BETWEEN $2 AND $3) ORDER BY sequence`;
const OF_WORKFLOW = `
  SELECT * FROM public.event WHERE stream = $1 AND type = $2 AND workflow_id = $3 ORDER BY sequence LIMIT 1`;
const OF_LAST_DAY = `
  SELECT count(*)::int AS count FROM public.event
  WHERE stream = $1 AND type = $2 AND occurred_at > now() - interval '1 day'`;
const LAST_EVENT = 'SELECT * FROM public.event WHERE stream = $1 ORDER BY sequence DESC LIMIT 1';
// Raw: a lock and a function of the schema.
const LOCK_EVENTS = 'SELECT pg_advisory_xact_lock(70310, 1)';
const APPEND = 'SELECT * FROM event_append($1, $2)';

/** The fields that the database assigns under the lock. */
const PlaceRow = fromColumns(
  z.object({
    position: z.coerce.number().int(),
    prevHash: z.string(),
    logPrevHash: z.string(),
    hash: z.string(),
  }),
);

// Unique violation, broken chain, deadlock: another writer was first. Read the stream again.
const RETRYABLE_CODES = new Set(['23505', 'FE001', '40P01']);
const MAX_ATTEMPTS = 10;

/** An event whose sequence the store chooses. */
export type Unsequenced<T> = T extends unknown ? Omit<T, 'sequence'> : never;

/** See EventStore.append. Two round trips: read the stream's state, then write events and projections. */
export async function append(pool: pg.Pool, values: readonly NewEvent[]): Promise<StoredEvent[]> {
  const events = values.map(checkEvent);
  const [first] = events;
  if (first === undefined) return [];
  checkBatch(first, events);
  for (let attempt = 1; ; attempt += 1) {
    const state = await readStreamState(pool, first.stream, first.sequence, events.length);
    const { opening, before, existing } = state;
    existing.forEach((stored, index) => assertSame(stored, events[index]));
    const missing = events.slice(existing.length);
    if (missing.length === 0) return existing;
    if (first.sequence > 1 && before === undefined) throw await gapBefore(pool, first);
    try {
      const added = await insert(pool, missing, existing.at(-1) ?? before, opening ?? first);
      return [...existing, ...added];
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

async function gapBefore(pool: pg.Pool, { stream, sequence }: NewEvent): Promise<StreamGapError> {
  const { rows } = await pool.query(LAST_EVENT, [stream]);
  const [last] = rows.map(storedEvent);
  return new StreamGapError(stream, sequence, (last?.sequence ?? 0) + 1);
}

const isRetryable = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code !== undefined && RETRYABLE_CODES.has(error.code);

function assertSame(stored: StoredEvent, event: NewEvent | undefined): void {
  if (event !== undefined && sameEvent(stored, event)) return;
  const { stream, sequence, type, actor } = stored;
  throw new SequenceConflictError(
    stream,
    sequence,
    `event ${sequence} of stream ${stream} already exists with other content: ${type} by ${actor}`,
  );
}

/** See EventStore.appendNext. Writers wait for each other; an optimistic lock would starve some of many. */
export async function appendNext(
  pool: pg.Pool,
  event: Unsequenced<NewEvent>,
): Promise<StoredEvent> {
  return inTransaction(pool, (client) => appendNextWithin(client, event));
}

/** See EventStore.appendNextOnce. */
export async function appendNextOnce(
  pool: pg.Pool,
  event: Unsequenced<NewEvent> & { workflowId: string },
  limitPerDay: number,
): Promise<StoredEvent | null> {
  const { stream, type, workflowId } = event;
  return inTransaction(pool, async (client) => {
    await client.query(LOCK_EVENTS);
    const { rows } = await client.query(OF_WORKFLOW, [stream, type, workflowId]);
    const [first] = rows.map(storedEvent);
    if (first) return first;
    const today = await client.query<{ count: number }>(OF_LAST_DAY, [stream, type]);
    if ((today.rows[0]?.count ?? 0) >= limitPerDay) return null;
    return appendNextWithin(client, event);
  });
}

/** Appends as the last statement of the caller's transaction: other writers wait for its end. */
export async function appendNextWithin(
  client: pg.PoolClient,
  event: Unsequenced<NewEvent>,
): Promise<StoredEvent> {
  await client.query(LOCK_EVENTS);
  const { rows } = await client.query(LAST_EVENT, [event.stream]);
  const [last] = rows.map(storedEvent);
  const next = checkEvent({ ...event, sequence: (last?.sequence ?? 0) + 1 });
  const { opening } = await readStreamState(client, next.stream, next.sequence, 1);
  const [added] = await insert(client, [next], last, opening ?? next);
  if (added === undefined)
    throw new Error(`the database did not return the event of stream ${next.stream}`);
  return added;
}

/** The database will never store these values. */
function refuseData(error: unknown): never {
  if (error instanceof pg.DatabaseError && isFinalError(error))
    throw new InvalidEventError(`the database refuses the event: ${error.message}`, {
      cause: error,
    });
  throw error;
}

type StreamState = {
  opening: StoredEvent | undefined;
  before: StoredEvent | undefined;
  existing: StoredEvent[];
};

/**
 * The stream's first event, the one before `sequence`, and those at the next `count` sequences. Events never change,
 * so this needs no lock.
 */
async function readStreamState(
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

/**
 * One statement: a transaction of its own, or a part of the caller's. The database links and hashes the events, as
 * only the holder of its lock knows their positions.
 */
async function insert(
  db: pg.Pool | pg.ClientBase,
  events: readonly NewEvent[],
  before: StoredEvent | undefined,
  opening: NewEvent,
): Promise<StoredEvent[]> {
  if (opening.projectId !== events[0]?.projectId)
    throw new InvalidEventError(`stream ${opening.stream} belongs to project ${opening.projectId}`);
  const hashed = events.map((event) => ({ ...event, contentSha256: contentSha256Of(event) }));
  const subject = subjectOf(opening);
  const columns = hashed.map((event, index) =>
    toColumns(index === 0 ? { ...event, prevHash: before?.hash ?? FIRST_PREV_HASH } : event),
  );
  const changes = changesJson(events.flatMap((event) => applyEvent(event, subject)));
  const { rows } = await db.query(APPEND, [JSON.stringify(columns), changes]).catch(refuseData);
  return hashed.map(({ contentSha256, ...event }, index) => {
    const row: unknown = rows[index];
    if (row === undefined)
      throw new Error(
        `the database did not return the position of event ${event.sequence} of ${event.stream}`,
      );
    const { position, prevHash, logPrevHash, hash } = PlaceRow.parse(row);
    return { ...event, position, contentSha256, prevHash, logPrevHash, hash };
  });
}
