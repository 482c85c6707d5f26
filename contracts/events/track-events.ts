import { z } from 'zod';
import { Alternate, OmittedAlternate } from '../values/alternate.ts';
import { AssetRef } from '../values/asset.ts';
import { AudioFigures, AudioReport } from '../values/audio-report.ts';
import { Brief, Intent, TextReaders } from '../values/brief.ts';
import { RefusalReason } from '../values/command-result.ts';
import { Edits } from '../values/edit.ts';
import { AudioFinding, Criterion, LocatedFinding } from '../values/evaluation.ts';
import { Isrc } from '../values/identifiers.ts';
import {
  ActorId,
  CandidateId,
  DecisionId,
  PartnerName,
  RecipeId,
  ReleaseId,
  ReviewId,
  Sha256,
  TrackId,
} from '../values/ids.ts';
import { PartnerOrder } from '../values/partner-order.ts';
import { PolicyDecision } from '../values/policy.ts';
import { QuestionAnswer } from '../values/question-answer.ts';
import { MetadataTerms, ReleaseMetadata } from '../values/release-metadata.ts';
import { ReleaseOutcome } from '../values/release-outcome.ts';
import { ReviewFeedback } from '../values/review-feedback.ts';
import { ReviewTerms, Verdict } from '../values/review.ts';
import { ArchiveReason, OfferState, Stage } from '../values/stage.ts';
import { ReleaseTerms } from '../values/track-terms.ts';
import { Understanding } from '../values/understanding.ts';
import { AiDisclosure, MadeAlternate, ReviewedVersion, VersionNumber } from '../values/version.ts';
import { PARTNER_REQUEST_EVENTS } from './partner-request-events.ts';

