import type pg from 'pg';
import { z } from 'zod';
import type { StoredEvent } from '@fermata/contracts/events';
import { cleanText, type SubscriptionStatus, SYSTEM_ACTOR } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import { fromColumns, Instant } from '../database/row.ts';
import { storedEvent } from '../events/event-row.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';
import { appendSubscriptionEvent } from './subscription-event.ts';
import { LOCK_SUBSCRIPTION, Subscription, SubscriptionRow } from './subscription-row.ts';

/** Events that are looked at in one go. */
const BATCH_SIZE = 500;
/** With so many waiting messages, the subscription takes no further events until some have arrived. */
const MAX_WAITING = 10_000;
/** Streams and replays of one plan. */
const MAX_STREAMS = 20;
const MAX_DETAIL_LENGTH = 300;

/** The messages that a subscription can send now. */
export interface OutboxPlan {
  readonly status: SubscriptionStatus | 'removed';
  /** Streams whose first waiting message is due, the one that waits longest first. */
  readonly streams: readonly string[];
  /** Positions to send again. */
  readonly replays: readonly number[];
  readonly waiting: number;
  /** Until the next message is due; null if none waits. */
  readonly nextDueInMs: number | null;
}

/** A subscription and its project. */
export interface SubscriptionKey {
  readonly subscriptionId: string;
  readonly projectId: string;
}

export interface DueMessage {
  readonly event: StoredEvent;
  readonly replay: boolean;
  /** Failed attempts. */
  readonly attempts: number;
  readonly firstFailedAt: string | null;
}

export interface DueBatch {
  readonly subscription: Subscription;
  readonly messages: readonly DueMessage[];
}

/** `next`: the consequence. A replay is sent once, whatever its outcome. */
export interface AttemptResult {
  readonly httpStatus: number | null;
  readonly detail: string;
  readonly durationMs: number;
  readonly next:
    | { readonly then: 'delivered' | 'give-up' | 'disable' | 'gone' }
    | { readonly then: 'retry'; readonly inMs: number };
}

/** The messages of subscriptions from the event log until they have arrived. */
export interface Outbox {
  /** Takes the subscribed events after the cursor, and returns the streams that are due. */
  plan(subscriptionId: string): Promise<OutboxPlan>;
  /** The first waiting messages of a stream in order, or one to send again; null if nothing may be sent now. */
  due(
    subscriptionId: string,
    what: { stream: string } | { replay: number },
    limit: number,
  ): Promise<DueBatch | null>;
  /**
   * Records an attempt and its consequences. Returns the subscription's status afterwards; `removed`:
   * it was removed during the attempt.
   */
  record(
    subscriptionId: string,
    message: DueMessage,
    result: AttemptResult,
  ): Promise<SubscriptionStatus | 'removed'>;
  /** Subscriptions that a position after this one concerns. */
  concerned(afterPosition: number): Promise<SubscriptionKey[]>;
  active(): Promise<SubscriptionKey[]>;
  /** Deletes attempts older than this; the number of deleted rows. */
  trimLog(days: number): Promise<number>;
}

// Raw: all statements of `plan` and `record` run in the transaction that holds the row's lock.
const HEAD = 'SELECT coalesce(max(position), 0) AS head FROM public.event';
const SUBSCRIBED = `
  SELECT position, stream FROM public.event WHERE project_id = $1 AND position > $2 AND position <= $3
    AND (cardinality($4::text[]) = 0 OR type = ANY($4)) ORDER BY position LIMIT ${BATCH_SIZE}`;
const COUNT = `
  SELECT count(*)::int AS count FROM public.subscription_message WHERE subscription_id = $1`;
// Raw: two arrays in one statement. Due at once: a column of milliseconds would round the time up.
const TAKE = `
  INSERT INTO public.subscription_message (subscription_id, position, stream, next_attempt_at)
  SELECT $1, *, date_trunc('milliseconds', now()) FROM unnest($2::bigint[], $3::text[])
  ON CONFLICT DO NOTHING`;
const MOVE = 'UPDATE public.subscription SET cursor = $2 WHERE subscription_id = $1';
// Raw: the first message of each stream, and the database's clock.
const HEADS = `
  SELECT DISTINCT ON (stream) stream, position, next_attempt_at FROM public.subscription_message
  WHERE subscription_id = $1 AND NOT replay ORDER BY stream, position`;
const DUE_STREAMS = `
  SELECT stream FROM (${HEADS}) AS head WHERE next_attempt_at <= now() ORDER BY position LIMIT ${MAX_STREAMS}`;
