import { z } from 'zod';

/** A track's stages, in the order of a track that is published. */
export const STAGES = [
  'accepted',
  'interpreting',
  'planning',
  'generating',
  'evaluating',
  'picking',
  'stems',
  'mixing',
  'mastering',
  'enriching',
  'policy',
  'review',
  'approved',
  'publishing',
  'published',
  'delisted',
  'withdrawn',
  'archived',
  'cancelled',
  'failed',
] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** The workflow of a track on sale runs, and follows the sale. */
export const ON_SALE_STAGES = ['published', 'delisted'] as const satisfies readonly Stage[];

/**
 * Production has ended: a track in one of these stages accepts no command but `withdraw`. Its workflow has ended, too,
 * except while it is on sale.
 */
export const STAGES_AFTER_PRODUCTION = [
  ...ON_SALE_STAGES,
  'withdrawn',
  'archived',
  'cancelled',
  'failed',
] as const satisfies readonly Stage[];
export const hasLeftProduction = (stage: Stage): boolean =>
  (STAGES_AFTER_PRODUCTION as readonly Stage[]).includes(stage);

/** Why a track was archived. `faulty`: a measurement had a hard finding. */
export const ArchiveReason = z.enum([
  'rejected',
  'expired',
  'policy-denied',
  'release-rejected',
  'faulty',
]);
export type ArchiveReason = z.infer<typeof ArchiveReason>;

/** A release's state at one partner. */
export const OfferState = z.enum([
  'pending',
  'reserved',
  'delivered',
  'accepted',
  'rejected',
  'live',
  'taking-down',
  'taken-down',
  'unknown',
]);
export type OfferState = z.infer<typeof OfferState>;
