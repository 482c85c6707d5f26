import type pg from 'pg';
import type { RebuildReport } from '../catalogue.ts';
import { storedEvent } from '../events/event-row.ts';
import { inTransaction } from '../in-transaction.ts';
import { applyEvent } from '../projection/apply-event.ts';
import { PROJECTIONS } from '../projection/rows.ts';
import { subjectOf } from '../projection/subject.ts';
import { writeChanges } from '../projection/write-changes.ts';

const BATCH = 500;
const TABLES = Object.keys(PROJECTIONS);

/** See Catalogue.audit.rebuild. Appends wait only for the last events and the comparison. */
export async function rebuild(pool: pg.Pool): Promise<RebuildReport> {
  return inTransaction(pool, async (client) => {
    // A temporary table hides the one of its name, so that the same statements write to it.
    for (const table of TABLES)
      await client.query(
        `CREATE TEMPORARY TABLE "${table}" (LIKE public."${table}" INCLUDING ALL) ON COMMIT DROP`,
      );
    const early = await replay(client, 0);
    await client.query('SELECT pg_advisory_xact_lock(70310, 1)');
    const late = await replay(client, early.position);
    const events = early.events + late.events;
    const tables = [];
    for (const table of TABLES) tables.push(await replace(client, table));
    return { events, tables, identical: tables.every(({ identical }) => identical) };
  });
}

/** Applies all events after a position; answers how many, and the position of the last. */
async function replay(
  client: pg.ClientBase,
  after: number,
): Promise<{ events: number; position: number }> {
  let position = after;
  let applied = 0;
  for (;;) {
    const events = (
      await client.query(
        'SELECT * FROM public.event WHERE position > $1 ORDER BY position LIMIT $2',
        [position, BATCH],
      )
    ).rows.map(storedEvent);
    const streams = [...new Set(events.map(({ stream }) => stream))];
    const openings = new Map(
      (
        await client.query('SELECT * FROM public.event WHERE stream = ANY($1) AND sequence = 1', [
          streams,
        ])
      ).rows
        .map((row) => storedEvent(row))
        .map((opening) => [opening.stream, subjectOf(opening)]),
    );
    const changes = events.flatMap((event) => {
      const subject = openings.get(event.stream);
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
  const [fresh, present] = [`pg_temp."${table}"`, `public."${table}"`];
  const { rows } = await client.query<{ rows: number; different: boolean }>(
    `SELECT (SELECT count(*)::int FROM ${fresh}) AS rows, EXISTS (TABLE ${fresh} EXCEPT TABLE ${present}) OR EXISTS (TABLE ${present} EXCEPT TABLE ${fresh}) AS different`,
  );
  const [result] = rows;
  if (result === undefined) throw new Error(`table ${table} could not be compared`);
  if (result.different) {
    await client.query(`DELETE FROM ${present}`);
    await client.query(`INSERT INTO ${present} TABLE ${fresh}`);
  }
  return { table, rows: result.rows, identical: !result.different };
}
