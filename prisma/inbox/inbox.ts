import type pg from 'pg';
import { z } from 'zod';
import type { Notifications, Unsubscribe } from '../database/notifications.ts';
import type { EventWriter } from '../events/event-writer.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { createInboxEntries, type InboxEntries } from './inbox-entries.ts';
import { InboxRow } from './inbox-row.ts';
import {
  type ReceivedWebhook,
  type Reception,
  WebhookReceiver,
  type WebhookRefusal,
} from './webhook-receiver.ts';

// Raw: a window function. Partners take turns, so that one that floods the inbox delays only itself.
const DUE = `
  SELECT inbox.* FROM (
    SELECT id, row_number() OVER (PARTITION BY partner ORDER BY next_attempt_at, id) AS turn
    FROM public.inbox WHERE relayed_at IS NULL AND next_attempt_at <= now() AND partner <> ALL($2::text[])
    ORDER BY turn, id LIMIT $1
  ) AS waiting JOIN public.inbox USING (id) ORDER BY turn, id`;
// Raw: the database's clock, as for the times it compares with.
const NEXT_DUE_IN = `
  SELECT min(greatest(0, ceil(extract(epoch FROM next_attempt_at - now()) * 1000)))::float8 AS milliseconds
  FROM public.inbox WHERE relayed_at IS NULL AND partner <> ALL($1::text[])`;
const POSTPONE = `
  UPDATE public.inbox
  SET attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond', last_failure = $3
  WHERE id = $1 AND relayed_at IS NULL`;

const CLAIM = `
  UPDATE public.inbox SET next_attempt_at = now() + $2 * interval '1 millisecond'
  WHERE id = $1 AND relayed_at IS NULL AND next_attempt_at <= now()`;

/** A webhook to relay. */
export type DueWebhook = Pick<
  InboxRow,
  'id' | 'partner' | 'webhookId' | 'body' | 'traceparent' | 'receivedAt' | 'attempts'
>;

export interface OpenRefusal extends WebhookRefusal {
  readonly webhookId: string;
  readonly receivedAt: string;
}

/** The webhooks of partners, and their way to the workflows. */
export interface Inbox extends InboxEntries {
  /** `new` exactly once for each webhook id of a partner. */
  receive(webhook: ReceivedWebhook): Promise<Reception>;
  /** The refusals that a partner has not got yet. */
  openRefusals(partner: string): Promise<OpenRefusal[]>;
  /** The partner has got its refusal. */
  markRefused(partner: string, webhookId: string): Promise<void>;
  /** The stored text of a webhook, or null. */
  find(partner: string, webhookId: string): Promise<string | null>;
  /** The webhooks of other partners to relay now: each partner's longest-waiting first, partners in turn. */
  due(limit: number, exceptPartners?: readonly string[]): Promise<DueWebhook[]>;
  /**
   * Whether the caller is the one that relays it: for no other it is due for these milliseconds, after which a claim
   * by a process that was killed ends.
   */
  claim(id: number, milliseconds: number): Promise<boolean>;
  /** Milliseconds until a webhook of other partners is due: 0 if one is, null if none is pending. */
  nextDueIn(exceptPartners?: readonly string[]): Promise<number | null>;
  /** Counts a failed attempt; the webhook is due again after this time. */
  postpone(id: number, milliseconds: number, reason: string): Promise<void>;
  /**
   * The first mark remains. `workflowId`: null for a message that no workflow needs. `undeliverable`: why no workflow
   * gets it. `unreadable`: why it does not match the contract.
   */
  markRelayed(
    id: number,
    to: { workflowId: string | null } | { undeliverable: string } | { unreadable: string },
  ): Promise<void>;
  /** Makes a webhook undeliverable that has reached its workflow, which cannot handle it. */
  setAside(webhook: { partner: string; webhookId: string; reason: string }): Promise<void>;
  /** Whether one of the streams has an event about the effect of the webhook. */
  isRecorded(webhook: {
    projectId: string;
    streams: readonly string[];
    partner: string;
    webhookId: string;
  }): Promise<boolean>;
  onReceived(listener: () => void): Promise<Unsubscribe>;
}

const Wait = z.object({ milliseconds: z.number().nullable() });
const OpenRefusal = z
  .object({
    webhookId: z.string(),
    receivedAt: z.date(),
    refusal: z.object({ request: z.string(), reason: z.string() }),
  })
  .transform(({ refusal, receivedAt, webhookId }) => ({
    ...{ ...refusal, webhookId, receivedAt: receivedAt.toISOString() },
  }));

/** Maximum number of refusals per poll of a folder. */
const MAX_REFUSALS = 100;

export function createInbox(
  prisma: PrismaClient,
  pool: pg.Pool,
  notifications: Notifications,
  writer: EventWriter,
  configuredPartners: readonly string[],
): Inbox {
  const receiver = new WebhookReceiver(pool);
  return {
    ...createInboxEntries(pool, writer, configuredPartners),

    receive: (webhook) => receiver.receive(webhook),

    async openRefusals(partner) {
      const rows = await prisma.inbox.findMany({
        where: { partner, NOT: { refusal: { equals: Prisma.DbNull } } },
        select: { webhookId: true, receivedAt: true, refusal: true },
        orderBy: { id: 'asc' },
        take: MAX_REFUSALS,
      });
      return OpenRefusal.array().parse(rows);
    },

    async markRefused(partner, webhookId) {
      await prisma.inbox.updateMany({
        where: { partner, webhookId },
        data: { refusal: Prisma.DbNull },
      });
    },

    async find(partner, webhookId) {
      const row = await prisma.inbox.findUnique({
        where: { partner_webhookId: { partner, webhookId } },
        select: { body: true },
      });
      return row?.body ?? null;
    },

    due: async (limit, exceptPartners = []) =>
      InboxRow.array().parse((await pool.query(DUE, [limit, exceptPartners])).rows),

    nextDueIn: async (exceptPartners = []) =>
      Wait.parse((await pool.query(NEXT_DUE_IN, [exceptPartners])).rows[0]).milliseconds,

    claim: async (id, milliseconds) => (await pool.query(CLAIM, [id, milliseconds])).rowCount === 1,

    async postpone(id, milliseconds, reason) {
      await pool.query(POSTPONE, [id, milliseconds, reason]);
    },

    async markRelayed(id, to) {
      await prisma.inbox.updateMany({
        where: { id, relayedAt: null },
        data: {
          relayedAt: new Date(),
          ...('unreadable' in to ? { undeliverable: to.unreadable, isUnreadable: true } : to),
        },
      });
    },

    async setAside({ partner, webhookId, reason }) {
      await prisma.inbox.updateMany({
        where: { partner, webhookId, undeliverable: null },
        data: { relayedAt: new Date(), workflowId: null, undeliverable: reason },
      });
    },

    async isRecorded({ projectId, streams, partner, webhookId }) {
      const event = await prisma.event.findFirst({
        where: {
          ...{ projectId, stream: { in: [...streams] } },
          AND: [
            { data: { path: ['partner'], equals: partner } },
            { data: { path: ['webhookId'], equals: webhookId } },
          ],
        },
        select: { position: true },
      });
      return event !== null;
    },

    onReceived: (listener) => notifications.on('fermata_inbox', () => listener()),
  };
}
