import { z } from 'zod';
import { Brief, Use } from './brief.ts';
import { ActorId, PartnerName, TrackId } from './ids.ts';
import { PartnerRequestId } from './partner-request.ts';
import { PriceClass } from './release-metadata.ts';
import { RequestedReviewTerms } from './review.ts';
import { Territories } from './territory.ts';

/** A partner commissions a track. Strict: a misspelt field would change the track. */
export const OrderRequest = z.strictObject({
  orderId: PartnerRequestId,
  /** Materials and previews belong to the project, so that a partner cannot name them. */
  brief: Brief.omit({ motif: true, audioLoop: true, soundFontParts: true, preview: true }),
  /** When the partner needs the track, in UTC. */
  deadline: z.iso.datetime(),
  /** Absent fields have the defaults of the project. The release goes to the ordering partner only. */
  terms: z
    .strictObject({ territories: Territories.optional(), priceClass: PriceClass.optional() })
    .default({}),
});
export type OrderRequest = z.infer<typeof OrderRequest>;

/** The order that a track is made for. `webhookId`: of the message that placed it. */
export const PartnerOrder = z.strictObject({
  partner: PartnerName,
  orderId: PartnerRequestId,
  webhookId: z.string().min(1).max(100),
  deadline: z.iso.datetime(),
});
export type PartnerOrder = z.infer<typeof PartnerOrder>;

/** The terms on which a partner may order tracks. Without them its orders are refused. */
export const OrderTerms = z.strictObject({
  /** The actor in whose name the tracks are requested. */
  requester: ActorId,
  /** Orders whose track is not finished. */
  maxOpen: z.number().int().min(1).max(1000).default(10),
  /** Accepted orders in 24 hours. */
  maxPerDay: z.number().int().min(1).max(1000).default(20),
  uses: z
    .array(Use)
    .min(1, 'must name a use')
    .max(Use.options.length)
    .refine((uses) => new Set(uses).size === uses.length, 'must name each use once')
    .default(['commercial']),
  review: RequestedReviewTerms.default({}),
});
export type OrderTerms = z.infer<typeof OrderTerms>;

/** Why an order is refused, for machines. docs/partner-api.md is the contract. */
export const OrderRefusal = z.enum([
  'not-open',
  'use-not-open',
  'bad-deadline',
  'bad-brief',
  'budget-exhausted',
  'no-review',
  'too-many',
]);
export type OrderRefusal = z.infer<typeof OrderRefusal>;

/** How a track that was ordered has ended. */
export const OrderOutcome = z.enum(['published', 'rejected', 'failed', 'cancelled']);
export type OrderOutcome = z.infer<typeof OrderOutcome>;

/**
 * An answer to an order. Each order gets each of them at most once; after `refused` or `ended` no further one follows.
 * `late`: the deadline has passed before the delivery.
 */
export const OrderAnswer = z.object({
  answer: z.enum(['accepted', 'refused', 'in-review', 'delivered', 'late', 'ended']),
  reason: z.string().max(500),
  /** Of a refusal. */
  code: OrderRefusal.optional(),
  /** Absent in a refusal. */
  trackId: TrackId.optional(),
  /** Of `accepted`. */
  expectedBy: z.iso.datetime().optional(),
  /** Of `delivered`. */
  releaseId: z.string().optional(),
  /** Of `delivered`: the partner's own reference of the reservation. */
  reference: z.string().optional(),
  /** Of `ended`. */
  outcome: OrderOutcome.optional(),
});
export type OrderAnswer = z.infer<typeof OrderAnswer>;
