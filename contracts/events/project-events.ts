import { z } from 'zod';
import { MetadataVersion } from '../values/amendment.ts';
import { RefusalReason } from '../values/command-result.ts';
import {
  PartnerKeyId,
  PartnerName,
  ReleaseId,
  Sha256,
  TrackId,
  WithdrawalId,
} from '../values/ids.ts';
import { MaterialKind, MaterialLicence } from '../values/material.ts';
import { Money } from '../values/money.ts';
import { PartName } from '../values/music.ts';
import { OrderAnswer, PartnerOrder } from '../values/partner-order.ts';
import { ProjectProfile } from '../values/project-profile.ts';
import { ReviewMinimum } from '../values/review.ts';
import { RecordedUsageLine, UsagePeriod } from '../values/usage.ts';
import { VersionNumber } from '../values/version.ts';

/** Stream `project/<projectId>`: written by the API, and by activities outside the journal of their workflow. */
export const PROJECT_EVENTS = {
  'access.denied': z.object({ request: z.string(), detail: z.string() }),
  'material.added': z.object({
    sha256: Sha256,
    kind: MaterialKind,
    licence: MaterialLicence.optional(),
    source: z.object({ trackId: TrackId, version: VersionNumber, part: PartName }).optional(),
  }),
  /** The same loop was uploaded again with another number of bars. */
  'material.reread': z.object({
    sha256: Sha256,
    bars: z.number().int().min(1),
    tempoBpm: z.number().nullable(),
  }),
  'budget.set': z.object({ perDay: Money }),
  'budget.cleared': z.object({}),
  'budget.exhausted': z.object({
    refused: z.enum(['track', 'preview']),
    day: z.iso.date(),
    perDay: Money,
    spent: Money,
    opensAt: z.iso.datetime(),
  }),
  'review-minimum.set': ReviewMinimum,
  'profile.set': ProjectProfile,
  /** Nothing of the project is reserved, delivered or confirmed until it is resumed. */
  'project.held': z.object({ reason: z.string() }),
  'project.resumed': z.object({}),
  /** Whether models on other machines may see the texts and the music of the project. */
  'remote-models.set': z.object({ allowed: z.boolean(), reason: z.string() }),
  /** A key with which the partner finds the tracks that are open to it. */
  'partner-key.created': z.object({ partner: PartnerName, keyId: PartnerKeyId }),
  'partner-key.revoked': z.object({ partner: PartnerName, keyId: PartnerKeyId }),
  /** Steps at a configured partner wait for the releases of this project. An added partner has events of its own. */
  'configured-partner.paused': z.object({ partner: PartnerName }),
  'configured-partner.resumed': z.object({ partner: PartnerName }),
  /** A person has asked whether the partner, added or configured, answers. */
  'partner.pinged': z.object({
    partner: PartnerName,
    reachable: z.boolean(),
    detail: z.string(),
    durationMs: z.number().int(),
  }),
  /** A person has fetched the partner's usage of a period. The reports are in the inbox. */
  'partner.usage-fetched': z.object({
    partner: PartnerName,
    period: UsagePeriod,
    reports: z.number().int(),
    lines: z.number().int(),
    added: z.number().int(),
    failure: z.string().nullable(),
  }),
  'late-command.refused': z.object({
    trackId: TrackId,
    command: z.string(),
    reason: RefusalReason,
    detail: z.string(),
  }),
  /** A person hands a webhook to the relay again. `reason`: why it was undeliverable or unreadable. */
  'webhook.replayed': z.object({ partner: PartnerName, webhookId: z.string(), reason: z.string() }),
  /** A partner asks for a takedown of its release. Its webhook is in the inbox. */
  'takedown-request.received': z.object({
    partner: PartnerName,
    partnerReference: z.string(),
    webhookId: z.string(),
    requestId: z.string(),
    trackId: TrackId,
    releaseId: ReleaseId,
    reason: z.string(),
  }),
  /** A person has decided that the release stays. */
  'takedown-request.declined': z.object({
    partner: PartnerName,
    webhookId: z.string(),
    requestId: z.string(),
    reason: z.string(),
  }),
  /** A partner to which the project is open commissions a track. Its webhook is in the inbox. */
  'order.requested': PartnerOrder,
  'order.answered': OrderAnswer.extend({ partner: PartnerName, orderId: z.string() }),
  /** A partner reports usage: sales and streams. Lines of earlier reports are left out. */
  'usage.reported': z.object({
    partner: PartnerName,
    partnerReference: z.string(),
    webhookId: z.string(),
    trackId: TrackId,
    releaseId: ReleaseId,
    lines: z.array(RecordedUsageLine),
  }),
  /** A workflow was started for a track without a request. */
  'track.refused': z.object({ trackId: TrackId, detail: z.string() }),
  /** A workflow was started for a release without an approval. */
  'release.refused': z.object({ releaseId: ReleaseId, trackId: TrackId, detail: z.string() }),
  /** A workflow was started for an amendment without a request. */
  'amendment.refused': z.object({
    releaseId: ReleaseId,
    metadataVersion: MetadataVersion,
    detail: z.string(),
  }),
  /** A workflow was started for a withdrawal without a request. */
  'withdrawal.refused': z.object({
    withdrawalId: WithdrawalId,
    trackId: TrackId,
    detail: z.string(),
  }),
} as const;
