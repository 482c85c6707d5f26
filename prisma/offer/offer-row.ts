import { z } from 'zod';
import { AssetRef, OfferState, PartnerFix, RedeliveryState } from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

/** A release at one partner. `number`: the partner's place in the release, from 1. */
export const offerTable = defineProjection('offer', ['releaseId', 'partner'], {
  releaseId: z.string(),
  partner: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  number: z.number(),
  state: OfferState,
  attempt: z.number(),
  partnerReference: z.string().nullable(),
  files: z.array(AssetRef).nullable(),
  detail: z.string().nullable(),
  /** The last one that the partner has shown; 1 is the approved metadata. */
  metadataVersion: z.number(),
  fix: PartnerFix.nullable(),
  /** Of the last request to redeliver it; null: nobody has requested it. */
  redelivery: RedeliveryState.nullable(),
  updatedAt: Instant,
});
export type OfferRow = RowOf<typeof offerTable>;
