import { z } from 'zod';
import {
  ActorId,
  PartnerName,
  ProjectId,
  ReleaseId,
  Sha256,
  TrackId,
  WithdrawalId,
} from '../values/ids.ts';
import { UsedMaterial } from '../values/material.ts';
import { plainText } from '../values/plain-text.ts';
import { ReleaseTerms, TrackFields } from '../values/track-terms.ts';
import { ReleasedVersion } from '../values/version.ts';

/** `materials`: what the brief names, as the catalogue knew it when the track was accepted. */
export const TrackWorkflowInput = TrackFields.extend({
  trackId: TrackId,
  projectId: ProjectId,
  requestedBy: ActorId,
  requestSha256: Sha256,
  materials: z.array(UsedMaterial).max(8).optional(),
});

export type TrackWorkflowInput = z.infer<typeof TrackWorkflowInput>;

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
