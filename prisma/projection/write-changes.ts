import type { ClientBase } from 'pg';
import { toColumns } from '../database/row.ts';
import type { Change } from './projection.ts';

// Raw: a function of the schema, which writes all tables in one round trip.
const APPLY = 'SELECT projection_apply($1)';

/** The changes as the database function `projection_apply` reads them. */
export const changesJson = (changes: readonly Change[]): string =>
  JSON.stringify(
    changes.map(({ table, key, set, make }) => ({
      table,
      key: toColumns(key),
      set: toColumns(set),
      make,
    })),
  );

/** Writes changes in order, to the first tables of these names in the connection's search path. */
export async function writeChanges(client: ClientBase, changes: readonly Change[]): Promise<void> {
  await client.query(APPLY, [changesJson(changes)]);
}