const DUE_REPLAYS = `
  SELECT position FROM public.subscription_message WHERE subscription_id = $1 AND replay
  ORDER BY position LIMIT ${MAX_STREAMS}`;
// Raw: the time left by the database's clock.
const NEXT_DUE = `
  SELECT min(greatest(0, ceil(extract(epoch FROM next_attempt_at - now()) * 1000)))::float8 AS milliseconds
  FROM (${HEADS}) AS head`;
// Raw: the message with its event, and whether it is due by the database's clock.
const OF_STREAM = `
  SELECT message.attempts, message.first_failed_at, message.next_attempt_at <= now() AS is_due,
    message.replay, to_jsonb(event) AS event
  FROM public.subscription_message AS message JOIN public.event USING (position)
  WHERE message.subscription_id = $1 AND message.stream = $2 AND NOT message.replay AND event.project_id = $3
  ORDER BY position LIMIT $4`;
// Raw: as above.
const OF_REPLAY = `
  SELECT message.attempts, message.first_failed_at, true AS is_due, message.replay, to_jsonb(event) AS event
  FROM public.subscription_message AS message JOIN public.event USING (position)
  WHERE message.subscription_id = $1 AND message.position = $2 AND message.replay AND event.project_id = $3
  LIMIT $4`;
// Raw: the database's clock.
const LOG = `
  INSERT INTO public.subscription_attempt (subscription_id, position, type, stream, attempt, replay, outcome,
    http_status, detail, duration_ms, next_attempt_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + $11 * interval '1 millisecond')`;
const ARRIVED = `
  DELETE FROM public.subscription_message WHERE subscription_id = $1 AND position = $2 AND replay = $3`;
// Raw: the database's clock, and the column's own value.
const POSTPONE = `
  UPDATE public.subscription_message SET attempts = attempts + 1,
    first_failed_at = coalesce(first_failed_at, now()), next_attempt_at = now() + $3 * interval '1 millisecond'
  WHERE subscription_id = $1 AND position = $2 AND NOT replay`;
// Raw: as above.
const SET_STATE = `
  UPDATE public.subscription SET status = $2, detail = $3,
    failing_since = CASE WHEN $4 THEN NULL ELSE coalesce(failing_since, now()) END
  WHERE subscription_id = $1`;
// Raw: the types of a row against the types of its project's events.
const CONCERNED = `
  SELECT subscription_id, project_id FROM public.subscription WHERE EXISTS (
    SELECT FROM public.event WHERE event.project_id = subscription.project_id AND position > $1
      AND (event.stream = 'subscription/' || subscription_id OR (status = 'active'
        AND (cardinality(types) = 0 OR event.type = ANY(types)))))`;
// Raw: the database's clock.
const TRIM = `DELETE FROM public.subscription_attempt WHERE at < now() - $1 * interval '1 day'`;

const KeyRow = fromColumns(z.object({ subscriptionId: z.string(), projectId: z.string() }));
const Position = z.coerce.number().int();
const DueRow = fromColumns(
  z.object({
    attempts: z.number().int(),
    firstFailedAt: Instant.nullable(),
    isDue: z.boolean(),
    replay: z.boolean(),
    event: z.record(z.string(), z.unknown()),
  }),
);

