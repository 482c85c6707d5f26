import pg from 'pg';
import { z } from 'zod';
import type { NewEvent, StoredEvent } from '@fermata/contracts/events';
import { decisiveTypes } from '@fermata/domain/stream-end';
import { isFinalError } from '../database/is-final-error.ts';
import { fromColumns, toColumns } from '../database/row.ts';
import type { ApplyEvent } from '../projection/projection.ts';
import { subjectOf } from '../projection/subject.ts';
import { changesJson } from '../projection/write-changes.ts';
import { assertNotEnded } from './check-end.ts';
import { checkAgainstOpening } from './check-event.ts';
import { InvalidEventError } from './errors.ts';
import { contentSha256Of, FIRST_PREV_HASH } from './hash-event.ts';
import { readLastOfTypes } from './read-stream-state.ts';

// Raw: a function of the schema.
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

/**
 * Writes checked events and their projections. One statement: a transaction of its own, or a part of the caller's. The
 * database links and hashes the events, as only the holder of its lock knows their positions. `opening`: the first
 * event of the stream. `before`: the one that the events follow.
 */
export async function insertEvents(
  db: pg.Pool | pg.ClientBase,
  applyEvent: ApplyEvent,
  events: readonly NewEvent[],
  { opening, before }: { readonly opening: NewEvent; readonly before: StoredEvent | undefined },
): Promise<StoredEvent[]> {
  const [first] = events;
  if (first === undefined) return [];
  if (opening.projectId !== first.projectId)
    throw new InvalidEventError(`stream ${opening.stream} belongs to project ${opening.projectId}`);
  for (const event of events) checkAgainstOpening(event, opening);
  const types = decisiveTypes(first.stream, events);
  if (types.length > 0)
    assertNotEnded(events, await readLastOfTypes(db, first.stream, first.sequence, types));
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

/** The database will never store these values. */
function refuseData(error: unknown): never {
  if (error instanceof pg.DatabaseError && isFinalError(error))
    throw new InvalidEventError(`the database refuses the event: ${error.message}`, {
      cause: error,
    });
  throw error;
}
