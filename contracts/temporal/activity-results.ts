import { z } from 'zod';
import {
  ActorId,
  AssetRef,
  AudioFigures,
  AudioFinding,
  AudioReport,
  Criterion,
  DecisionClaims,
  Intent,
  Isrc,
  LocatedFinding,
  MadeAlternate,
  MetadataVersion,
  OfferState,
  OnRejection,
  OrderAnswer,
  PolicyDecision,
  RecallCounts,
  RecallSubject,
  RedeliveryState,
  RefusalReason,
  ReleasedVersion,
  ReleaseId,
  ReleaseMetadata,
  RequestAnswer,
  Sha256,
  SketchFigures,
} from '../values/index.ts';
import { PartnerAnswerMessage } from './messages.ts';
import { RequestedTrack, WithdrawalWorkflowInput } from './workflow-inputs.ts';

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

const candidate = { candidateId: z.string(), recipeId: Sha256 };
/** `edited`: its recipe is that of the version before with the edits of the intent. */
const PlannedCandidate = z.object({ ...candidate, edited: z.literal(true).optional() });
const GeneratedCandidate = z.object({
  ...candidate,
  score: AssetRef,
  midi: AssetRef,
  /** A MIDI file of each part. */
  parts: z.array(AssetRef),
  sketch: AssetRef,
  figures: SketchFigures,
  /** From the recipe: the generator and its licence, and the mastering goal (LUFS, dBTP). */
  model: z.object({ name: z.string(), licence: z.string() }),
  master: z.object({ targetLufs: z.number(), ceilingDbtp: z.number() }),
});

/** `findings`: from the measurements. */
const findings = z.array(LocatedFinding);
const measured = { figures: AudioFigures, report: AudioReport, findings };
const Stems = z.object({ stems: z.array(AssetRef), findings });
const Mixed = z.object({ mix: AssetRef, stemSumDeviationDbfs: z.number(), ...measured });
const Mastered = z.object({ master: AssetRef, ...measured });

/** `detail`: the reason of a rejection. */
const ReservationState = z.object({
  partnerReference: z.string(),
  state: OfferState,
  detail: z.string().nullable(),
  metadataVersion: MetadataVersion.optional(),
});

/** The state of a release at each partner. */
const ReleaseState = z.object({
  kept: z.boolean(),
  offers: z.array(
    z.object({
      partner: z.string(),
      state: OfferState,
      attempt: z.number().int(),
      partnerReference: z.string().optional(),
      redelivery: RedeliveryState.optional(),
    }),
  ),
});

/** A requested amendment, and the partners that sell the release. */
const AmendmentState = z.object({
  trackId: z.string(),
  title: z.string(),
  reason: z.string(),
  requestedBy: ActorId,
  /** Of the last event of its stream. */
  sequence: z.number().int().positive(),
  partners: z.array(
    z.object({
      partner: z.string(),
      partnerReference: z.string(),
      /** The last one that it has shown. */
      metadataVersion: MetadataVersion,
    }),
  ),
  /** Earlier amendments that still run, which this one ends. Absent: none. */
  supersedes: z.array(MetadataVersion).optional(),
  /** The version of the later amendment that ends this one. Absent: none does. */
  supersededBy: MetadataVersion.optional(),
  /** The partners that do not sell it yet. Null: nothing is delivered yet. */
  inFlight: z.array(z.object({ partner: z.string(), metadataVersion: MetadataVersion.nullable() })),
  /** Partners that a person may deliver it to again: that delivery has the metadata. */
  awaiting: z.array(z.string()),
});

/** How far a requested withdrawal is, if an earlier run of its workflow was terminated. */
const WithdrawalState = z.object({
  /** Of the last event of its stream. */
  sequence: z.number().int().positive(),
  /** The partners that have taken the release down. */
  confirmed: z.array(z.string()),
});

/** The partners that a withdrawal which has failed asks no more. */
const PursuitEnds = z.array(
  z.object({ partner: z.string(), end: z.enum(['gone', 'redelivered', 'superseded']) }),
);

/** A release on sale, whose own workflow has ended. */
const SaleState = z.object({
  trackId: z.string(),
  title: z.string(),
  /** By a person; otherwise its track has started it. */
  createdByPerson: z.boolean(),
  terms: z.object({
    partners: z.array(z.string()),
    onRejection: OnRejection,
    questionSeconds: z.number(),
  }),
  /** Of the last event of its stream. */
  sequence: z.number().int().positive(),
});

const RequestState = z.object({
  requestId: z.string(),
  /** The track, version, release or reference that the partner has named. */
  named: z.string(),
  /** The last answer. */
  answer: RequestAnswer.nullable(),
  /** Nothing more will be answered to this webhook. */
  final: z.boolean(),
  /** The workflow of the track or the release that must be asked. */
  workflowId: z.string().nullable(),
  /** Requested for the partner. */
  withdrawal: WithdrawalWorkflowInput.nullable(),
  /** The role that must decide. */
  awaits: z.literal('operations').nullable(),
  /** The release about which it must decide. */
  sale: z
    .object({ trackId: z.string(), releaseId: z.string(), createdByPerson: z.boolean() })
    .nullable(),
  /** The running offer that the request ends, and the message for its workflow. */
  offer: z.object({ workflowId: z.string(), message: PartnerAnswerMessage }).optional(),
});

const OrderState = z.object({
  orderId: z.string(),
  trackId: z.string().nullable(),
  /** The accepted order, until the catalogue has its track. */
  start: RequestedTrack.nullable(),
  /** All answers to this webhook so far, in their order. */
  answers: z.array(OrderAnswer.shape.answer),
  /** Nothing more will be answered to this webhook. */
  final: z.boolean(),
  /** The reason of the last answer. */
  reason: z.string(),
  /** Milliseconds until the deadline, if the order can still be late. */
  lateInMs: z.number().nullable(),
  /** The role that must act. */
  awaits: z.literal('operations').nullable(),
});

/** A part of a recall's tracks, and the progress of the recall. */
const RecallStep = z.object({
  state: z.enum(['running', 'completed', 'lifted']),
  subject: RecallSubject,
  reason: z.string(),
  counts: RecallCounts,
  /** Requested for tracks that partners have. */
  withdrawals: z.array(WithdrawalWorkflowInput),
  /** Releases that run, with their partners. */
  running: z.array(z.object({ releaseId: ReleaseId, partners: z.array(z.string()) })),
  /** Where the next part begins; null after the last one. */
  next: z.string().nullable(),
});

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
export type PlannedCandidate = z.infer<typeof PlannedCandidate>;
export type GeneratedCandidate = z.infer<typeof GeneratedCandidate>;
export type Stems = z.infer<typeof Stems>;
export type Mixed = z.infer<typeof Mixed>;
export type Mastered = z.infer<typeof Mastered>;
export type AmendmentState = z.infer<typeof AmendmentState>;
export type SaleState = z.infer<typeof SaleState>;
export type PursuitEnds = z.infer<typeof PursuitEnds>;
export type WithdrawalState = z.infer<typeof WithdrawalState>;
export type RecallStep = z.infer<typeof RecallStep>;
export type RequestState = z.infer<typeof RequestState>;
export type OrderState = z.infer<typeof OrderState>;
