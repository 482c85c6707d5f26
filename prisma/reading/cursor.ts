import { z } from 'zod';
import { BadCursor } from '../errors.ts';

const Place = z.tuple([z.iso.datetime(), z.string().max(60)]);
type Place = z.infer<typeof Place>;

/** Where a page ended: the time and the id of its last item. Opaque outside. */
const writeCursor = (at: Date, id: string): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** Throws BadCursor for what `writeCursor` did not make. */
export function readCursor(cursor: string): { at: Date; id: string } {
  try {
    const [at, id]: Place = Place.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { at: new Date(at), id };
  } catch (error) {
    throw new BadCursor('the cursor is not one that a page gave', { cause: error });
  }
}

/** One more row than asked for tells whether there is a next page. */
export function pageOf<R>(
  rows: readonly R[],
  limit: number,
  place: (row: R) => { at: Date; id: string },
): { items: R[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  const { at, id } = place(last);
  return { items, nextCursor: writeCursor(at, id) };
}
