import pg from 'pg';
import type { NewEvent, StoredEvent } from '@fermata/contracts/events';
import type { Unsequenced } from '../catalogue.ts';
import { InvalidEventError, SequenceConflictError } from '../errors.ts';
import { inTransaction } from '../in-transaction.ts';
import { applyEvent } from '../projection/apply-event.ts';
import { subjectOf } from '../projection/subject.ts';
import { changesJson } from '../projection/write-changes.ts';
import { checkEvent, sameEvent } from './check-event.ts';
import { storedEvent } from './event-row.ts';
import { FIRST_PREV_HASH, hashEvent } from './hash-event.ts';

const MAX_BATCH = 500;
// Another writer was first, or a deadlock was broken: look again at what stands there.
const RETRYABLE_CODES = new Set(['23505', 'FE001', '40P01']);
const MAX_ATTEMPTS = 10;

/** See Catalogue.events.append. Two round trips: look what stands there, then write events and projections in one statement. */
export async function append(pool: pg.Pool, values: readonly NewEvent[]): Promise<StoredEvent[]> {
  const events = values.map(checkEvent);
  const [first] = events;
  if (first === undefined) return [];
  if (events.length > MAX_BATCH)
    throw new InvalidEventError(
      `one append may have at most ${MAX_BATCH} events, not ${events.length}`,
    );
  events.forEach((event, index) => {
    if (
      event.stream !== first.stream ||
      event.sequence !== first.sequence + index ||
      event.projectId !== first.projectId
    )
      throw new InvalidEventError(
        `the events of one append must be consecutive events of one stream; event ${event.sequence} of ${event.stream} is not`,
      );
  });
  for (let attempt = 1; ; attempt += 1) {
    const {
      opening,
      before,
      existing: existing,
    } = await readStreamState(pool, first.stream, first.sequence, events.length);
    for (const [index, stored] of existing.entries()) {
      const event = events[index];
      if (event === undefined || !sameEvent(stored, event))
        throw new SequenceConflictError(
          first.stream,
          stored.sequence,
          `event ${stored.sequence} of stream ${first.stream} is already another one: ${stored.type} by ${stored.actor}`,
        );
    }
    const missing = events.slice(existing.length);
    if (missing.length === 0) return existing;
    if (first.sequence > 1 && before === undefined)
      throw new SequenceConflictError(
        first.stream,
        first.sequence,
        `event ${first.sequence} of stream ${first.stream} cannot be written: event ${first.sequence - 1} is missing`,
      );
    try {
      const added = await insert(pool, missing, existing.at(-1) ?? before, opening ?? first);
      return [...existing, ...added];
    } catch (error) {
      if (
        attempt < MAX_ATTEMPTS &&
        error instanceof pg.DatabaseError &&
        error.code !== undefined &&
        RETRYABLE_CODES.has(error.code)
      )
        continue;
      throw error;
    }
  }
}

/** See Catalogue.events.appendNext. Writers wait for each other here: an optimistic lock would starve some of many. */
export async function appendNext(
  pool: pg.Pool,
  event: Unsequenced<NewEvent>,
): Promise<StoredEvent> {
  return inTransaction(pool, (client) => appendNextWithin(client, event));
}

/** The same within a transaction of the caller's, as its last statement: others wait for its end. */
export async function appendNextWithin(
  client: pg.PoolClient,
  event: Unsequenced<NewEvent>,
): Promise<StoredEvent> {
  await client.query('SELECT pg_advisory_xact_lock(70310, 1)');
  const last = (
    await client.query(
      'SELECT * FROM public.event WHERE stream = $1 ORDER BY sequence DESC LIMIT 1',
      [event.stream],
    )
  ).rows.map(storedEvent)[0];
  const next = checkEvent({ ...event, sequence: (last?.sequence ?? 0) + 1 });
  const { opening } = await readStreamState(client, next.stream, next.sequence, 1);
  const [added] = await insert(client, [next], last, opening ?? next);
  if (added === undefined)
    throw new Error(
      `the database did not answer with the event of stream ${next.stream} that it stored`,
    );
  return added;
}

type StreamState = {
  opening: StoredEvent | undefined;
  before: StoredEvent | undefined;
  existing: StoredEvent[];
};

/** What stands at these places of the stream, the event before them, and the first of all. Events never change, so no lock is needed to look. */
async function readStreamState(
  db: pg.Pool | pg.ClientBase,
  stream: string,
  sequence: number,
  count: number,
): Promise<StreamState> {
  const { rows } = await db.query(
    'SELECT * FROM public.event WHERE stream = $1 AND (sequence = 1 OR sequence BETWEEN $2 AND $3) ORDER BY sequence',
    [stream, sequence - 1, sequence + count - 1],
  );
  const stored = rows.map(storedEvent);
  return {
    opening: stored.find((event) => event.sequence === 1),
    before: stored.find((event) => event.sequence === sequence - 1),
    existing: stored.filter((event) => event.sequence >= sequence),
  };
}

/** One statement, so one transaction of its own or a part of the caller's. */
async function insert(
  db: pg.Pool | pg.ClientBase,
  events: readonly NewEvent[],
  before: StoredEvent | undefined,
  opening: NewEvent,
): Promise<StoredEvent[]> {
  if (opening.projectId !== events[0]?.projectId)
    throw new InvalidEventError(`stream ${opening.stream} belongs to project ${opening.projectId}`);
  let prevHash = before?.hash ?? FIRST_PREV_HASH;
  const chained = events.map((event) => {
    const link = { event, prevHash, hash: hashEvent(prevHash, event) };
    prevHash = link.hash;
    return link;
  });
  const subject = subjectOf(opening);
  const { rows } = await db.query<{ position: string }>('SELECT event_append($1, $2) AS position', [
    JSON.stringify(chained.map(eventCells)),
    changesJson(events.flatMap((event) => applyEvent(event, subject))),
  ]);
  return chained.map(({ event, prevHash, hash }, index) => {
    const row = rows[index];
    if (row === undefined)
      throw new Error(
        `the database did not say where it stored event ${event.sequence} of stream ${event.stream}`,
      );
    return { ...event, position: Number(row.position), prevHash, hash };
  });
}

const eventCells = ({
  event,
  prevHash,
  hash,
}: {
  event: NewEvent;
  prevHash: string;
  hash: string;
}) => ({
  project_id: event.projectId,
  stream: event.stream,
  sequence: event.sequence,
  type: event.type,
  occurred_at: event.occurredAt,
  actor: event.actor,
  workflow_id: event.workflowId,
  run_id: event.runId,
  data: event.data,
  prev_hash: prevHash,
  hash,
});
