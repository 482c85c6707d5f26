import { z } from 'zod';
import { AllowedAction } from '../values/access.ts';
import {
  AmendableMetadata,
  AmendmentChanges,
  AmendmentOutcome,
  MetadataVersion,
} from '../values/amendment.ts';
import { ActorId, PartnerName, ReleaseId, Sha256, TrackId } from '../values/ids.ts';
import { plainText } from '../values/plain-text.ts';
import { ProjectHold } from '../values/project-hold.ts';
import { QuestionAnswer, ReleaseQuestion } from '../values/question-answer.ts';
import { ReleaseOutcome } from '../values/release-outcome.ts';
import { OnRejection } from '../values/track-terms.ts';
import { VersionNumber } from '../values/version.ts';
import { PartnerView } from './track.ts';

/** The body of `POST /v1/releases`: an approved track that is not released yet. */
export const CreateReleaseRequest = z.strictObject({ trackId: TrackId });

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

const AmendmentView = z.object({
  metadataVersion: MetadataVersion,
  workflowId: z.string(),
  changes: AmendmentChanges,
  amended: AmendableMetadata,
  reason: z.string(),
  orderedBy: ActorId,
  orderedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  outcome: AmendmentOutcome.nullable(),
  detail: z.string().nullable(),
});

/** `metadataVersion`: the one that the partner shows, or showed last; 1 is the approved one. */
const ReleasePartnerView = PartnerView.extend({ metadataVersion: MetadataVersion });

export type ReleasePartnerView = z.infer<typeof ReleasePartnerView>;

export const ReleaseView = z
  .object({
    releaseId: ReleaseId,
    trackId: TrackId,
    workflowId: z.string(),
    version: z.number().int(),
    versionSha256: Sha256,
    onRejection: OnRejection,
    startedAt: z.iso.datetime(),
    /** From then on only a withdrawal takes it down. */
    keptAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    outcome: ReleaseOutcome.nullable(),
    detail: z.string().nullable(),
    question: ReleaseQuestion.nullable(),
    /** Its steps at partners wait while the releases of the project are held. */
    projectHold: ProjectHold.nullable(),
    partners: z.array(ReleasePartnerView),
    /** The last one that was ordered; 1 without an amendment. */
    metadataVersion: MetadataVersion,
    /** Newest first, at most 100. */
    amendments: z.array(AmendmentView),
    allowedActions: z.array(AllowedAction),
  })
  .meta({ id: 'Release' });

export type ReleaseView = z.infer<typeof ReleaseView>;

/** `partner`: the one that asks for a fix; absent, the answer is about the whole release. */
export const AnswerRequest = z.strictObject({
  answer: QuestionAnswer,
  partner: PartnerName.optional(),
});
