import type pg from 'pg';
import { z } from 'zod';
import { RequestedTrack } from '@fermata/contracts/temporal';
import {
  OrderAnswer,
  type OrderTerms,
  type PartnerOrder,
  SYSTEM_ACTOR,
} from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import { fromColumns } from '../database/row.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';

/** Refused orders of a partner that are recorded in 24 hours; events are permanent. */
const RECORDED_REFUSALS_PER_DAY = 1000;

const GivenOrderAnswer = OrderAnswer.extend({ answeredAt: z.iso.datetime() });
type GivenOrderAnswer = z.infer<typeof GivenOrderAnswer>;

const OrderRow = z.object({
  partner: z.string(),
  orderId: z.string(),
  webhookId: z.string(),
  projectId: z.string().nullable(),
  requestedTrack: RequestedTrack.nullable(),
  answers: z.array(GivenOrderAnswer),
});

/**
 * A partner's order. `webhookId`: of the first message with it. `requestedTrack`: the request for its track, once it is
 * accepted. `answers`: oldest first.
 */
export type OrderRecord = z.infer<typeof OrderRow>;

type OrderKey = Pick<PartnerOrder, 'partner' | 'orderId'>;

/** The answers and their events are written in one transaction. The first decision about an order stays. */
export interface OrderRepository {
  /** The first webhook with an order id keeps it. */
  register(order: OrderKey & Pick<PartnerOrder, 'webhookId'>): Promise<OrderRecord>;
  find(key: OrderKey): Promise<OrderRecord | null>;
  /** Accepts a registered order unless the partner has as many as its terms allow. */
  accept(
    requestedTrack: RequestedTrack & { readonly order: PartnerOrder },
    answer: OrderAnswer,
    limits: Pick<OrderTerms, 'maxOpen' | 'maxPerDay'>,
  ): Promise<OrderRecord | 'too-many-open' | 'too-many-today'>;
  /** `projectId` null: no project is open to the partner, so none records it. */
  refuse(order: PartnerOrder, answer: OrderAnswer, projectId: string | null): Promise<OrderRecord>;
  /** Adds answers to an accepted order; `closed`: no further one follows. An answer that was given stays. */
  answer(key: OrderKey, answers: readonly OrderAnswer[], closed: boolean): Promise<OrderRecord>;
}

// Raw: all statements of a change run in the transaction that holds these locks and appends the events.
const LOCK = 'SELECT * FROM public.partner_order WHERE partner = $1 AND order_id = $2 FOR UPDATE';
const LOCK_PARTNER = 'SELECT pg_advisory_xact_lock(70313, hashtext($1))';
const COUNTS = `
  SELECT count(*) FILTER (WHERE requested_track IS NOT NULL AND closed_at IS NULL)::int AS open,
    count(*) FILTER (WHERE requested_track IS NOT NULL AND decided_at > now() - interval '1 day')::int AS accepted,
    count(*) FILTER (WHERE requested_track IS NULL AND decided_at > now() - interval '1 day')::int AS refused
  FROM public.partner_order WHERE partner = $1`;
const DECIDE = `
  UPDATE public.partner_order SET project_id = $3, requested_track = $4, answers = $5, decided_at = now(),
    closed_at = CASE WHEN $4::jsonb IS NULL THEN now() END
  WHERE partner = $1 AND order_id = $2 RETURNING *`;
const ANSWER = `
  UPDATE public.partner_order SET answers = $3,
    closed_at = CASE WHEN $4::boolean THEN coalesce(closed_at, now()) ELSE closed_at END
  WHERE partner = $1 AND order_id = $2 RETURNING *`;

const Row = fromColumns(OrderRow);
const Counts = z.object({ open: z.number(), accepted: z.number(), refused: z.number() });

