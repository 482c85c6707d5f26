import { z } from 'zod';
import {
  AssetRef,
  AudioFinding,
  Criterion,
  DecisionClaims,
  Intent,
  Isrc,
  MadeAlternate,
  MetadataVersion,
  PolicyDecision,
  RefusalReason,
  ReleasedVersion,
  ReleaseMetadata,
  Sha256,
} from '../values/index.ts';
import {
  findings,
  GeneratedCandidate,
  Mastered,
  Mixed,
  PlannedCandidate,
  Stems,
} from './production-results.ts';
import {
  AmendmentState,
  OfferProgress,
  OrderState,
  PursuitEnds,
  RecallStep,
  ReleaseProgress,
  ReleaseState,
  RequestState,
  ReservationState,
  SaleState,
  WithdrawalState,
} from './release-results.ts';
import { WithdrawalWorkflowInput } from './workflow-inputs.ts';

/** The result of an activity that returns nothing. */
const nothing = z.unknown().transform(() => undefined);

const count = z.number().int().min(0);

const refused = z.object({ valid: z.literal(false), reason: RefusalReason, detail: z.string() });

/** `claims`: present if the token is genuine. */
const VerifiedDecision = z.discriminatedUnion('valid', [
  z.object({ valid: z.literal(true), claims: DecisionClaims }),
  refused.extend({ claims: DecisionClaims.optional() }),
]);

/** `actor`: present if the token is genuine. */
const VerifiedCommand = z.discriminatedUnion('valid', [
  z.object({ valid: z.literal(true), actor: z.string() }),
  refused.extend({ actor: z.string().optional() }),
]);

/**
 * The result of every activity. Any client with access to Temporal can forge one, so a workflow parses it like every
 * other message.
 */
export const ACTIVITY_RESULTS = {
  catalogue: {
    appendEvents: nothing,
    registerOfferAddress: nothing,
    readRelease: ReleaseState,
    readVersion: z.object({ released: ReleasedVersion, intent: Intent }),
    requestedMetadata: z.object({ metadataVersion: MetadataVersion }),
    runningOffers: z.array(z.string()),
    withdrawalOutcome: z
      .object({
        outcome: z.enum(['withdrawn', 'failed']),
        detail: z.string(),
        stillOfferedTo: z.array(z.string()),
      })
      .nullable(),
  },
  authority: {
    authoriseTrack: nothing,
    authoriseRelease: z.string().nullable(),
    isCreatedRelease: z.boolean(),
    authoriseOffer: nothing,
    openAmendment: AmendmentState,
    lostTerritories: z.array(z.string()),
    openSale: SaleState,
    authoriseWithdrawal: WithdrawalState,
    pursuitEnds: PursuitEnds,
    requestTermsWithdrawal: WithdrawalWorkflowInput.nullable(),
    requestFailedOfferWithdrawal: WithdrawalWorkflowInput.nullable(),
  },
  partnerMessages: {
    verifyAnswer: z.boolean(),
    isMessageRecorded: z.boolean(),
    setMessageAside: nothing,
  },
  releaseWaits: {
    awaitProjectResume: nothing,
    recallInEffect: z.string().nullable(),
    awaitRecallLifted: nothing,
  },
  progress: { releaseProgress: ReleaseProgress, offerProgress: OfferProgress },
  tokens: { verifyDecisionToken: VerifiedDecision, verifyCommandToken: VerifiedCommand },
  requests: {
    considerRequest: RequestState,
    verifyReleaseRequest: z
      .object({ requestId: z.string(), versionSha256: Sha256.nullable() })
      .nullable(),
  },
  orders: { considerOrder: OrderState },
  recalls: { continueRecall: RecallStep },
  policy: { decidePolicy: PolicyDecision },
  inference: {
    interpretBrief: Intent,
    reviseIntent: Intent,
    planCandidates: z.array(PlannedCandidate).min(1),
    generateCandidate: GeneratedCandidate,
    evaluateCandidate: z.object({
      rating: z.number(),
      criteria: z.array(Criterion),
      findings: z.array(AudioFinding),
    }),
  },
  audio: {
    renderStems: Stems,
    mixStems: Mixed,
    masterMix: Mastered,
    enrichTrack: z.object({
      title: z.string(),
      tags: z.array(z.string()),
      files: z.array(AssetRef),
      metadata: ReleaseMetadata,
      isrc: Isrc.optional(),
    }),
    makeAlternate: MadeAlternate.extend({ findings }).nullable(),
  },
  integration: {
    reserve: z.object({ partnerReference: z.string().min(1) }),
    deliver: z.object({
      ...{ files: count, uploaded: count, bytes: count },
      metadataVersion: MetadataVersion,
    }),
    confirm: z.object({ state: z.literal('live'), url: z.string().nullable() }),
    update: nothing,
    sendTakedown: z.object({ state: z.enum(['taking-down', 'taken-down']) }),
    answerRequest: z.object({ answer: z.string() }),
    answerOrder: z.object({ answer: z.string() }),
    askPartner: ReservationState,
    findReservations: z.array(ReservationState),
  },
  subscriber: {
    planMessages: z.object({
      status: z.enum(['active', 'paused', 'disabled', 'ended', 'removed']),
      streams: z.array(z.string()),
      replays: z.array(count),
      waiting: count,
      nextDueInMs: z.number().nullable(),
    }),
    sendMessages: z.object({ sent: count }),
  },
  cache: {
    evictCaches: z.object({ projects: count, results: count, assets: count, freedBytes: count }),
  },
  checkpoint: {
    writeCheckpoint: z.object({ number: count, position: count, written: z.boolean() }).nullable(),
  },
  history: { exportClosedHistories: count },
  admission: {
    findEndedTracks: z.object({ ended: z.array(z.string()) }),
    askTracksForSlots: z.object({ asked: count }),
  },
} as const;

export type VerifiedDecision = z.infer<typeof VerifiedDecision>;
export type VerifiedCommand = z.infer<typeof VerifiedCommand>;
