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
export const SubscriptionRow = fromColumns(Subscription);

// Raw: a row lock, held until the row and its event are written.
export const LOCK_SUBSCRIPTION = `
  SELECT * FROM public.subscription WHERE subscription_id = $1 FOR UPDATE`;
