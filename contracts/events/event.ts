import { z } from 'zod';
import { Alternate } from '../values/alternate.ts';
import { AssetRef } from '../values/asset.ts';
import { AudioFigures, AudioReport } from '../values/audio-report.ts';
import { Brief, Intent } from '../values/brief.ts';
import { RefusalReason } from '../values/command-answer.ts';
import { AudioFinding, Criterion, LocatedFinding } from '../values/evaluation.ts';
import {
  ActorId,
  CandidateId,
  DecisionId,
  PartnerName,
  ProjectId,
  RecipeId,
  ReleaseId,
  ReviewId,
  Sha256,
  TrackId,
  WithdrawalId,
} from '../values/ids.ts';
import { MaterialKind, MaterialLicence } from '../values/material.ts';
import { PartName } from '../values/music.ts';
import { PolicyDecision } from '../values/policy.ts';
import { ReviewTerms, Verdict } from '../values/review.ts';
import { ArchiveReason, DeliveryState, Stage } from '../values/stage.ts';
import { Remake, Take } from '../values/take.ts';
import { ReleaseTerms } from '../values/track-terms.ts';
import { AiDisclosure, MadeAlternate, VersionNumber } from '../values/version.ts';

/** Event type → what it says. Append-only: a type or a field may be added, never changed or removed. */
export const EVENT_DATA = {
  // stream track/<trackId>, written by the track's workflow
  'track.accepted': z.object({
    trackId: TrackId,
    brief: Brief,
    candidates: z.number().int(),
    partners: z.array(PartnerName),
    review: ReviewTerms,
    release: ReleaseTerms.optional(),
    alternates: z.array(Alternate).optional(),
    requestedBy: ActorId,
    requestSha256: Sha256,
  }),
  'track.stage-entered': z.object({ stage: Stage, version: VersionNumber }),
  'intent.interpreted': z.object({ version: VersionNumber, intent: Intent }),
  'plan.made': z.object({
    version: VersionNumber,
    candidates: z.array(z.object({ candidateId: CandidateId, recipeId: RecipeId })),
    take: Take.optional(),
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
    score: z.number().min(0).max(1),
    criteria: z.array(Criterion),
    findings: z.array(AudioFinding).optional(),
  }),
  'candidate.picked': z.object({
    version: VersionNumber,
    candidateId: CandidateId,
    recipeId: RecipeId,
    by: z.enum(['score', 'person', 'limit']),
  }),
  'stems.rendered': z.object({ version: VersionNumber, stems: z.array(AssetRef) }),
  'mix.made': z.object({
    version: VersionNumber,
    mix: AssetRef,
    figures: AudioFigures,
    stemSumDeviationDbfs: z.number(),
    report: AudioReport.optional(),
  }),
  'master.made': z.object({
    version: VersionNumber,
    master: AssetRef,
    figures: AudioFigures,
    report: AudioReport.optional(),
  }),
  /** All findings that were found in a version's audio; empty for clean audio. */
  'audio.judged': z.object({ version: VersionNumber, findings: z.array(LocatedFinding) }),
  'track.enriched': z.object({
    version: VersionNumber,
    title: z.string(),
    tags: z.array(z.string()),
    files: z.array(AssetRef),
  }),
  'alternates.made': z.object({ version: VersionNumber, alternates: z.array(MadeAlternate) }),
  'version.completed': z.object({
    version: VersionNumber,
    versionSha256: Sha256,
    recipeId: RecipeId,
    title: z.string(),
    pcmSha256: Sha256,
    aiDisclosure: AiDisclosure,
    credits: z.array(z.object({ name: z.string(), role: z.string() })),
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
  'review.reminded': z.object({ reviewId: ReviewId }),
  'review.escalated': z.object({ reviewId: ReviewId }),
  'review.decided': z.object({
    reviewId: ReviewId,
    decisionId: DecisionId,
    verdict: Verdict,
    reviewer: ActorId,
    note: z.string().optional(),
    remake: Remake.optional(),
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
    state: z.enum(['open', 'grace']).optional(),
  }),
  'review.closed': z.object({
    reviewId: ReviewId,
    outcome: z.enum(['approved', 'rejected', 'sent-back', 'expired', 'cancelled']),
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
  'track.published': z.object({ version: VersionNumber, releaseId: ReleaseId }),
  'track.archived': z.object({ version: VersionNumber, reason: ArchiveReason, detail: z.string() }),
  'track.failed': z.object({ stage: Stage, detail: z.string() }),
  // stream release/<releaseId>, written by the release's workflow
  'release.started': z.object({
    releaseId: ReleaseId,
    trackId: TrackId,
    version: VersionNumber,
    versionSha256: Sha256,
    partners: z.array(PartnerName),
  }),
  'delivery.reserved': z.object({ partner: PartnerName, partnerReference: z.string() }),
  'delivery.delivered': z.object({
    partner: PartnerName,
    partnerReference: z.string(),
    files: z.array(AssetRef),
  }),
  'delivery.answered': z.object({
    partner: PartnerName,
    answer: z.enum(['accepted', 'rejected']),
    webhookId: z.string().optional(),
    via: z.enum(['webhook', 'asked']).optional(),
    detail: z.string(),
  }),
  'delivery.answer-ignored': z.object({
    partner: PartnerName,
    webhookId: z.string(),
    answer: z.string(),
    detail: z.string(),
  }),
  'delivery.confirmed': z.object({ partner: PartnerName, partnerReference: z.string() }),
  'delivery.timed-out': z.object({ partner: PartnerName, detail: z.string() }),
  'delivery.taken-back': z.object({
    partner: PartnerName,
    verifiedState: DeliveryState,
    detail: z.string(),
  }),
  'release.ended': z.object({
    outcome: z.enum(['live', 'rejected', 'timed-out', 'cancelled', 'failed']),
    detail: z.string(),
  }),
  // stream withdrawal/<withdrawalId>, written by the withdrawal's workflow
  'withdrawal.started': z.object({
    withdrawalId: WithdrawalId,
    trackId: TrackId,
    releaseId: ReleaseId,
    reason: z.string(),
  }),
  'takedown.requested': z.object({ partner: PartnerName, partnerReference: z.string() }),
  'takedown.confirmed': z.object({
    partner: PartnerName,
    verifiedState: DeliveryState,
    detail: z.string(),
  }),
  'withdrawal.ended': z.object({
    trackId: TrackId,
    outcome: z.enum(['withdrawn', 'failed']),
    detail: z.string(),
  }),
  // stream project/<projectId>, written by the API
  'access.denied': z.object({ what: z.string(), detail: z.string() }),
  'material.added': z.object({
    sha256: Sha256,
    kind: MaterialKind,
    licence: MaterialLicence.optional(),
    source: z.object({ trackId: TrackId, version: VersionNumber, part: PartName }).optional(),
  }),
  'budget.set': z.object({ dayMinor: z.number().positive(), currency: z.literal('EUR') }),
  'budget.cleared': z.object({}),
  'budget.exhausted': z.object({
    refused: z.enum(['track', 'preview']),
    day: z.iso.date(),
    dayMinor: z.number(),
    spentMinor: z.number(),
    currency: z.literal('EUR'),
    opensAt: z.iso.datetime(),
  }),
  'late-command.refused': z.object({
    trackId: TrackId,
    command: z.string(),
    reason: RefusalReason,
    detail: z.string(),
  }),
} as const;

export type EventType = keyof typeof EVENT_DATA;

export const EVENT_TYPES = Object.keys(EVENT_DATA) as EventType[];

export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>;

/** `track/trk_…`, `release/rel_…`, `withdrawal/wdr_…`, `project/…` */
const StreamId = z.string().regex(/^(track|release|withdrawal|project)\/[a-z0-9_-]{1,60}$/);

const envelope = {
  projectId: ProjectId,
  stream: StreamId,
  /** 1, 2, 3 … within the stream: the optimistic lock. */
  sequence: z.number().int().positive(),
  /** When it happened, by the clock of its writer (a workflow's clock is replayed). */
  occurredAt: z.iso.datetime(),
  actor: ActorId,
  workflowId: z.string().nullable(),
  runId: z.string().nullable(),
};

/** An event as its writer hands it over. `data` is parsed by EVENT_DATA[type]. */
export type NewEvent = {
  [T in EventType]: {
    type: T;
    data: EventData<T>;
    projectId: string;
    stream: string;
    sequence: number;
    occurredAt: string;
    actor: string;
    workflowId: string | null;
    runId: string | null;
  };
}[EventType];

/** A stored event. `position` is global and gapless; `hash` = sha256(prevHash + JCS(event without position and hashes)), `prevHash` of the first event is 64 zeros. */
export type StoredEvent = NewEvent & { position: number; prevHash: string; hash: string };

// Made once: building a schema costs more than parsing with it.
const EventHead = z.object({
  ...envelope,
  type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
  data: z.unknown(),
});

/** Parses an event from outside (a row, a payload); throws a ZodError for an unknown type or wrong data. */
export function parseNewEvent(value: unknown): NewEvent {
  const head = EventHead.parse(value);
  return { ...head, data: EVENT_DATA[head.type].parse(head.data) } as NewEvent;
}