/** Stream `track/<trackId>`: written by the track's workflow. */
export const TRACK_EVENTS = {
  'track.accepted': z.object({
    trackId: TrackId,
    brief: Brief,
    candidates: z.number().int(),
    review: ReviewTerms,
    release: ReleaseTerms,
    metadata: MetadataTerms,
    alternates: z.array(Alternate).optional(),
    /** The instant of `release.publishAt`. */
    publishesAt: z.iso.datetime().optional(),
    /** Present in a track that a partner has ordered. */
    order: PartnerOrder.optional(),
    requestedBy: ActorId,
    requestSha256: Sha256,
  }),
  'track.stage-entered': z.object({ stage: Stage, version: VersionNumber }),
  'intent.interpreted': z.object({
    version: VersionNumber,
    intent: Intent,
    /** The decision that asked for this version. Absent: it is the first. */
    feedback: ReviewFeedback.optional(),
  }),
  'plan.made': z.object({
    version: VersionNumber,
    candidates: z.array(z.object({ candidateId: CandidateId, recipeId: RecipeId })),
    /** By which the recipe differs from that of the version before. */
    edits: Edits.optional(),
  }),
  'candidate.generated': z.object({
    version: VersionNumber,
    candidateId: CandidateId,
    recipeId: RecipeId,
    score: AssetRef,
    midi: AssetRef,
    sketch: AssetRef,
  }),
  'candidate.evaluated': z.object({
    version: VersionNumber,
    candidateId: CandidateId,
    rating: z.number().min(0).max(1),
    criteria: z.array(Criterion),
    findings: z.array(AudioFinding),
  }),
  'candidate.picked': z.object({
    version: VersionNumber,
    candidateId: CandidateId,
    recipeId: RecipeId,
    by: z.enum(['rating', 'person', 'limit']),
  }),
  'stems.rendered': z.object({ version: VersionNumber, stems: z.array(AssetRef) }),
  'mix.made': z.object({
    version: VersionNumber,
    mix: AssetRef,
    figures: AudioFigures,
    stemSumDeviationDbfs: z.number(),
    report: AudioReport,
  }),
  'master.made': z.object({
    version: VersionNumber,
    master: AssetRef,
    figures: AudioFigures,
    report: AudioReport,
  }),
  /** All findings in a version's audio; empty for clean audio. */
  'audio.judged': z.object({ version: VersionNumber, findings: z.array(LocatedFinding) }),
  'track.enriched': z.object({
    version: VersionNumber,
    title: z.string(),
    tags: z.array(z.string()),
    files: z.array(AssetRef),
  }),
  'alternates.made': z.object({
    version: VersionNumber,
    alternates: z.array(MadeAlternate),
    /** Requested ones that this version does not have. */
    omittedAlternates: z.array(OmittedAlternate).optional(),
  }),
  'version.completed': z.object({
    version: VersionNumber,
    versionSha256: Sha256,
    recipeId: RecipeId,
    title: z.string(),
    pcmSha256: Sha256,
    aiDisclosure: AiDisclosure,
    credits: z.array(z.object({ name: z.string(), role: z.string() })),
    metadata: ReleaseMetadata,
    isrc: Isrc.optional(),
    coverSha256: Sha256.optional(),
  }),
  'policy.decided': z.object({
    version: VersionNumber,
    versionSha256: Sha256,
    decision: PolicyDecision,
  }),
  'review.opened': z.object({
    reviewId: ReviewId,
    version: VersionNumber,
    versionSha256: Sha256,
    terms: ReviewTerms,
    expiresAt: z.iso.datetime(),
  }),
  /** No channel delivers reminders yet; a reader of the event can. */
  'review.reminder-due': z.object({ reviewId: ReviewId }),
  'review.escalated': z.object({ reviewId: ReviewId }),
  'review.decided': z.object({
    reviewId: ReviewId,
    decisionId: DecisionId,
    verdict: Verdict,
    reviewer: ActorId,
    /** The version that was decided on: the one under review, or an earlier one that is approved. */
    ...ReviewedVersion.shape,
    note: z.string().optional(),
    edits: Edits.optional(),
    /** Every wish of the note and its outcome, when the decision was made. */
    understanding: Understanding.optional(),
    /** The models that read the note. Absent: only the grammar has read it. */
    readers: TextReaders.optional(),
    via: z.enum(['update', 'signal']),
  }),
  'review.grace-started': z.object({
    reviewId: ReviewId,
    verdict: Verdict,
    effectiveAt: z.iso.datetime(),
  }),
  'review.undone': z.object({
    reviewId: ReviewId,
    decisionId: DecisionId,
    reviewer: ActorId,
    /** `grace`: another verdict is still in its grace period. */
    state: z.enum(['open', 'grace']),
  }),
  'review.closed': z.object({
    reviewId: ReviewId,
    outcome: z.enum(['approved', 'rejected', 'sent-back', 'expired', 'cancelled']),
    /** With the outcome `approved`: the version under review, or an earlier one. */
    approved: ReviewedVersion.optional(),
  }),
  /** A review has approved this earlier version, which is the version of the track again. */
  'track.version-restored': z.object({
    reviewId: ReviewId,
    ...ReviewedVersion.shape,
    intent: Intent,
  }),
  'command.refused': z.object({
    command: z.string(),
    reason: RefusalReason,
    detail: z.string(),
    decisionId: DecisionId.optional(),
  }),
  'track.held': z.object({ reason: z.string().optional() }),
  'track.resumed': z.object({
    reviewExpiresAt: z.iso.datetime().optional(),
    graceEffectiveAt: z.iso.datetime().optional(),
  }),
  'track.cancel-requested': z.object({ reason: z.string().optional() }),
  'track.cancelled': z.object({ reason: z.string().optional() }),
  /** A person asks for the release of an approved track. */
  'track.start-requested': z.object({ version: VersionNumber, releaseId: ReleaseId }),
  ...PARTNER_REQUEST_EVENTS,
  'track.published': z.object({ version: VersionNumber, releaseId: ReleaseId }),
  /** A partner no longer sells the release; others do. `verifiedState` is its answer to our question. */
  'track.partner-delisted': z.object({
    version: VersionNumber,
    releaseId: ReleaseId,
    partner: PartnerName,
    stillSoldBy: z.array(PartnerName),
    verifiedState: OfferState,
    webhookId: z.string(),
    detail: z.string(),
  }),
  /** One partner no longer sells it: a person decides until `answerBefore`; then it is withdrawn. */
  'track.question-asked': z.object({
    releaseId: ReleaseId,
    lost: z.array(z.object({ partner: PartnerName, outcome: ReleaseOutcome, detail: z.string() })),
    soldBy: z.array(PartnerName),
    answerBefore: z.iso.datetime(),
  }),
  'track.question-answered': z.object({
    releaseId: ReleaseId,
    answer: QuestionAnswer,
    via: z.enum(['person', 'limit']),
  }),
  /** The last partner no longer sells the release. `verifiedState` is its answer to our question. */
  'track.delisted': z.object({
    version: VersionNumber,
    releaseId: ReleaseId,
    partner: PartnerName,
    verifiedState: OfferState,
    webhookId: z.string(),
    detail: z.string(),
  }),
  /** A partner's rejection without effect: the track is not on sale, or the partner still sells it. */
  'track.answer-ignored': z.object({
    partner: PartnerName,
    webhookId: z.string(),
    detail: z.string(),
  }),
  'track.archived': z.object({ version: VersionNumber, reason: ArchiveReason, detail: z.string() }),
  'track.failed': z.object({ stage: Stage, detail: z.string() }),
} as const;
