import { z } from 'zod';
import { InvalidCursorError } from '../errors.ts';

const Place = z.tuple([z.iso.datetime(), z.string().max(60)]);
type Place = z.infer<typeof Place>;

/** Where a page ended: the time and the id of its last item. Opaque outside. */
const encodeCursor = (at: Date, id: string): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** Throws InvalidCursorError for what `writeCursor` did not make. */
export function decodeCursor(cursor: string): { at: Date; id: string } {
  try {
    const [at, id]: Place = Place.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { at: new Date(at), id };
  } catch (error) {
    throw new InvalidCursorError('the cursor is not one that a page gave', { cause: error });
  }
}

/** One more row than asked for tells whether there is a next page. */
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