export function createOrderRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
): OrderRepository {
  const find = async ({ partner, orderId }: OrderKey): Promise<OrderRecord | null> => {
    const row = await prisma.partnerOrder.findUnique({
      where: { partner_orderId: { partner, orderId } },
    });
    return row && OrderRow.parse(row);
  };
  const read = async (
    client: pg.PoolClient,
    sql: string,
    values: readonly unknown[],
  ): Promise<OrderRecord | null> => {
    const { rows } = await client.query(sql, [...values]);
    return rows.length === 0 ? null : Row.parse(rows[0]);
  };
  const found = async (
    record: Promise<OrderRecord | null>,
    { partner, orderId }: OrderKey,
  ): Promise<OrderRecord> => {
    const row = await record;
    if (row === null) throw new Error(`the order ${orderId} of ${partner} is not registered`);
    return row;
  };
  const countsOf = async (client: pg.PoolClient, partner: string) =>
    Counts.parse((await client.query(COUNTS, [partner])).rows[0]);

  /** Stores the first answer. */
  const decide = (
    client: pg.PoolClient,
    { partner, orderId }: PartnerOrder,
    answer: OrderAnswer,
    projectId: string | null,
    requestedTrack: RequestedTrack | null,
  ): Promise<OrderRecord> => {
    const values = [
      ...[partner, orderId, projectId],
      requestedTrack === null ? null : JSON.stringify(requestedTrack),
      JSON.stringify([given(answer)]),
    ];
    return found(read(client, DECIDE, values), { partner, orderId });
  };

  return {
    async register({ partner, orderId, webhookId }) {
      const key = { partner, orderId };
      await prisma.partnerOrder.createMany({ data: { ...key, webhookId }, skipDuplicates: true });
      return found(find(key), key);
    },

    find,

    accept: (requestedTrack, answer, limits) =>
      inTransaction(pool, async (client) => {
        const { order, projectId } = requestedTrack;
        const { partner, orderId } = order;
        // Orders side by side are counted one after another.
        await client.query(LOCK_PARTNER, [partner]);
        const before = await found(read(client, LOCK, [partner, orderId]), order);
        if (before.answers.length > 0) return before;
        const { open, accepted } = await countsOf(client, partner);
        if (open >= limits.maxOpen) return 'too-many-open';
        if (accepted >= limits.maxPerDay) return 'too-many-today';
        const decided = await decide(client, order, answer, projectId, requestedTrack);
        await recordOrder(writer, client, order, answer, projectId);
        return decided;
      }),

    refuse: (order, answer, projectId) =>
      inTransaction(pool, async (client) => {
        const { partner, orderId } = order;
        const before = await found(read(client, LOCK, [partner, orderId]), order);
        if (before.answers.length > 0) return before;
        const { refused } = await countsOf(client, partner);
        const decided = await decide(client, order, answer, projectId, null);
        if (projectId !== null && refused < RECORDED_REFUSALS_PER_DAY)
          await recordOrder(writer, client, order, answer, projectId);
        return decided;
      }),

    answer: (key, answers, closed) =>
      inTransaction(pool, async (client) => {
        const { partner, orderId } = key;
        const before = await found(read(client, LOCK, [partner, orderId]), key);
        const { projectId, requestedTrack } = before;
        if (projectId === null || requestedTrack === null)
          throw new Error(`the order ${orderId} of ${partner} is not accepted`);
        const added = answers.filter(
          ({ answer }) => !before.answers.some((one) => one.answer === answer),
        );
        const all = [...before.answers, ...added.map(given)];
        const values = [partner, orderId, JSON.stringify(all), closed];
        const after = await found(read(client, ANSWER, values), key);
        for (const answer of added)
          await writer.appendRowEvent(client, ofProject(projectId), 'order.answered', {
            ...{ partner, orderId },
            ...answer,
          });
        return after;
      }),
  };
}

const given = (answer: OrderAnswer): GivenOrderAnswer => ({
  ...answer,
  answeredAt: new Date().toISOString(),
});

const ofProject = (projectId: string) => ({
  ...{ stream: `project/${projectId}`, projectId },
  actor: SYSTEM_ACTOR,
});

async function recordOrder(
  writer: EventWriter,
  client: pg.PoolClient,
  order: PartnerOrder,
  answer: OrderAnswer,
  projectId: string,
): Promise<void> {
  const { partner, orderId } = order;
  await writer.appendRowEvent(client, ofProject(projectId), 'order.requested', order);
  await writer.appendRowEvent(client, ofProject(projectId), 'order.answered', {
    ...{ partner, orderId },
    ...answer,
  });
}
