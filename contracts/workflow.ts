import { z } from 'zod';
import { AiDisclosure } from './ai-disclosure.ts';
import { Alternate, ALTERNATES, AssetRef, alternateIssue } from './asset.ts';
import {
  ActorId,
  PartnerName,
  ProjectId,
  ReleaseId,
  Sha256,
  TrackId,
  WithdrawalId,
} from './ids.ts';
import { Brief } from './intent.ts';
import { Territories, UsedMaterial } from './material.ts';
import { ReviewTerms } from './review.ts';
import { Stage } from './stage.ts';
import { plainText } from './text.ts';
import { PartnerWebhook } from './webhook.ts';

export const TASK_QUEUES = {
  control: 'control',
  inference: 'inference',
  audio: 'audio',
  integration: 'integration',
} as const;
export type TaskQueue = (typeof TASK_QUEUES)[keyof typeof TASK_QUEUES];

export const WORKFLOWS = {
  track: 'trackWorkflow',
  release: 'releaseWorkflow',
  withdrawal: 'withdrawalWorkflow',
  exportHistories: 'exportHistoriesWorkflow',
  evictCaches: 'evictCachesWorkflow',
} as const;

/** Updates answer with a CommandAnswer; signals carry the same payloads for the Temporal UI and scripts. */
export const UPDATES = {
  decide: 'decide',
  undo: 'undo',
  pick: 'pick',
  hold: 'hold',
  resume: 'resume',
  cancel: 'cancel',
} as const;
export const SIGNALS = {
  decision: 'decision',
  partnerAnswer: 'partnerAnswer',
  hold: 'hold',
  resume: 'resume',
} as const;
export const QUERIES = { status: 'status' } as const;

/** How a track may be picked: by score, or by a person who has `limitSeconds` until the score decides. */
export const PickTerms = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('score') }),
  z.strictObject({
    by: z.literal('person'),
    limitSeconds: z
      .number()
      .min(1)
      .max(30 * 24 * 3600)
      .default(24 * 3600),
  }),
]);
export type PickTerms = z.infer<typeof PickTerms>;

/** Seconds to wait for a partner's answer before the delivery is taken back. */
export const ReleaseTerms = z.strictObject({
  partners: z.array(PartnerName).length(1, 'must name one partner').default(['sandbox']),
  answerSeconds: z
    .number()
    .min(1)
    .max(30 * 24 * 3600)
    .default(24 * 3600),
  /** Seconds that a partner has to take down what must not stay there; then a person is told. */
  takeBackSeconds: z
    .number()
    .min(1)
    .max(30 * 24 * 3600)
    .default(7 * 24 * 3600),
  /** Where it may be sold; everywhere when absent. The partner is told. */
  territories: Territories.optional(),
});
export type ReleaseTerms = z.infer<typeof ReleaseTerms>;

/** The fields alone: what else is asked of them is said by TrackRequest. */
export const TrackFields = z.strictObject({
  brief: Brief,
  candidates: z.number().int().min(1).max(8).default(3),
  pick: PickTerms.default({ by: 'score' }),
  review: ReviewTerms.default(ReviewTerms.parse({})),
  release: ReleaseTerms.default(ReleaseTerms.parse({})),
  /** Further cuts that every version gets; none when absent, so that a request from before keeps its hash. */
  alternates: z
    .array(Alternate)
    .max(ALTERNATES.length)
    .refine((wanted) => new Set(wanted).size === wanted.length, 'must name each alternate once')
    .optional(),
});

/** What `POST /v1/tracks` takes; with who asked, also what the workflow starts with. */
export const TrackRequest = TrackFields.superRefine(({ brief, alternates = [] }, context) => {
  for (const [index, alternate] of alternates.entries()) {
    const why = alternateIssue(alternate, brief);
    if (why !== null)
      context.addIssue({ code: 'custom', path: ['alternates', index], message: why });
  }
  for (const field of ['hits', 'energyCurve'] as const) {
    const late = brief[field]?.findIndex(({ second }) => second >= brief.durationSeconds) ?? -1;
    if (late >= 0)
      context.addIssue({
        code: 'custom',
        path: ['brief', field, late, 'second'],
        message: `must come before the end of the track, at ${brief.durationSeconds} s`,
      });
  }
});
export type TrackRequest = z.infer<typeof TrackRequest>;
export type TrackRequestInput = z.input<typeof TrackRequest>;

