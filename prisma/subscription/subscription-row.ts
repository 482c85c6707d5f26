import type pg from 'pg';
import { z } from 'zod';
import { SubscriptionStatus } from '@fermata/contracts/values';
import { fromColumns, Instant } from '../database/row.ts';

/** A subscription, from the client. */
export const Subscription = z.object({
  subscriptionId: z.string(),
  projectId: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  name: z.string().nullable(),
  status: SubscriptionStatus,
  detail: z.string().nullable(),
  secret: z.string(),
  previousSecret: z.string().nullable(),
  previousSecretUntil: Instant.nullable(),
  cursor: z.coerce.number().int(),
  failingSince: Instant.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
});

export type Subscription = z.infer<typeof Subscription>;

/** A row of `subscription`, from `pg`. */
const SubscriptionRow = fromColumns(Subscription);

// Raw: a row lock, held until the row and its event are written.
const LOCK_SUBSCRIPTION = `
  SELECT * FROM public.subscription WHERE subscription_id = $1 FOR UPDATE`;

/** The locked row; null if there is no such subscription. */
export async function lockSubscription(
  client: pg.PoolClient,
  subscriptionId: string,
): Promise<Subscription | null> {
  const { rows } = await client.query(LOCK_SUBSCRIPTION, [subscriptionId]);
  return rows.map((row: unknown) => SubscriptionRow.parse(row))[0] ?? null;
}
