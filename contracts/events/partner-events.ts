import { z } from 'zod';
import { PartnerName } from '../values/ids.ts';
import { PartnerKind } from '../values/partner-kind.ts';
import { OrderTerms } from '../values/partner-order.ts';
import { PartnerRequirements } from '../values/partner-requirements.ts';

/** Stream `partner/<name>` of an added partner: written with the row that it is about. */
export const PARTNER_EVENTS = {
  /** The URL itself may contain a secret, so only its origin is recorded. */
  'partner.added': z.object({
    partner: PartnerName,
    kind: PartnerKind,
    origin: z.string(),
    requirements: PartnerRequirements,
  }),
  'partner.changed': z.object({
    origin: z.string(),
    credentialsReplaced: z.boolean(),
    requestsPerSecond: z.number().nullable(),
    requirements: PartnerRequirements,
  }),
  /** Null: its orders are refused. */
  'partner.orders-set': z.object({ orders: OrderTerms.nullable() }),
  'partner.paused': z.object({}),
  'partner.resumed': z.object({}),
  'partner.secret-rotated': z.object({ previousValidUntil: z.iso.datetime() }),
  /** Its calls failed `failures` times in a row. Only one at a time is tried now. */
  'partner.circuit-opened': z.object({
    failures: z.number().int(),
    failingSince: z.iso.datetime(),
    detail: z.string(),
  }),
  /** It answers again. */
  'partner.circuit-closed': z.object({ openedAt: z.iso.datetime() }),
} as const;
