import { z } from 'zod';
import { AllowedAction } from '../values/access.ts';
import {
  AmendableMetadata,
  AmendmentChanges,
  AmendmentOutcome,
  MetadataVersion,
} from '../values/amendment.ts';
import { ActorId, PartnerName, ReleaseId, Sha256, TrackId, WithdrawalId } from '../values/ids.ts';
import { plainLine, plainText } from '../values/plain-text.ts';
import { ProjectHold } from '../values/project-hold.ts';
import { PublishOn } from '../values/publish-on.ts';
import { QuestionAnswer, ReleaseQuestion } from '../values/question-answer.ts';
import { ReleaseRecording, RequestedRecordings } from '../values/release-content.ts';
import { ReleaseMetadata, RequestedMetadata } from '../values/release-metadata.ts';
import { ReleaseOutcome } from '../values/release-outcome.ts';
import { Territories } from '../values/territory.ts';
import { OnRejection, ReleaseTerms } from '../values/track-terms.ts';
import { VersionNumber } from '../values/version.ts';
import { page, PageLimit } from './page.ts';
import { PartnerView } from './track.ts';

/** The body of `POST /v1/releases`: approved versions. The project's profile has the rest of the metadata. */
export const NewRelease = z.strictObject({
  title: plainLine(120),
  recordings: RequestedRecordings,
  /** `cover`: the material that is the cover. Absent: the cover of the first recording. */
  metadata: RequestedMetadata.omit({ releaseTitle: true }).default({}),
  terms: ReleaseTerms.default(ReleaseTerms.parse({})),
});

export type NewRelease = z.infer<typeof NewRelease>;

export const ReleaseAccepted = z
  .object({
    releaseId: ReleaseId,
    trackId: TrackId,
    version: VersionNumber,
    workflowId: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'ReleaseAccepted' });

export type ReleaseAccepted = z.infer<typeof ReleaseAccepted>;

/** The body of `POST /v1/releases/{releaseId}/amendments`. Without a change it sends the last metadata again. */
export const AmendmentRequest = AmendmentChanges.extend({ reason: plainText(500) });

export const AmendmentAccepted = z
  .object({
    releaseId: ReleaseId,
    metadataVersion: MetadataVersion,
    workflowId: z.string(),
    partners: z.array(PartnerName),
  })
  .meta({ id: 'AmendmentAccepted' });

export type AmendmentAccepted = z.infer<typeof AmendmentAccepted>;

/** The body of `POST /v1/releases/{releaseId}/redeliver`. */
export const RedeliveryRequest = z.strictObject({ partner: PartnerName });

/** `metadataVersion`: the one that the delivery has. */
export const RedeliveryAccepted = z
  .object({
    releaseId: ReleaseId,
    partner: PartnerName,
    attempt: z.number().int(),
    metadataVersion: MetadataVersion,
    workflowId: z.string(),
  })
  .meta({ id: 'RedeliveryAccepted' });

export type RedeliveryAccepted = z.infer<typeof RedeliveryAccepted>;

/** The body of `POST /v1/releases/{releaseId}/declare-gone`. */
export const DeclareGoneRequest = z.strictObject({ partner: PartnerName, reason: plainText(500) });

/** `workflowId`: of the withdrawal that ends by it. */
export const DeclaredGone = z
  .object({
    releaseId: ReleaseId,
    partner: PartnerName,
    withdrawalId: WithdrawalId,
    workflowId: z.string(),
  })
  .meta({ id: 'DeclaredGone' });

const AmendmentView = z.object({
  metadataVersion: MetadataVersion,
  workflowId: z.string(),
  changes: AmendmentChanges,
  amended: AmendableMetadata,
  reason: z.string(),
  requestedBy: ActorId,
  requestedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  outcome: AmendmentOutcome.nullable(),
  detail: z.string().nullable(),
});

/** `metadataVersion`: the one that the partner shows, or showed last; 1 is the approved one. */
const ReleasePartnerView = PartnerView.extend({ metadataVersion: MetadataVersion });

export type ReleasePartnerView = z.infer<typeof ReleasePartnerView>;

/** `number`: on its disc. */
const RecordingView = ReleaseRecording.extend({
  number: z.number().int(),
  /** After the last amendment; without one, as approved. */
  title: z.string(),
  isrc: z.string().nullable(),
});

const FailedWithdrawal = z.object({
  withdrawalId: WithdrawalId,
  partners: z.array(PartnerName),
  reason: z.string(),
  requestedBy: ActorId,
  endedAt: z.iso.datetime(),
  detail: z.string(),
});

export const ReleaseView = z
  .object({
    releaseId: ReleaseId,
    /** After the last amendment; without one, as approved. */
    title: z.string(),
    /** As partners get it now, with the amendment that was requested last. Null: the version has none yet. */
    metadata: ReleaseMetadata.nullable(),
    /** Null: worldwide. */
    territories: Territories.nullable(),
    /** Of the first recording. */
    trackId: TrackId,
    /** In order. */
    recordings: z.array(RecordingView),
    upc: z.string().nullable(),
    workflowId: z.string(),
    version: z.number().int(),
    versionSha256: Sha256,
    onRejection: OnRejection,
    createdBy: ActorId,
    createdAt: z.iso.datetime(),
    /** The condition of its start: `approval` is none, as its versions are approved. */
    publishOn: PublishOn,
    /** The date for which it waits; null: it does not wait for one. */
    publishesAt: z.iso.datetime().nullable(),
    startedAt: z.iso.datetime().nullable(),
    /** From then on only a withdrawal takes it down. */
    keptAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    outcome: ReleaseOutcome.nullable(),
    detail: z.string().nullable(),
    question: ReleaseQuestion.nullable(),
    /** Its steps at partners, and its amendments, wait while the releases of the project are held. */
    projectHold: ProjectHold.nullable(),
    /** The recall of the engine or a model of one of its recordings. It does not start before the recall is lifted. */
    recall: z.string().nullable(),
    partners: z.array(ReleasePartnerView),
    /** The last withdrawal that has failed, while a partner of it may still have the release. */
    failedWithdrawal: FailedWithdrawal.nullable(),
    /** The last one that was requested; 1 without an amendment. */
    metadataVersion: MetadataVersion,
    /** Newest first, at most 100. */
    amendments: z.array(AmendmentView),
    allowedActions: z.array(AllowedAction),
  })
  .meta({ id: 'Release' });

export type ReleaseView = z.infer<typeof ReleaseView>;

/** `recordings`: their number. */
export const ReleaseSummary = ReleaseView.pick({
  ...{ releaseId: true, title: true, trackId: true },
  ...{ createdAt: true, startedAt: true, endedAt: true, outcome: true },
})
  .extend({ recordings: z.number().int() })
  .meta({ id: 'ReleaseSummary' });

export type ReleaseSummary = z.infer<typeof ReleaseSummary>;

export const ReleasePage = page(ReleaseSummary).meta({ id: 'Releases' });

export const ReleaseQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});

/** `partner`: the one that asks for a fix; absent, the answer is about the whole release. */
export const QuestionAnswerRequest = z.strictObject({
  answer: QuestionAnswer,
  partner: PartnerName.optional(),
});
