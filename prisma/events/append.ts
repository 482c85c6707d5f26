import pg from 'pg';
import type { NewEvent, StoredEvent } from '@fermata/contracts/events';
import type { ApplyEvent } from '../projection/projection.ts';
import { checkBatch, checkEvent, sameEvent } from './check-event.ts';
import { SequenceConflictError, StreamGapError } from './errors.ts';
import { insertEvents } from './insert-events.ts';
import { readLastEvent, readStreamState } from './read-stream-state.ts';

// Unique violation, broken chain, deadlock: another writer was first. Read the stream again.
const RETRYABLE_CODES = new Set(['23505', 'FE001', '40P01']);
const MAX_ATTEMPTS = 10;

/**
 * See EventStore.append. Two round trips: read the stream's state, then write events and projections. A third one
 * before an event that must not follow the end of its stream.
 */
export async function append(
  db: pg.Pool | pg.ClientBase,
  applyEvent: ApplyEvent,
  values: readonly NewEvent[],
): Promise<StoredEvent[]> {
  const events = values.map(checkEvent);
  const [first] = events;
  if (first === undefined) return [];
  checkBatch(first, events);
  for (let attempt = 1; ; attempt += 1) {
    const state = await readStreamState(db, first.stream, first.sequence, events.length);
    const { opening = first, before, existing } = state;
    existing.forEach((stored, index) => assertSame(stored, events[index]));
    const missing = events.slice(existing.length);
    if (missing.length === 0) return [...existing];
    if (first.sequence > 1 && before === undefined) throw await gapBefore(db, first);
    try {
      const place = { opening, before: existing.at(-1) ?? before };
      return [...existing, ...(await insertEvents(db, applyEvent, missing, place))];
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

async function gapBefore(
  db: pg.Pool | pg.ClientBase,
  { stream, sequence }: NewEvent,
): Promise<StreamGapError> {
  const last = await readLastEvent(db, stream);
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