export function createOutbox(prisma: PrismaClient, pool: pg.Pool, writer: EventWriter): Outbox {
  async function takeEvents(client: pg.PoolClient, row: Subscription): Promise<void> {
    const { subscriptionId, projectId, types, cursor } = row;
    const counts = await client.query<{ count: number }>(COUNT, [subscriptionId]);
    if ((counts.rows[0]?.count ?? 0) >= MAX_WAITING) return;
    const head = await client.query<{ head: string }>(HEAD);
    const end = Number(head.rows[0]?.head ?? 0);
    if (end <= cursor) return;
    const { rows } = await client.query<{ position: string; stream: string }>(SUBSCRIBED, [
      ...[projectId, cursor, end, types],
    ]);
    await client.query(TAKE, [
      subscriptionId,
      rows.map(({ position }) => position),
      rows.map(({ stream }) => stream),
    ]);
    const last = rows.length === BATCH_SIZE ? rows.at(-1)?.position : undefined;
    await client.query(MOVE, [subscriptionId, last ?? end]);
  }

  return {
    plan: (subscriptionId) =>
      inTransaction(pool, async (client) => {
        const idle = { streams: [], replays: [], waiting: 0, nextDueInMs: null };
        const row = await lockedRow(client, subscriptionId);
        if (row === null) return { ...idle, status: 'removed' };
        const { status } = row;
        if (status !== 'active') return { ...idle, status };
        await takeEvents(client, row);
        const streams = await client.query<{ stream: string }>(DUE_STREAMS, [subscriptionId]);
        const replays = await client.query<{ position: string }>(DUE_REPLAYS, [subscriptionId]);
        const next = await client.query<{ milliseconds: number | null }>(NEXT_DUE, [
          subscriptionId,
        ]);
        const counts = await client.query<{ count: number }>(COUNT, [subscriptionId]);
        return {
          status,
          streams: streams.rows.map(({ stream }) => stream),
          replays: replays.rows.map(({ position }) => Position.parse(position)),
          waiting: counts.rows[0]?.count ?? 0,
          nextDueInMs: next.rows[0]?.milliseconds ?? null,
        };
      }),

    async due(subscriptionId, what, limit) {
      const found = await prisma.subscription.findUnique({ where: { subscriptionId } });
      if (found?.status !== 'active') return null;
      const subscription = Subscription.parse(found);
      const { projectId } = subscription;
      const { rows } =
        'stream' in what
          ? await pool.query(OF_STREAM, [subscriptionId, what.stream, projectId, limit])
          : await pool.query(OF_REPLAY, [subscriptionId, what.replay, projectId, limit]);
      const messages = rows.map((row: unknown) => DueRow.parse(row));
      if (messages[0]?.isDue !== true) return null;
      return {
        subscription,
        messages: messages.map(({ event, isDue: _, ...message }) => ({
          ...message,
          event: storedEvent(event),
        })),
      };
    },

    record: (
      subscriptionId,
      { event, replay, attempts },
      { next, httpStatus, detail, durationMs },
    ) =>
      inTransaction(pool, async (client) => {
        const row = await lockedRow(client, subscriptionId);
        if (row === null) return 'removed';
        const { position, type, stream } = event;
        const cleaned = cleanText(detail, MAX_DETAIL_LENGTH);
        const hasArrived = next.then === 'delivered';
        await client.query(LOG, [
          ...[subscriptionId, position, type, stream, attempts + 1, replay],
          ...[outcomeOf(next.then), httpStatus, cleaned, durationMs],
          next.then === 'retry' && !replay ? next.inMs : null,
        ]);
        if (replay || hasArrived || next.then === 'give-up')
          await client.query(ARRIVED, [subscriptionId, position, replay]);
        else
          await client.query(POSTPONE, [
            ...[subscriptionId, position, next.then === 'retry' ? next.inMs : 0],
          ]);
        const ends = row.status === 'active' || row.status === 'paused';
        const status =
          ends && next.then === 'disable'
            ? 'disabled'
            : ends && next.then === 'gone'
              ? 'ended'
              : row.status;
        const why = status === row.status ? row.detail : cleaned;
        await client.query(SET_STATE, [subscriptionId, status, why, hasArrived]);
        if (status !== row.status) await recordEnd(writer, client, row, status, cleaned);
        return status;
      }),

    async concerned(afterPosition) {
      const { rows } = await pool.query(CONCERNED, [afterPosition]);
      return rows.map((row: unknown) => KeyRow.parse(row));
    },

    active: () =>
      prisma.subscription.findMany({
        where: { status: 'active' },
        select: { subscriptionId: true, projectId: true },
      }),

    trimLog: async (days) => (await pool.query(TRIM, [days])).rowCount ?? 0,
  };
}

async function lockedRow(
  client: pg.PoolClient,
  subscriptionId: string,
): Promise<Subscription | null> {
  const { rows } = await client.query(LOCK_SUBSCRIPTION, [subscriptionId]);
  return rows.map((row: unknown) => SubscriptionRow.parse(row))[0] ?? null;
}

const outcomeOf = (then: AttemptResult['next']['then']): 'delivered' | 'failed' | 'given-up' =>
  then === 'delivered' ? 'delivered' : then === 'give-up' ? 'given-up' : 'failed';

async function recordEnd(
  writer: EventWriter,
  client: pg.PoolClient,
  { subscriptionId, projectId, failingSince }: Subscription,
  status: SubscriptionStatus,
  detail: string,
): Promise<void> {
  const author = { subscriptionId, projectId, actor: SYSTEM_ACTOR };
  if (status === 'ended')
    await appendSubscriptionEvent(writer, client, author, 'subscription.ended', {
      reason: 'gone',
      detail,
    });
  else
    await appendSubscriptionEvent(writer, client, author, 'subscription.disabled', {
      failingSince: failingSince ?? new Date().toISOString(),
      detail,
    });
}
