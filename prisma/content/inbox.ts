import type pg from 'pg';
import { z } from 'zod';
import type { Catalogue, InboxRow } from '../catalogue.ts';
import { InvalidCursorError } from '../errors.ts';
import type { Inbox, PrismaClient } from '../generated/client.ts';
import type { Notifications } from '../notifications.ts';

// A partner that floods us, or whose messages are for nobody, takes its own turns only.
const DUE = `SELECT id FROM (
  SELECT id, row_number() OVER (PARTITION BY partner ORDER BY next_attempt_at, id) AS turn FROM public.inbox WHERE relayed_at IS NULL AND next_attempt_at <= now()
) AS waiting ORDER BY turn, id LIMIT $1`;
const NEXT_DUE_IN =
  'SELECT greatest(0, ceil(extract(epoch FROM min(next_attempt_at) - now()) * 1000))::float8 AS milliseconds FROM public.inbox WHERE relayed_at IS NULL';
const POSTPONE =
  "UPDATE public.inbox SET attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond' WHERE id = $1 AND relayed_at IS NULL";
const UNDELIVERABLE = `SELECT id FROM public.inbox LEFT JOIN public.delivery_reference AS reference USING (partner, partner_reference)
  WHERE undeliverable IS NOT NULL AND coalesce(reference.project_id, $1) = $1 AND id < $2 ORDER BY id DESC LIMIT $3`;

const Ids = z
  .array(z.object({ id: z.coerce.bigint() }))
  .transform((rows) => rows.map(({ id }) => id));
const Wait = z.object({ milliseconds: z.number().nullable() });

export function openInbox(
  prisma: PrismaClient,
  pool: pg.Pool,
  notifications: Notifications,
): Catalogue['inbox'] {
  async function rowsOf(sql: string, values: readonly unknown[]): Promise<Inbox[]> {
    const ids = Ids.parse((await pool.query(sql, [...values])).rows);
    const rows = new Map(
      (await prisma.inbox.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]),
    );
    return ids.flatMap((id) => rows.get(id) ?? []);
  }

  return {
    async receive({ partner, webhookId, body, traceparent }) {
      const { count } = await prisma.inbox.createMany({
        data: [{ partner, webhookId, body, traceparent: traceparent ?? null }],
        skipDuplicates: true,
      });
      return count === 1 ? 'new' : 'seen';
    },

    async pending(limit) {
      return (
        await prisma.inbox.findMany({
          where: { relayedAt: null },
          orderBy: { id: 'asc' },
          take: limit,
        })
      ).map(inboxRow);
    },

    due: async (limit) => (await rowsOf(DUE, [limit])).map(inboxRow),

    nextDueIn: async () => Wait.parse((await pool.query(NEXT_DUE_IN)).rows[0]).milliseconds,

    async postpone(id, milliseconds) {
      await pool.query(POSTPONE, [id, milliseconds]);
    },

    async markRelayed(id, to) {
      await prisma.inbox.updateMany({
        where: { id, relayedAt: null },
        data: { relayedAt: new Date(), ...to },
      });
    },

    async undeliverable(projectId, { cursor, limit }) {
      const rows = await rowsOf(UNDELIVERABLE, [projectId, parseCursor(cursor), limit + 1]);
      const items = rows
        .slice(0, limit)
        .map((row) => ({ ...inboxRow(row), undeliverable: row.undeliverable ?? '' }));
      return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null };
    },

    onReceived: (listener) => notifications.on('fermata_inbox', () => listener()),
  };
}

/** A cursor is the id of the last row that was shown; opaque to callers. */
function parseCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '9223372036854775807';
  if (!/^\d{1,15}$/.test(cursor))
    throw new InvalidCursorError('the cursor is not one that a page gave');
  return cursor;
}

const inboxRow = ({
  id,
  partner,
  webhookId,
  body,
  traceparent,
  receivedAt,
  attempts,
}: Inbox): InboxRow => ({
  id: Number(id),
  partner,
  webhookId,
  body,
  traceparent,
  receivedAt: receivedAt.toISOString(),
  attempts,
});
