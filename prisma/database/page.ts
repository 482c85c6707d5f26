import { z } from 'zod';

/** A cursor that no page returned. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}

/** A page; `nextCursor` is opaque, null at the end. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Time and id of a page's last item. */
const Position = z.tuple([
  z.iso.datetime().refine((at) => Date.parse(at) >= 0),
  z.string().regex(/^[\w-]{1,60}$/),
]);

const encodeCursor = (at: Date, id: string): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** Throws InvalidCursorError for a cursor that no page returned. */
export function decodeCursor(cursor: string): { at: Date; id: string } {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const [at, id] = Position.parse(JSON.parse(text));
    return { at: new Date(at), id };
  } catch (error) {
    throw new InvalidCursorError('the cursor is not one that a page returned', { cause: error });
  }
}

/** Expects one row more than `limit` if there is a next page. */
export function toPage<R>(
  rows: readonly R[],
  limit: number,
  positionOf: (row: R) => { at: Date; id: string },
): { items: R[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  const { at, id } = positionOf(last);
  return { items, nextCursor: encodeCursor(at, id) };
}

const MAX_BIGINT = '9223372036854775807';

/** The id before which a page begins, whose cursor is the id of the last row before it. Throws InvalidCursorError. */
export function beforeId(cursor: string | undefined): string {
  if (cursor === undefined) return MAX_BIGINT;
  if (!/^\d{1,15}$/.test(cursor))
    throw new InvalidCursorError('the cursor is not one that a page returned');
  return cursor;
}

/** As `toPage`, newest id first, for `beforeId`. */
export function toPageOfIds<R extends { readonly id: number }>(
  rows: readonly R[],
  limit: number,
): Page<R> {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null };
}
