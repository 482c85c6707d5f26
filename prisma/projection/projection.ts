import { z } from 'zod';
import type { NewEvent } from '@fermata/contracts/events';
import type { Subject } from './subject.ts';

/** One row to write. `make`: insert the row if it does not exist. */
export type Change = {
  table: string;
  key: Record<string, unknown>;
  set: Record<string, unknown>;
  make: boolean;
};

/** The changes for an event, of one projection or of all. Pure. `subject`: of the event's stream. */
export type ApplyEvent = (event: NewEvent, subject: Subject) => Change[];

/**
 * A table of projections. `shape` is the only description of its rows in code: events are written by it and rows are
 * read with it. `key` identifies a row. A field `document` is a JSON object that changes are merged into.
 */
export function defineProjection<S extends z.ZodRawShape>(
  table: string,
  key: readonly (keyof S & string)[],
  shape: S,
) {
  type Row = z.output<z.ZodObject<S>>;
  const row = z.object(shape);
  return {
    table,
    key,
    row,
    /** Inserts the row or updates these fields of it. */
    put: (key: Partial<Row>, set: Partial<Row>): Change => ({ table, key, set, make: true }),
    /** Updates fields of existing rows; ignores missing rows. */
    patch: (key: Partial<Row>, set: Partial<Row>): Change => ({ table, key, set, make: false }),
  };
}

export type RowOf<P extends { row: z.ZodType }> = z.output<P['row']>;
