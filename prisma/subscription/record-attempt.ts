import type pg from 'pg';
import type { StoredEvent } from '@fermata/contracts/events';
import { cleanText, type SubscriptionStatus, SYSTEM_ACTOR } from '@fermata/contracts/values';
import { type Consequence, outcomeOf, statusAfter } from '@fermata/domain/subscription';
import { inTransaction } from '../database/in-transaction.ts';
import type { EventWriter } from '../events/event-writer.ts';
import { appendSubscriptionEvent } from './subscription-event.ts';
import { lockSubscription, type Subscription } from './subscription-row.ts';

const MAX_DETAIL_LENGTH = 300;

export interface DueMessage {
  readonly event: StoredEvent;
  readonly replay: boolean;
  /** Failed attempts. */
  readonly attempts: number;
  readonly firstFailedAt: string | null;
}

/** `next`: the consequence. A replay is sent once, whatever its outcome. */
export interface AttemptResult {
  readonly httpStatus: number | null;
  readonly detail: string;
  readonly durationMs: number;
  readonly next: Consequence;
}

// Raw: all statements run in the transaction that holds the row's lock, with the database's clock.
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

/** Records an attempt and its consequences. Returns the subscription's status afterwards. */
export const recordAttempt = (
  { pool, writer }: { readonly pool: pg.Pool; readonly writer: EventWriter },
  subscriptionId: string,
  { event, replay, attempts }: DueMessage,
  { next, httpStatus, detail, durationMs }: AttemptResult,
): Promise<SubscriptionStatus | 'removed'> =>
  inTransaction(pool, async (client) => {
    const row = await lockSubscription(client, subscriptionId);
    if (row === null) return 'removed';
    const { position, type, stream } = event;
    const cleaned = cleanText(detail, MAX_DETAIL_LENGTH);
    const hasArrived = next.then === 'arrived';
    await client.query(LOG, [
      ...[subscriptionId, position, type, stream, attempts + 1, replay],
      ...[outcomeOf(next), httpStatus, cleaned, durationMs],
      next.then === 'retry' && !replay ? next.inMs : null,
    ]);
    if (replay || hasArrived || next.then === 'give-up')
      await client.query(ARRIVED, [subscriptionId, position, replay]);
    else
      await client.query(POSTPONE, [
        ...[subscriptionId, position, next.then === 'retry' ? next.inMs : 0],
      ]);
    const status = statusAfter(next, row.status);
    const why = status === row.status ? row.detail : cleaned;
    await client.query(SET_STATE, [subscriptionId, status, why, hasArrived]);
    if (status !== row.status) await recordEnd(writer, client, row, status, cleaned);
    return status;
  });

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
