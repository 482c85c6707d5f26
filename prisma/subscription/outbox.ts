import type pg from 'pg';
import { z } from 'zod';
import type { SubscriptionStatus } from '@fermata/contracts/values';
import { fromColumns, Instant } from '../database/row.ts';
import { storedEvent } from '../events/event-row.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';
import { type OutboxPlan, planMessages } from './plan-messages.ts';
import { type AttemptResult, type DueMessage, recordAttempt } from './record-attempt.ts';
import { Subscription } from './subscription-row.ts';

/** A subscription and its project. */
export interface SubscriptionKey {
  readonly subscriptionId: string;
  readonly projectId: string;
}

export interface DueBatch {
  readonly subscription: Subscription;
  readonly messages: readonly DueMessage[];
}

/** The messages of subscriptions from the event log until they have arrived. */
export interface Outbox {
  /** Takes the subscribed events after the cursor, and returns the streams that are due. */
  plan(subscriptionId: string): Promise<OutboxPlan>;
  /** The first waiting messages of a stream in order, or one to send again; null if nothing may be sent now. */
  due(
    subscriptionId: string,
    selection: { stream: string } | { replay: number },
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
// Raw: the types of a row against the types of its project's events.
const CONCERNED = `
  SELECT subscription_id, project_id FROM public.subscription WHERE EXISTS (
    SELECT FROM public.event WHERE event.project_id = subscription.project_id AND position > $1
      AND (event.stream = 'subscription/' || subscription_id OR (status = 'active'
        AND (cardinality(types) = 0 OR event.type = ANY(types)))))`;
// Raw: the database's clock.
const TRIM = `DELETE FROM public.subscription_attempt WHERE at < now() - $1 * interval '1 day'`;

const KeyRow = fromColumns(z.object({ subscriptionId: z.string(), projectId: z.string() }));
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
  return {
    plan: (subscriptionId) => planMessages(pool, subscriptionId),

    async due(subscriptionId, selection, limit) {
      const found = await prisma.subscription.findUnique({ where: { subscriptionId } });
      if (found?.status !== 'active') return null;
      const subscription = Subscription.parse(found);
      const { projectId } = subscription;
      const { rows } =
        'stream' in selection
          ? await pool.query(OF_STREAM, [subscriptionId, selection.stream, projectId, limit])
          : await pool.query(OF_REPLAY, [subscriptionId, selection.replay, projectId, limit]);
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

    record: (subscriptionId, message, result) =>
      recordAttempt({ pool, writer }, subscriptionId, message, result),

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
