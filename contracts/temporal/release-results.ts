import { z } from 'zod';
import {
  ActorId,
  MetadataVersion,
  OfferState,
  OnRejection,
  OrderAnswer,
  RecallCounts,
  RecallSubject,
  RedeliveryState,
  ReleaseId,
  RequestAnswer,
} from '../values/index.ts';
import { PartnerAnswerMessage } from './messages.ts';
import { PendingRequest } from './track-snapshot.ts';
import { RequestedTrack, WithdrawalWorkflowInput } from './workflow-inputs.ts';

/** `detail`: the reason of a rejection. */
export const ReservationState = z.object({
  partnerReference: z.string(),
  state: OfferState,
  detail: z.string().nullable(),
  metadataVersion: MetadataVersion.optional(),
});

/** The state of a release at each partner. */
export const ReleaseState = z.object({
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

/** How far a release that a person has created is, if its workflow was terminated. */
export const ReleaseProgress = z.object({
  /** Of the last event of its stream. */
  sequence: z.number().int().positive(),
  started: z.boolean(),
  kept: z.boolean(),
  /** Who has asked for its start, and was accepted. */
  requestedBy: z.object({ person: z.boolean(), partner: z.boolean() }),
  /** Remembered until its date. */
  requests: z.array(PendingRequest),
  cancelled: z.object({ reason: z.string().nullable() }).nullable(),
});

/** How far an offer is whose workflow did not return. */
export const OfferProgress = z.object({
  /** Of the last event of its stream. 0: it has begun nothing. */
  sequence: z.number().int().nonnegative(),
  ended: z.object({ isLive: z.boolean() }).nullable(),
  references: z.array(z.string()),
});

/** A requested amendment, and the partners that sell the release. */
export const AmendmentState = z.object({
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
export const WithdrawalState = z.object({
  /** Of the last event of its stream. */
  sequence: z.number().int().positive(),
  /** The partners that have taken the release down. */
  confirmed: z.array(z.string()),
});

/** The partners that a withdrawal which has failed asks no more. */
export const PursuitEnds = z.array(
  z.object({ partner: z.string(), end: z.enum(['gone', 'redelivered', 'superseded']) }),
);

/** A release on sale, whose own workflow has ended. */
export const SaleState = z.object({
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

export const RequestState = z.object({
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

export const OrderState = z.object({
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
export const RecallStep = z.object({
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

export type AmendmentState = z.infer<typeof AmendmentState>;
export type SaleState = z.infer<typeof SaleState>;
export type PursuitEnds = z.infer<typeof PursuitEnds>;
export type WithdrawalState = z.infer<typeof WithdrawalState>;
export type RecallStep = z.infer<typeof RecallStep>;
export type RequestState = z.infer<typeof RequestState>;
export type OrderState = z.infer<typeof OrderState>;
