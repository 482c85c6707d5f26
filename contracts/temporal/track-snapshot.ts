import { z } from 'zod';
import { isNewEvent, type NewEvent } from '../events/event.ts';
import { Intent } from '../values/brief.ts';
import { CommandResult } from '../values/command-result.ts';
import { LocatedFinding } from '../values/evaluation.ts';
import { ActorId, PartnerName, RecipeId, Sha256 } from '../values/ids.ts';
import { LifecycleSnapshot } from '../values/lifecycle-snapshot.ts';
import { PartnerRequestId } from '../values/partner-request.ts';
import { QuestionAnswer } from '../values/question-answer.ts';
import { ReviewFeedback } from '../values/review-feedback.ts';
import { ReviewRoundSnapshot } from '../values/review-round-snapshot.ts';
import { ReleasedVersion, ReviewedVersion } from '../values/version.ts';
import { PartnerAnswerMessage, SetAsideMessage } from './messages.ts';

/** Messages about a release on sale that are not handled yet. */
export const SaleSnapshot = z.object({
  answers: z.array(PartnerAnswerMessage),
  /** Messages that could not be handled, until the inbox shows them. */
  setAside: z.array(SetAsideMessage),
  withdrawalPending: z.boolean(),
  /** Partners that have delisted the release, while others still sell it. */
  delisted: z.array(z.object({ partner: PartnerName, detail: z.string() })),
  /** The terms are not applied yet to the last of them. */
  termsDue: z.boolean(),
  /** An open question about the release; milliseconds since 1970. */
  question: z.object({ answerBefore: z.number() }).nullable(),
  /** The answer to it that is not applied yet. */
  given: z.object({ answer: QuestionAnswer, actor: ActorId.optional() }).nullable(),
});

export type SaleSnapshot = z.infer<typeof SaleSnapshot>;

/** A partner's request that is not finally answered yet. */
export const PendingRequest = z.object({
  partner: PartnerName,
  requestId: PartnerRequestId,
  webhookId: z.string(),
  /** Null: any version. */
  versionSha256: Sha256.nullable(),
});

export type PendingRequest = z.infer<typeof PendingRequest>;

/**
 * The start of the next run of a track: with the next version after a send-back, in an open review,
 * approved and not released yet, or on sale.
 */
export const TrackContinuation = z.discriminatedUnion('at', [
  z.object({ at: z.literal('next-version'), feedback: ReviewFeedback }),
  z.object({ at: z.literal('review'), version: ReleasedVersion, round: ReviewRoundSnapshot }),
  z.object({
    at: z.literal('approved'),
    version: ReleasedVersion,
    /** Whether a person has requested the release, which starts once the track is resumed. */
    startRequested: z.boolean(),
  }),
  z.object({ at: z.literal('on-sale'), sale: SaleSnapshot }),
]);

export type TrackContinuation = z.infer<typeof TrackContinuation>;

/** The state that a run of a track's workflow passes to the next run. */
export const TrackSnapshot = z.object({
  continuation: TrackContinuation,
  lifecycle: LifecycleSnapshot,
  /** Of the last event in the track's stream. */
  sequence: z.number().int().positive(),
  /** Its last events that the store has not confirmed. */
  unconfirmed: z.array(z.custom<NewEvent>(isNewEvent)),
  title: z.string(),
  /** Why the track is in its stage, as people see it. */
  detail: z.string(),
  /** Why the last withdrawal failed. */
  failedWithdrawal: z.string().nullable(),
  intent: Intent.nullable(),
  /** The versions that were under review and were sent back, in order: a reviewer may still approve one. */
  earlier: z.array(ReviewedVersion),
  /** Of the last version. */
  recipeId: RecipeId.nullable(),
  findings: z.array(LocatedFinding),
  requests: z.array(PendingRequest),
  recordedRefusals: z.number().int(),
  decisionSignals: z.number().int(),
  /** Accepted commands by their update id: Temporal forgets them with the run, and a client may send one again. */
  answers: z.array(z.object({ updateId: z.string(), answer: CommandResult })),
});

export type TrackSnapshot = z.infer<typeof TrackSnapshot>;
