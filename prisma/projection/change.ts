import type { Rows, Table } from './rows.ts';

/** One row to write. `make` says whether it is made where it does not exist yet. */
export type Change = {
  table: Table;
  key: Record<string, unknown>;
  set: Record<string, unknown>;
  make: boolean;
};

/** Makes the row, or sets these columns of it. */
export const put = <T extends Table>(
  table: T,
  key: Partial<Rows[T]>,
  set: Partial<Rows[T]>,
): Change => ({ table, key, set, make: true });

/** Sets columns of a row that is there; where none is, nothing happens. */
export const patch = <T extends Table>(
  table: T,
  key: Partial<Rows[T]>,
  set: Partial<Rows[T]>,
): Change => ({ table, key, set, make: false });
