import { z } from 'zod';
import { AiDisclosure } from './ai-disclosure.ts';
import {
  Alternate,
  AssetKind,
  AudioFinding,
  AudioFigures,
  AudioReport,
  LocatedFinding,
} from './asset.ts';
import { Criterion } from './event.ts';
import {
  ActorId,
  CandidateId,
  DecisionId,
  PartnerName,
  ReleaseId,
  ReviewId,
  Sha256,
  TrackId,
  WithdrawalId,
} from './ids.ts';
import { Brief, Intent, PartName, Remake, Style } from './intent.ts';
import { PolicyDecision } from './policy.ts';
import { CommandAnswer, ReviewTerms, Verdict } from './review.ts';
import { DeliveryState, Stage } from './stage.ts';
import { plainText } from './text.ts';

export const Role = z.enum(['creator', 'reviewer', 'operations', 'partner']);
export type Role = z.infer<typeof Role>;

/** What a viewer may do with a thing now: the console and the CLI show only these. */
export const AllowedAction = z.enum([
  'pick',
  'approve',
  'reject',
  'send-back',
  'undo',
  'hold',
  'resume',
  'cancel',
  'withdraw',
]);
export type AllowedAction = z.infer<typeof AllowedAction>;

export const AssetView = z
  .object({
    sha256: Sha256,
    kind: AssetKind,
    mediaType: z.string(),
    bytes: z.number().int(),
    part: PartName.optional(),
    alternate: Alternate.optional(),
    /** What to call the file when saved. */
    fileName: z.string(),
  })
  .meta({ id: 'Asset' });
export type AssetView = z.infer<typeof AssetView>;

/** `url` is presigned: whoever has it may read until `expiresAt`. */
export const AssetLink = AssetView.extend({ url: z.url(), expiresAt: z.iso.datetime() }).meta({
  id: 'AssetLink',
});
export type AssetLink = z.infer<typeof AssetLink>;

export const CandidateView = z
  .object({
    candidateId: CandidateId,
    version: z.number().int(),
    recipeId: Sha256,
    score: z.number().nullable(),
    criteria: z.array(Criterion),
    faults: z.array(AudioFinding),
    picked: z.boolean(),
    assets: z.array(AssetView),
  })
  .meta({ id: 'Candidate' });
export type CandidateView = z.infer<typeof CandidateView>;

export const VersionView = z
  .object({
    version: z.number().int(),
    recipeId: Sha256.nullable(),
    versionSha256: Sha256.nullable(),
    title: z.string().nullable(),
    tags: z.array(z.string()),
    aiDisclosure: AiDisclosure.nullable(),
    masterFigures: AudioFigures.nullable(),
    masterFileSha256: Sha256.nullable(),
    stemSumDeviationDbfs: z.number().nullable(),
    policy: PolicyDecision.nullable(),
    assets: z.array(AssetView),
    /** Null for a version made before reports were kept. */
    masterReport: AudioReport.nullable(),
    mixReport: AudioReport.nullable(),
    /** What the measurements found in its audio; empty for clean audio, null as long as nobody has judged it. */
    faults: z.array(LocatedFinding).nullable(),
    /** Its further cuts; their files are among the assets. */
    alternates: z.array(
      z.object({ alternate: Alternate, recipeId: Sha256, figures: AudioFigures }),
    ),
  })
  .meta({ id: 'Version' });
export type VersionView = z.infer<typeof VersionView>;

