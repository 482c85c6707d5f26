import type pg from 'pg';
import { z } from 'zod';
import type { Notifications, Unsubscribe } from '../database/notifications.ts';
import { InvalidCursorError, type Page } from '../database/page.ts';
import type { PrismaClient, Inbox as Row } from '../generated/client.ts';

// Raw: a window function. Partners take turns, so that one that floods the inbox delays only itself.
const DUE = `
  SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY partner ORDER BY next_attempt_at, id) AS turn
    FROM public.inbox WHERE relayed_at IS NULL AND next_attempt_at <= now()
  ) AS waiting ORDER BY turn, id LIMIT $1`;
// Raw: the database's clock, as for the times it compares with.
const NEXT_DUE_IN = `
  SELECT min(greatest(0, ceil(extract(epoch FROM next_attempt_at - now()) * 1000)))::float8 AS milliseconds
  FROM public.inbox WHERE relayed_at IS NULL`;
const POSTPONE = `
  UPDATE public.inbox
  SET attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
  WHERE id = $1 AND relayed_at IS NULL`;
// Raw: joins without foreign keys, because a message may name an unknown reference and come from a configured partner.
const UNDELIVERABLE = `
  SELECT id FROM public.inbox
  LEFT JOIN public.delivery_reference AS reference USING (partner, partner_reference)
  LEFT JOIN public.partner AS added USING (partner)
  WHERE undeliverable IS NOT NULL AND coalesce(reference.project_id, added.project_id, $1) = $1 AND id < $2
  ORDER BY id DESC LIMIT $3`;

/**
 * A webhook of a partner. `body` is the text that the partner signed, not parsed. `traceparent`: the W3C trace of its
 * request, continued when it is relayed. `attempts`: failed attempts to relay it.
 */
export type InboxRow = {
  id: number;
  partner: string;
  webhookId: string;
  body: string;
  traceparent: string | null;
  receivedAt: string;
  attempts: number;
};
export type UndeliverableRow = InboxRow & { undeliverable: string };

/** The webhooks of partners until they are relayed to workflows. */
export interface Inbox {
  /** `new` exactly once for each webhook id of a partner. */
  receive(webhook: {
    partner: string;
    webhookId: string;
    body: string;
    traceparent?: string | null;
  }): Promise<'new' | 'seen'>;
  /** The stored text of a webhook, or null. */
  find(partner: string, webhookId: string): Promise<string | null>;
  /** The webhooks that are not yet relayed, oldest first. */
  pending(limit: number): Promise<InboxRow[]>;
  /** The pending webhooks to relay now: each partner's longest-waiting first, partners in turn. */
  due(limit: number): Promise<InboxRow[]>;
  /** Milliseconds until a webhook is due: 0 if one is, null if none is pending. */
  nextDueIn(): Promise<number | null>;
  /** Counts a failed attempt; the webhook is due again after this time. */
  postpone(id: number, milliseconds: number): Promise<void>;
  /** The first mark remains. `partnerReference`: the reference in the message, null if it has none. */
  markRelayed(
    id: number,
    to: { workflowId: string } | { undeliverable: string; partnerReference: string | null },
  ): Promise<void>;
  /**
   * Undeliverable webhooks, which no workflow will get, newest first, without those about releases of other
   * projects. Throws InvalidCursorError.
   */
  undeliverable(
    projectId: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<Page<UndeliverableRow>>;
  onReceived(listener: () => void): Promise<Unsubscribe>;
}

const Ids = z
  .array(z.object({ id: z.coerce.bigint() }))
  .transform((rows) => rows.map(({ id }) => id));
const Wait = z.object({ milliseconds: z.number().nullable() });

export function createInbox(
  prisma: PrismaClient,
  pool: pg.Pool,
  notifications: Notifications,
): Inbox {
  async function rowsOf(sql: string, values: readonly unknown[]): Promise<Row[]> {
    const ids = Ids.parse((await pool.query(sql, [...values])).rows);
    const rows = new Map(
      (await prisma.inbox.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]),
    );
    return ids.flatMap((id) => rows.get(id) ?? []);
  }

  return {
    async receive({ partner, webhookId, body, traceparent = null }) {
      const { count } = await prisma.inbox.createMany({
        data: [{ partner, webhookId, body, traceparent }],
        skipDuplicates: true,
      });
      return count === 1 ? 'new' : 'seen';
    },

    async find(partner, webhookId) {
      const row = await prisma.inbox.findUnique({
        where: { partner_webhookId: { partner, webhookId } },
        select: { body: true },
      });
      return row?.body ?? null;
    },

    async pending(limit) {
      const rows = await prisma.inbox.findMany({
        where: { relayedAt: null },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map(inboxRow);
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

const MAX_BIGINT = '9223372036854775807';

/** A cursor is the id of the last row of a page. */
function parseCursor(cursor: string | undefined): string {
  if (cursor === undefined) return MAX_BIGINT;
  if (!/^\d{1,15}$/.test(cursor))
    throw new InvalidCursorError('the cursor is not one that a page returned');
  return cursor;
}

function inboxRow(row: Row): InboxRow {
  const { id, partner, webhookId, body, traceparent, receivedAt, attempts } = row;
  return {
    id: Number(id),
    partner,
    webhookId,
    body,
    traceparent,
    receivedAt: receivedAt.toISOString(),
    attempts,
  };
}
