import { z } from 'zod';
import {
  OrderTerms,
  PartnerKind,
  PartnerName,
  PartnerRequirements,
  PartnerStatus,
} from '@fermata/contracts/values';
import { fromColumns, Instant } from '../database/row.ts';

/** A partner, from the client. Its secrets are sealed. */
export const Partner = z.object({
  partner: PartnerName,
  projectId: z.string(),
  kind: PartnerKind,
  url: z.string(),
  status: PartnerStatus,
  credentials: z.string(),
  webhookSecret: z.string(),
  previousWebhookSecret: z.string().nullable(),
  previousSecretUntil: Instant.nullable(),
  secretCommand: z.string(),
  requirements: PartnerRequirements,
  orders: OrderTerms.nullable(),
  requestsPerSecond: z.number().nullable(),
  resumedAt: Instant.nullable(),
  addedBy: z.string(),
  addedAt: Instant,
});

/** A row of `partner`, from `pg`. */
export const PartnerRow = fromColumns(Partner);

export type PartnerRow = z.infer<typeof PartnerRow>;