export const ReviewView = z
  .object({
    reviewId: ReviewId,
    trackId: TrackId,
    title: z.string(),
    version: z.number().int(),
    versionSha256: Sha256,
    terms: ReviewTerms,
    state: z.enum(['open', 'grace', 'approved', 'rejected', 'sent-back', 'expired', 'cancelled']),
    openedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    effectiveAt: z.iso.datetime().nullable(),
    escalated: z.boolean(),
    decisions: z.array(
      z.object({
        decisionId: DecisionId,
        verdict: Verdict,
        reviewer: ActorId,
        reviewerName: z.string().nullable(),
        note: z.string().nullable(),
        remake: Remake.nullable(),
        decidedAt: z.iso.datetime(),
        undone: z.boolean(),
      }),
    ),
    /** What the measurements found and a reviewer should listen for. */
    faults: z.array(LocatedFinding),
    allowedActions: z.array(AllowedAction),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof ReviewView>;

export const PartnerView = z.object({
  name: PartnerName,
  state: DeliveryState,
  partnerReference: z.string().nullable(),
  detail: z.string().nullable(),
});
export type PartnerView = z.infer<typeof PartnerView>;

export const TrackSummary = z
  .object({
    trackId: TrackId,
    workflowId: z.string(),
    title: z.string(),
    stage: Stage,
    held: z.boolean(),
    version: z.number().int(),
    style: Style.nullable(),
    durationSeconds: z.number(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'TrackSummary' });
export type TrackSummary = z.infer<typeof TrackSummary>;

export const TrackView = TrackSummary.extend({
  brief: Brief,
  intent: Intent.nullable(),
  requestedBy: ActorId,
  /** 0 to 100, by the stages behind it. */
  percent: z.number(),
  /** One sentence: what it does or waits for now. */
  now: z.string(),
  detail: z.string().nullable(),
  candidates: z.array(CandidateView),
  versions: z.array(VersionView),
  review: ReviewView.nullable(),
  releaseId: ReleaseId.nullable(),
  partners: z.array(PartnerView),
  costs: z.object({
    cpuSeconds: z.number(),
    audioSeconds: z.number(),
    priceMinor: z.number(),
    currency: z.literal('EUR'),
    modelSeconds: z.number(),
    /** Steps whose result was there, and what making it again would have taken. */
    cacheHits: z.number().int(),
    savedCpuSeconds: z.number(),
    savedPriceMinor: z.number(),
  }),
  eventCount: z.number().int(),
  allowedActions: z.array(AllowedAction),
}).meta({ id: 'Track' });
export type TrackView = z.infer<typeof TrackView>;

/** Answer 202 of `POST /v1/tracks`; also of `GET` until the first event is written. `created` is false when the key was seen before. */
export const TrackAccepted = z
  .object({
    trackId: TrackId,
    workflowId: z.string(),
    stage: Stage,
    created: z.boolean(),
    links: z.object({ self: z.string(), events: z.string(), temporal: z.string().nullable() }),
  })
  .meta({ id: 'TrackAccepted' });
export type TrackAccepted = z.infer<typeof TrackAccepted>;

export const EventView = z
  .object({
    position: z.number().int(),
    stream: z.string(),
    sequence: z.number().int(),
    type: z.string(),
    occurredAt: z.iso.datetime(),
    actor: ActorId,
    workflowId: z.string().nullable(),
    runId: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    hash: Sha256,
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof EventView>;

/** Opaque: hand back `nextCursor` as `?cursor=` for the next page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export const TrackPage = page(TrackSummary).meta({ id: 'TrackPage' });
export const EventPage = page(EventView).meta({ id: 'EventPage' });
export const ReviewPage = page(ReviewView).meta({ id: 'ReviewPage' });
export const AssetLinks = z.object({ items: z.array(AssetLink) }).meta({ id: 'AssetLinks' });

const PageLimit = z.coerce.number().int().min(1).max(100).default(20);
export const TrackQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
  stage: Stage.optional(),
  style: Style.optional(),
  text: plainText(100).optional(),
});
export type TrackQuery = z.infer<typeof TrackQuery>;
export const EventQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});
export const ReviewQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
  state: z.enum(['open', 'all']).default('open'),
});

export const DecisionRequest = z.strictObject({
  versionSha256: Sha256.optional(),
  note: plainText(1000).optional(),
});
/** A note, or what alone is to be made again, or both. */
export const SendBackRequest = z
  .strictObject({
    versionSha256: Sha256.optional(),
    note: plainText(1000).optional(),
    remake: Remake.optional(),
  })
  .refine(
    ({ note, remake }) => note !== undefined || remake !== undefined,
    'must have a note, a remake, or both',
  );
export const UndoRequest = z.strictObject({ decisionId: DecisionId.optional() });
export const PickRequest = z.strictObject({ candidateId: CandidateId });
export const ReasonRequest = z.strictObject({ reason: plainText(500).optional() });
export const WithdrawRequest = z.strictObject({ reason: plainText(500) });
export const WithdrawAccepted = z
  .object({ withdrawalId: WithdrawalId, workflowId: z.string(), trackId: TrackId })
  .meta({ id: 'WithdrawAccepted' });

/** A signed decision that can be pasted as the input of the signal `decision`. */
export const SignalTicket = z
  .object({
    workflowId: z.string(),
    signal: z.literal('decision'),
    input: z.object({ token: z.string(), note: z.string().optional(), remake: Remake.optional() }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'SignalTicket' });
export const SignalTicketRequest = z.strictObject({
  verdict: Verdict,
  note: plainText(1000).optional(),
  remake: Remake.optional(),
});

export const CommandAnswerView = CommandAnswer.meta({ id: 'CommandAnswer' });
export const HealthView = z
  .object({
    status: z.enum(['ok', 'failing']),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'Health' });
export const PrincipalView = z
  .object({
    actor: ActorId,
    name: z.string().nullable(),
    projectId: z.string(),
    roles: z.array(Role),
  })
  .meta({ id: 'WhoAmI' });
