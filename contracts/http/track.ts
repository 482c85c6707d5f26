import { z } from 'zod';
import { AllowedAction } from '../values/access.ts';
import { Brief, Intent } from '../values/brief.ts';
import { Upc } from '../values/identifiers.ts';
import { ActorId, PartnerName, ReleaseId, TrackId } from '../values/ids.ts';
import { Money } from '../values/money.ts';
import { Style } from '../values/music.ts';
import { PartnerOrder } from '../values/partner-order.ts';
import { ProjectHold } from '../values/project-hold.ts';
import { PublishOn } from '../values/publish-on.ts';
import { PartnerFix, ReleaseQuestion } from '../values/question-answer.ts';
import { RedeliveryState } from '../values/redelivery.ts';
import { OfferState, Stage } from '../values/stage.ts';
import { page } from './page.ts';
import { Decider, ReviewView } from './review.ts';
import { CandidateView, VersionView } from './version.ts';

export const PartnerView = z.object({
  name: PartnerName,
  state: OfferState,
  partnerReference: z.string().nullable(),
  detail: z.string().nullable(),
  /** The current attempt to offer it there, from 1: answers and requests that redeliver it start further ones. */
  attempt: z.number().int(),
  /** Present while the partner waits for a fix. */
  fix: PartnerFix.optional(),
  /** Present if a person has requested a redelivery there; `attempt`: the current one. */
  redelivery: z.object({ attempt: z.number().int(), state: RedeliveryState }).optional(),
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
  /** 0 to 100, by the completed stages. */
  percent: z.number(),
  /** The current work or wait, in one sentence. */
  now: z.string(),
  detail: z.string().nullable(),
  candidates: z.array(CandidateView),
  versions: z.array(VersionView),
  review: ReviewView.nullable(),
  /** The reviewers who may decide in the open or next review. */
  mayDecide: z.array(Decider),
  publishOn: PublishOn,
  /** With `publishOn: date` only. */
  publishesAt: z.iso.datetime().nullable(),
  /** The order of a partner that it is made for. */
  order: PartnerOrder.nullable(),
  releaseId: ReleaseId.nullable(),
  /** Of the release. Null before its first reservation, and without a range. */
  upc: Upc.nullable(),
  partners: z.array(PartnerView),
  /** The open question of its release. */
  releaseQuestion: ReleaseQuestion.nullable(),
  /** The hold of the project's releases. */
  projectHold: ProjectHold.nullable(),
  costs: z.object({
    cpuSeconds: z.number(),
    audioSeconds: z.number(),
    price: Money,
    modelSeconds: z.number(),
    /** Steps whose result was cached, and the CPU time and price that this saved. */
    cacheHits: z.number().int(),
    savedCpuSeconds: z.number(),
    savedPrice: Money,
  }),
  eventCount: z.number().int(),
  allowedActions: z.array(AllowedAction),
}).meta({ id: 'Track' });

export type TrackView = z.infer<typeof TrackView>;

/**
 * Answer 202 of `POST /v1/tracks`, and of `GET` until the first event is written. `created` is false for
 * a repeated idempotency key.
 */
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

export const TrackPage = page(TrackSummary).meta({ id: 'TrackPage' });
