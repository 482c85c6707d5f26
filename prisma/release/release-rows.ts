import { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import {
  AmendableMetadata,
  AmendmentChanges,
  AmendmentOutcome,
  AssetRef,
  OfferState,
  PartnerFix,
  RedeliveryState,
  ReleaseOutcome,
  ReleaseQuestion,
  ReleaseRecording,
} from '@fermata/contracts/values';
import { Instant } from '../database/row.ts';
import { defineProjection, type RowOf } from '../projection/projection.ts';

export const releaseTable = defineProjection('release', ['releaseId'], {
  releaseId: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  version: z.number(),
  versionSha256: z.string(),
  /** In order. */
  recordings: z.array(ReleaseRecording),
  /** Null: its track has started it. */
  content: EVENT_DATA['release.created'].omit({ releaseId: true }).nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  /** From then on, only a withdrawal ends its offers. */
  keptAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  outcome: ReleaseOutcome.nullable(),
  detail: z.string().nullable(),
  question: ReleaseQuestion.nullable(),
});

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
  /** Of the last request to deliver it once more; null: nobody has requested it. */
  redelivery: RedeliveryState.nullable(),
  updatedAt: Instant,
});
export type OfferRow = RowOf<typeof offerTable>;

/** The amendments of a release's metadata. `amended`: the complete metadata after it. */
export const amendmentTable = defineProjection('amendment', ['releaseId', 'metadataVersion'], {
  releaseId: z.string(),
  metadataVersion: z.number(),
  projectId: z.string(),
  trackId: z.string(),
  changes: AmendmentChanges,
  amended: AmendableMetadata,
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: Instant,
  endedAt: Instant.nullable(),
  outcome: AmendmentOutcome.nullable(),
  detail: z.string().nullable(),
});

export const withdrawalTable = defineProjection('withdrawal', ['withdrawalId'], {
  withdrawalId: z.string(),
  projectId: z.string(),
  trackId: z.string(),
  releaseId: z.string(),
  reason: z.string(),
  partners: z.array(z.string()),
  requestedBy: z.string(),
  requestedAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  outcome: EVENT_DATA['withdrawal.ended'].shape.outcome.nullable(),
  detail: z.string().nullable(),
  stillOfferedTo: z.array(z.string()),
});
