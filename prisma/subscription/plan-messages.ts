import type pg from 'pg';
import { z } from 'zod';
import type { SubscriptionStatus } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import { lockSubscription, type Subscription } from './subscription-row.ts';

/** Events that are read in one query. */
const BATCH_SIZE = 500;
/** Above this number of waiting messages, no further events are queued. */
const MAX_WAITING = 10_000;
/** Streams and replays of one plan. */
const MAX_STREAMS = 20;

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

// Raw: all statements run in the transaction that holds the row's lock.
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

const Position = z.coerce.number().int();

/** Takes the subscribed events after the cursor, and returns the streams that are due. */
export const planMessages = (pool: pg.Pool, subscriptionId: string): Promise<OutboxPlan> =>
  inTransaction(pool, async (client) => {
    const idle = { streams: [], replays: [], waiting: 0, nextDueInMs: null };
    const row = await lockSubscription(client, subscriptionId);
    if (row === null) return { ...idle, status: 'removed' };
    const { status } = row;
    if (status !== 'active') return { ...idle, status };
    await takeEvents(client, row);
    const streams = await client.query<{ stream: string }>(DUE_STREAMS, [subscriptionId]);
    const replays = await client.query<{ position: string }>(DUE_REPLAYS, [subscriptionId]);
    const next = await client.query<{ milliseconds: number | null }>(NEXT_DUE, [subscriptionId]);
    const counts = await client.query<{ count: number }>(COUNT, [subscriptionId]);
    return {
      status,
      streams: streams.rows.map(({ stream }) => stream),
      replays: replays.rows.map(({ position }) => Position.parse(position)),
      waiting: counts.rows[0]?.count ?? 0,
      nextDueInMs: next.rows[0]?.milliseconds ?? null,
    };
  });

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
