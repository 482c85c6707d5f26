import type pg from 'pg';
import type { SubscriptionStatus } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import { InvalidCursorError, type Page } from '../database/page.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';
import { Attempt, type AttemptRecord } from './attempt-row.ts';
import { appendSubscriptionEvent } from './subscription-event.ts';
import { lockSubscription, Subscription } from './subscription-row.ts';

export type { AttemptRecord } from './attempt-row.ts';

/** Without its secrets. */
export type SubscriptionRecord = Omit<Subscription, 'secret' | 'previousSecret' | 'cursor'> & {
  /** Messages that have not arrived yet. */
  waiting: number;
};

/** `secret`: sealed. `after`: a position; null for the end of the log. */
export interface NewSubscription {
  readonly subscriptionId: string;
  readonly projectId: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly name: string | null;
  readonly secret: string;
  readonly after: number | null;
  readonly actor: string;
}

export interface SubscriptionChanges {
  readonly url?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly status?: 'active' | 'paused' | undefined;
}

interface Address {
  readonly projectId: string;
  readonly subscriptionId: string;
  /** The actor who makes the change. */
  readonly actor: string;
}

/** Every change is written with its event in one transaction. Null: the project has no such subscription. */
export interface SubscriptionRepository {
  /** `exists`: the project has one for this URL. */
  create(subscription: NewSubscription, most: number): Promise<'created' | 'exists' | 'too-many'>;
  list(projectId: string): Promise<SubscriptionRecord[]>;
  find(projectId: string, subscriptionId: string): Promise<SubscriptionRecord | null>;
  /** `ended`: it can only be removed. Made active, it tries all waiting messages at once. */
  change(
    address: Address,
    changes: SubscriptionChanges,
  ): Promise<'changed' | 'exists' | 'ended' | null>;
  /** The previous secret signs, too, for this time. */
  rotateSecret(address: Address, secret: string, overlapSeconds: number): Promise<'rotated' | null>;
  remove(address: Address): Promise<'removed' | null>;
  /** Sends a message again, if the subscription is active. `unknown`: the project has no such event. */
  replay(
    address: Address,
    position: number,
  ): Promise<'queued' | 'unknown' | Exclude<SubscriptionStatus, 'active'> | null>;
  /** The log of attempts, newest first. Throws InvalidCursorError. */
  attempts(
    subscriptionId: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<Page<AttemptRecord>>;
}

// Raw: all statements of a change run in the transaction that holds these locks and appends the event.
const LOCK_PROJECT = 'SELECT pg_advisory_xact_lock(70311, hashtext($1))';
const COUNT = `
  SELECT count(*)::int AS count, count(*) FILTER (WHERE url = $2)::int AS same
  FROM public.subscription WHERE project_id = $1`;
// Raw: a given position or the end of the log.
const INSERT = `
  INSERT INTO public.subscription (subscription_id, project_id, url, types, name, secret, created_by, cursor)
  VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8, (SELECT coalesce(max(position), 0) FROM public.event)))`;
// Raw: the column's own value.
const UPDATE = `
  UPDATE public.subscription SET url = $2, types = $3, name = $4, status = $5,
    detail = CASE WHEN $5 = 'active' THEN NULL ELSE detail END,
    failing_since = CASE WHEN $5 = 'active' THEN NULL ELSE failing_since END
  WHERE subscription_id = $1`;
// Raw: the database's clock.
const RETRY_NOW = `
  UPDATE public.subscription_message SET next_attempt_at = date_trunc('milliseconds', now())
  WHERE subscription_id = $1`;
// Raw: the column's own value, and the database's clock.
const ROTATE = `
  UPDATE public.subscription SET previous_secret = secret, secret = $2,
    previous_secret_until = now() + $3 * interval '1 second'
  WHERE subscription_id = $1 RETURNING previous_secret_until`;
const REMOVE = 'DELETE FROM public.subscription WHERE subscription_id = $1';
const EVENT = 'SELECT stream FROM public.event WHERE project_id = $1 AND position = $2';
const REPLAY = `
  INSERT INTO public.subscription_message (subscription_id, position, stream, replay)
  VALUES ($1, $2, $3, true) ON CONFLICT (subscription_id, replay, position) DO NOTHING`;

export function createSubscriptionRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
): SubscriptionRepository {
  async function read(where: {
    projectId: string;
    subscriptionId?: string;
  }): Promise<SubscriptionRecord[]> {
    const found = await prisma.subscription.findMany({
      where,
      include: { _count: { select: { messages: true } } },
      orderBy: [{ createdAt: 'asc' }, { subscriptionId: 'asc' }],
    });
    return found.map(({ _count, ...subscription }) => {
      const {
        secret: _,
        previousSecret: _previous,
        cursor: _cursor,
        ...record
      } = Subscription.parse(subscription);
      return { ...record, waiting: _count.messages };
    });
  }

  /** Runs `work` with the locked row; null if the project has no such subscription. */
  const locked = <T>(
    { projectId, subscriptionId }: Address,
    work: (client: pg.PoolClient, row: Subscription) => Promise<T>,
  ): Promise<T | null> =>
    inTransaction(pool, async (client) => {
      const row = await lockSubscription(client, subscriptionId);
      return row?.projectId === projectId ? work(client, row) : null;
    });

  return {
    create: (subscription, most) =>
      inTransaction(pool, async (client) => {
        const { subscriptionId, projectId, url, types, name, secret, after, actor } = subscription;
        await client.query(LOCK_PROJECT, [projectId]);
        const { rows } = await client.query<{ count: number; same: number }>(COUNT, [
          projectId,
          url,
        ]);
        if ((rows[0]?.same ?? 0) > 0) return 'exists';
        if ((rows[0]?.count ?? 0) >= most) return 'too-many';
        await client.query(INSERT, [
          ...[subscriptionId, projectId, url, types, name, secret, actor, after],
        ]);
        await appendSubscriptionEvent(writer, client, subscription, 'subscription.created', {
          subscriptionId,
          origin: new URL(url).origin,
          types: [...types],
        });
        return 'created';
      }),

    list: (projectId) => read({ projectId }),

    find: async (projectId, subscriptionId) =>
      (await read({ projectId, subscriptionId }))[0] ?? null,

    change: (address, changes) =>
      locked(address, async (client, row) => {
        const { subscriptionId, projectId } = address;
        if (row.status === 'ended') return 'ended';
        await client.query(LOCK_PROJECT, [projectId]);
        const url = changes.url ?? row.url;
        const types = changes.types ?? row.types;
        const { rows } = await client.query<{ same: number }>(COUNT, [projectId, url]);
        if (url !== row.url && (rows[0]?.same ?? 0) > 0) return 'exists';
        const status = changes.status ?? row.status;
        const name = changes.name ?? row.name;
        await client.query(UPDATE, [subscriptionId, url, types, name, status]);
        if (changes.status === 'active') await client.query(RETRY_NOW, [subscriptionId]);
        if (changes.url !== undefined || changes.types !== undefined)
          await appendSubscriptionEvent(writer, client, address, 'subscription.changed', {
            subscriptionId,
            origin: new URL(url).origin,
            types: [...types],
          });
        if (changes.status === 'active')
          await appendSubscriptionEvent(writer, client, address, 'subscription.resumed', {});
        if (changes.status === 'paused' && row.status !== 'paused')
          await appendSubscriptionEvent(writer, client, address, 'subscription.paused', {});
        return 'changed';
      }),

    rotateSecret: (address, secret, overlapSeconds) =>
      locked(address, async (client): Promise<'rotated'> => {
        const { rows } = await client.query<{ previous_secret_until: Date }>(ROTATE, [
          ...[address.subscriptionId, secret, overlapSeconds],
        ]);
        const previousValidUntil = (rows[0]?.previous_secret_until ?? new Date()).toISOString();
        await appendSubscriptionEvent(writer, client, address, 'subscription.secret-rotated', {
          previousValidUntil,
        });
        return 'rotated';
      }),

    remove: (address) =>
      locked(address, async (client): Promise<'removed'> => {
        await client.query(REMOVE, [address.subscriptionId]);
        await appendSubscriptionEvent(writer, client, address, 'subscription.ended', {
          reason: 'removed',
          detail: 'a person removed it',
        });
        return 'removed';
      }),

    replay: (address, position) =>
      locked(address, async (client, row) => {
        const { projectId, subscriptionId } = address;
        if (row.status !== 'active') return row.status;
        const { rows } = await client.query<{ stream: string }>(EVENT, [projectId, position]);
        if (rows[0] === undefined) return 'unknown';
        await client.query(REPLAY, [subscriptionId, position, rows[0].stream]);
        await appendSubscriptionEvent(writer, client, address, 'subscription.replayed', {
          eventId: `evt_${position}`,
        });
        return 'queued';
      }),

    async attempts(subscriptionId, { cursor, limit }) {
      if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
        throw new InvalidCursorError('the cursor is not one that a page returned');
      const found = await prisma.subscriptionAttempt.findMany({
        where: { subscriptionId, ...(cursor === undefined ? {} : { id: { lt: BigInt(cursor) } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const items = found.slice(0, limit).map((attempt) => Attempt.parse(attempt));
      const last = items.at(-1);
      return { items, nextCursor: found.length > limit && last ? String(last.id) : null };
    },
  };
}
