import type pg from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { storedEvent } from '../events/event-row.ts';
import { LOCK_EVENTS } from '../events/lock-events.ts';
import type { ApplyEvent } from '../projection/projection.ts';
import { subjectOf } from '../projection/subject.ts';
import { writeChanges } from '../projection/write-changes.ts';

const BATCH = 500;

// Raw: all of this works on temporary tables in one transaction. A temporary table hides the table of the same name,
// so the projections write to it unchanged.
const createCopy = (table: string): string =>
  `CREATE TEMPORARY TABLE "${table}" (LIKE public."${table}" INCLUDING ALL) ON COMMIT DROP`;
const NEXT_EVENTS = 'SELECT * FROM public.event WHERE position > $1 ORDER BY position LIMIT $2';
const OPENINGS = 'SELECT * FROM public.event WHERE stream = ANY($1) AND sequence = 1';
const compare = (table: string): string => `
  SELECT (SELECT count(*)::int FROM pg_temp."${table}") AS rows,
    EXISTS (TABLE pg_temp."${table}" EXCEPT TABLE public."${table}")
    OR EXISTS (TABLE public."${table}" EXCEPT TABLE pg_temp."${table}") AS different`;
const clear = (table: string): string => `DELETE FROM public."${table}"`;
const copyBack = (table: string): string =>
  `INSERT INTO public."${table}" TABLE pg_temp."${table}"`;

/** `tables`: those that are written only by applying events. */
export interface Projections {
  readonly tables: readonly string[];
  readonly applyEvent: ApplyEvent;
}

export type RebuildReport = {
  events: number;
  tables: { table: string; rows: number; identical: boolean }[];
  identical: boolean;
};

/** See Audit.rebuild. Appends wait only for the last events and the comparison. */
export async function rebuild(
  pool: pg.Pool,
  { tables, applyEvent }: Projections,
): Promise<RebuildReport> {
  return inTransaction(pool, async (client) => {
    for (const table of tables) await client.query(createCopy(table));
    const early = await replay(client, applyEvent, 0);
    await client.query(LOCK_EVENTS);
    const late = await replay(client, applyEvent, early.position);
    const replaced = [];
    for (const table of tables) replaced.push(await replace(client, table));
    return {
      events: early.events + late.events,
      tables: replaced,
      identical: replaced.every(({ identical }) => identical),
    };
  });
}

/** Applies all events after a position. Returns their number and the last position. */
async function replay(
  client: pg.ClientBase,
  applyEvent: ApplyEvent,
  after: number,
): Promise<{ events: number; position: number }> {
  let position = after;
  let applied = 0;
  for (;;) {
    const events = (await client.query(NEXT_EVENTS, [position, BATCH])).rows.map(storedEvent);
    const streams = [...new Set(events.map(({ stream }) => stream))];
    const openings = (await client.query(OPENINGS, [streams])).rows.map(storedEvent);
    const subjects = new Map(openings.map((opening) => [opening.stream, subjectOf(opening)]));
    const changes = events.flatMap((event) => {
      const subject = subjects.get(event.stream);
      if (subject === undefined)
        throw new Error(`stream ${event.stream} has no first event; verify the audit trail`);
      return applyEvent(event, subject);
    });
    await writeChanges(client, changes);
    position = events.at(-1)?.position ?? position;
    applied += events.length;
    if (events.length < BATCH) return { events: applied, position };
  }
}

async function replace(
  client: pg.ClientBase,
  table: string,
): Promise<RebuildReport['tables'][number]> {
  const { rows } = await client.query<{ rows: number; different: boolean }>(compare(table));
  const [result] = rows;
  if (result === undefined) throw new Error(`table ${table} could not be compared`);
  if (result.different) {
    await client.query(clear(table));
    await client.query(copyBack(table));
  }
  return { table, rows: result.rows, identical: !result.different };
}