/** `materials`: what the brief names, as the catalogue knew it when the track was accepted. */
export const TrackWorkflowInput = TrackFields.extend({
  trackId: TrackId,
  projectId: ProjectId,
  requestedBy: ActorId,
  requestSha256: Sha256,
  materials: z.array(UsedMaterial).max(8).optional(),
});
export type TrackWorkflowInput = z.infer<typeof TrackWorkflowInput>;

/** A finished version as partners get it: what it is called, what is heard, how it was made, and its files. */
export const ReleasedVersion = z.object({
  version: z.number().int().positive(),
  versionSha256: Sha256,
  title: z.string(),
  artist: z.string(),
  durationSeconds: z.number().positive(),
  pcmSha256: Sha256,
  recipeId: Sha256,
  aiDisclosure: AiDisclosure,
  credits: z.array(z.object({ name: z.string(), role: z.string() })),
  tags: z.array(z.string()),
  /** Where it may be sold; everywhere when absent. */
  territories: Territories.optional(),
  files: z.array(AssetRef),
});
export type ReleasedVersion = z.infer<typeof ReleasedVersion>;

export const ReleaseWorkflowInput = z.object({
  projectId: ProjectId,
  releaseId: ReleaseId,
  trackId: TrackId,
  requestedBy: ActorId,
  version: ReleasedVersion,
  terms: ReleaseTerms,
});
export type ReleaseWorkflowInput = z.infer<typeof ReleaseWorkflowInput>;
export type ReleaseWorkflowResult = {
  outcome: 'live' | 'rejected' | 'timed-out' | 'cancelled' | 'failed';
  detail: string;
};

export const WithdrawalWorkflowInput = z.object({
  projectId: ProjectId,
  withdrawalId: WithdrawalId,
  trackId: TrackId,
  releaseId: ReleaseId,
  title: z.string(),
  reason: plainText(500),
  requestedBy: ActorId,
  deliveries: z.array(z.object({ partner: PartnerName, partnerReference: z.string() })),
  takeBackSeconds: z.number(),
});
export type WithdrawalWorkflowInput = z.infer<typeof WithdrawalWorkflowInput>;

/** Payloads of the updates that need no decision token: the API has checked who asks. */
export const PickMessage = z.strictObject({ candidateId: z.string(), actor: ActorId });
export const HoldMessage = z.strictObject({ actor: ActorId, reason: plainText(500).optional() });
export const ResumeMessage = z.strictObject({ actor: ActorId });
export const CancelMessage = z.strictObject({ actor: ActorId, reason: plainText(500).optional() });
export type PickMessage = z.infer<typeof PickMessage>;
export type HoldMessage = z.infer<typeof HoldMessage>;
export type ResumeMessage = z.infer<typeof ResumeMessage>;
export type CancelMessage = z.infer<typeof CancelMessage>;

/** The signal that the relay sends for a row of the inbox. */
export const PartnerAnswerMessage = z.object({
  webhookId: z.string().min(1).max(100),
  partner: PartnerName,
  webhook: PartnerWebhook,
});
export type PartnerAnswerMessage = z.infer<typeof PartnerAnswerMessage>;

/** Answer of the query `status`. `now` is one sentence for people. */
export const TrackStatus = z.object({
  stage: Stage,
  version: z.number().int(),
  held: z.boolean(),
  now: z.string(),
  awaitingRole: z.string().nullable(),
  percent: z.number().min(0).max(100),
});
export type TrackStatus = z.infer<typeof TrackStatus>;
