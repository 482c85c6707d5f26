import { z } from 'zod';
import { AssetRef } from '../values/asset.ts';
import { PartnerName, ReleaseId, Sha256, TrackId } from '../values/ids.ts';
import { DeliveryState } from '../values/stage.ts';
import { VersionNumber } from '../values/version.ts';

/** Stream `release/<releaseId>`: written by the release's workflow. */
export const RELEASE_EVENTS = {
  'release.started': z.object({
    releaseId: ReleaseId,
    trackId: TrackId,
    version: VersionNumber,
    versionSha256: Sha256,
    partners: z.array(PartnerName),
  }),
  'delivery.reserved': z.object({ partner: PartnerName, partnerReference: z.string() }),
  'delivery.delivered': z.object({
    partner: PartnerName,
    partnerReference: z.string(),
    files: z.array(AssetRef),
  }),
  'delivery.answered': z.object({
    partner: PartnerName,
    answer: z.enum(['accepted', 'rejected']),
    via: z.enum(['webhook', 'asked']),
    /** Absent if the partner was asked. */
    webhookId: z.string().optional(),
    detail: z.string(),
  }),
  'delivery.answer-ignored': z.object({
    partner: PartnerName,
    webhookId: z.string(),
    answer: z.string(),
    detail: z.string(),
  }),
  'delivery.confirmed': z.object({ partner: PartnerName, partnerReference: z.string() }),
  'delivery.timed-out': z.object({ partner: PartnerName, detail: z.string() }),
  'delivery.taken-back': z.object({
    partner: PartnerName,
    verifiedState: DeliveryState,
    detail: z.string(),
  }),
  'release.ended': z.object({
    outcome: z.enum(['live', 'rejected', 'timed-out', 'cancelled', 'failed']),
    detail: z.string(),
  }),
} as const;
