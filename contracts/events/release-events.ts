import { z } from 'zod';
import { MetadataVersion } from '../values/amendment.ts';
import { AssetRef } from '../values/asset.ts';
import { PartnerName, ReleaseId, Sha256, TrackId, WithdrawalId } from '../values/ids.ts';
import { FixAnswer, PartnerFix, QuestionAnswer } from '../values/question-answer.ts';
import { ReleaseContent } from '../values/release-content.ts';
import { ReleaseOutcome } from '../values/release-outcome.ts';
import { OfferState } from '../values/stage.ts';
import { VersionNumber } from '../values/version.ts';
import { PARTNER_REQUEST_EVENTS } from './partner-request-events.ts';

/**
 * Stream `release/<releaseId>`: written by the release's workflow. The API writes the first event of a release that a
 * person creates from approved versions.
 */
export const RELEASE_EVENTS = {
  /** The authority for the release. Its actor is the person who created it. */
  'release.created': ReleaseContent.extend({ releaseId: ReleaseId }),
  ...PARTNER_REQUEST_EVENTS,
  /** A person starts a release that waits for its date or a request. */
  'release.start-requested': z.object({}),
  /** `trackId`: of the first recording. */
  'release.started': z.object({
    releaseId: ReleaseId,
    trackId: TrackId,
    version: VersionNumber,
    versionSha256: Sha256,
    partners: z.array(PartnerName),
  }),
  /** One partner does not take it, or delisted it: a person decides until `answerBefore`; then it is withdrawn. */
  'release.question-asked': z.object({
    lost: z.array(z.object({ partner: PartnerName, outcome: ReleaseOutcome, detail: z.string() })),
    soldBy: z.array(PartnerName),
    answerBefore: z.iso.datetime(),
  }),
  /** `redeliver`: the offers that are made again. */
  'release.question-answered': z.object({
    answer: QuestionAnswer,
    via: z.enum(['person', 'limit']),
    redeliver: z.array(z.object({ partner: PartnerName, attempt: z.number().int() })),
  }),
  /** A person ends a release that a person has created, before it is kept. */
  'release.cancel-requested': z.object({ reason: z.string().optional() }),
  /** The release stays where it is live, and nothing of it is withdrawn any more. */
  'release.kept': z.object({ partners: z.array(PartnerName), detail: z.string() }),
  'release.ended': z.object({ outcome: ReleaseOutcome, detail: z.string() }),
  /**
   * A partner no longer sells it: `verifiedState` is its answer to our question. `stillSoldBy`: the others; none if it
   * is no longer on sale. The workflow of a track records the same as `track.partner-delisted` and `track.delisted`.
   */
  'release.partner-delisted': z.object({
    partner: PartnerName,
    stillSoldBy: z.array(PartnerName),
    verifiedState: OfferState,
    webhookId: z.string(),
    detail: z.string(),
  }),
  /** A partner's rejection without effect: the release is not on sale there, or the partner still sells it. */
  'release.answer-ignored': z.object({
    partner: PartnerName,
    webhookId: z.string(),
    detail: z.string(),
  }),
} as const;

/**
 * Stream `release/<releaseId>/<partner>`: written by the workflow of the offer to this partner. The API writes the
 * request to redeliver a release that has ended, and a person's word that it is gone.
 */
export const OFFER_EVENTS = {
  /** The authority for a further attempt. Its actor is the person who requested it. `number`: the partner's place. */
  'redelivery.requested': z.object({
    releaseId: ReleaseId,
    trackId: TrackId,
    version: VersionNumber,
    versionSha256: Sha256,
    partner: PartnerName,
    attempt: z.number().int().positive(),
    number: z.number().int().positive(),
  }),
  /**
   * A person declares that the partner, which does not show it itself, has nothing of the release any more. Only after
   * a withdrawal from it has failed.
   */
  'offer.declared-gone': z.object({
    partner: PartnerName,
    withdrawalId: WithdrawalId,
    reason: z.string(),
  }),
  'offer.started': z.object({
    releaseId: ReleaseId,
    trackId: TrackId,
    version: VersionNumber,
    versionSha256: Sha256,
    partner: PartnerName,
  }),
  /** A further attempt, which a person has asked for. */
  'offer.restarted': z.object({ partner: PartnerName, attempt: z.number().int() }),
  'delivery.reserved': z.object({ partner: PartnerName, partnerReference: z.string() }),
  'delivery.delivered': z.object({
    partner: PartnerName,
    partnerReference: z.string(),
    files: z.array(AssetRef),
    metadataVersion: MetadataVersion,
  }),
  'delivery.answered': z.object({
    partner: PartnerName,
    answer: z.enum(['accepted', 'rejected']),
    via: z.enum(['webhook', 'asked']),
    /** Null if the partner was asked. */
    webhookId: z.string().nullable(),
    detail: z.string(),
  }),
  'delivery.answer-ignored': z.object({
    partner: PartnerName,
    webhookId: z.string(),
    answer: z.string(),
    detail: z.string(),
  }),
  /** The partner asks for a fix before it decides: a person decides until `answerBefore`; then it is withdrawn. */
  'delivery.fix-requested': PartnerFix.omit({ askedAt: true }).extend({
    partner: PartnerName,
    webhookId: z.string(),
  }),
  'delivery.fix-answered': z.object({
    partner: PartnerName,
    answer: FixAnswer,
    via: z.enum(['person', 'limit']),
  }),
  'delivery.confirmed': z.object({ partner: PartnerName, partnerReference: z.string() }),
  /** The partner shows metadata that were requested after the delivery and before it was on sale there. */
  'delivery.updated': z.object({ partner: PartnerName, metadataVersion: MetadataVersion }),
  /** The partner keeps the version that it has: it does not show these metadata, which take no territory away. */
  'delivery.not-updated': z.object({
    partner: PartnerName,
    metadataVersion: MetadataVersion,
    code: z.string(),
    reason: z.string(),
  }),
  'delivery.timed-out': z.object({ partner: PartnerName, detail: z.string() }),
  'offer.withdrawn': z.object({
    partner: PartnerName,
    verifiedState: OfferState,
    detail: z.string(),
  }),
  'offer.ended': z.object({
    partner: PartnerName,
    outcome: ReleaseOutcome,
    detail: z.string(),
    /** A person had requested it after the release had ended. */
    redelivery: z.boolean(),
    /** No takedown was confirmed: the partner may still have it. Absent: it has nothing, or sells it. */
    mayHaveIt: z.literal(true).optional(),
  }),
} as const;
