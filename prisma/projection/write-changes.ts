import type { ClientBase } from 'pg';
import type { Change } from './change.ts';

/** The changes as the database's function `projection_apply` takes them. */
export const changesJson = (changes: readonly Change[]): string =>
  JSON.stringify(
    changes.map(({ table, key, set, make }) => ({
      table,
      key: columns(key),
      set: columns(set),
      make,
    })),
  );

/** Writes changes in their order, to the tables that stand first in the connection's path. */
export async function writeChanges(client: ClientBase, changes: readonly Change[]): Promise<void> {
  await client.query('SELECT projection_apply($1)', [changesJson(changes)]);
}

const columns = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [columnName(field), value]));

const columnName = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
