import type { ClientBase } from 'pg';
import type { Change } from './change.ts';

/**
 * Writes changes in their order. Table names are not qualified on purpose: a rebuild lays fresh tables of the same
 * names before these.
 */
export async function writeChanges(client: ClientBase, changes: readonly Change[]): Promise<void> {
  for (const change of changes) await client.query(statementFor(change));
}

export const columnName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function statementFor({ table, key, set, make }: Change): { text: string; values: unknown[] } {
  const keys = Object.keys(key);
  const fields = Object.keys(set);
  const values = [...Object.values(key), ...Object.values(set)].map(cell);
  const name = (field: string) => `"${columnName(field)}"`;
  if (!make) {
    const assignments = fields.map((field, index) => `${name(field)} = $${keys.length + index + 1}`).join(', ');
    return { text: `UPDATE "${table}" SET ${assignments} WHERE ${keys.map((field, index) => `${name(field)} = $${index + 1}`).join(' AND ')}`, values };
  }
  const update = fields.map((field) => `${name(field)} = EXCLUDED.${name(field)}`).join(', ');
  const columns = [...keys, ...fields];
  return {
    text: `INSERT INTO "${table}" (${columns.map(name).join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')}) ON CONFLICT (${keys.map(name).join(', ')}) DO UPDATE SET ${update}`,
    values,
  };
}

// Objects and lists stand in jsonb columns.
const cell = (value: unknown): unknown => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);
