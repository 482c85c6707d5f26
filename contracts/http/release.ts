import { z } from 'zod';
import { AllowedAction } from '../values/access.ts';
import { ReleaseId, Sha256, TrackId } from '../values/ids.ts';
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
    partners: z.array(PartnerView),
    allowedActions: z.array(AllowedAction),
  })
  .meta({ id: 'Release' });

export type ReleaseView = z.infer<typeof ReleaseView>;

export const AnswerRequest = z.strictObject({ answer: QuestionAnswer });
