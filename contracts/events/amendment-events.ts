import { z } from 'zod';
import {
  AmendableMetadata,
  AmendmentChanges,
  AmendmentOutcome,
  MetadataVersion,
} from '../values/amendment.ts';
import { PartnerName, ReleaseId, TrackId } from '../values/ids.ts';

/**
 * Stream `amendment/<releaseId>/<metadataVersion>`: the API writes the request, the amendment's workflow the rest.
 */
export const AMENDMENT_EVENTS = {
  /** The authority for the updates. Its actor is the person who requested it. `amended`: the complete new metadata. */
  'amendment.requested': z.object({
    releaseId: ReleaseId,
    trackId: TrackId,
    metadataVersion: MetadataVersion,
    changes: AmendmentChanges,
    amended: AmendableMetadata,
    reason: z.string(),
  }),
  'amendment.sent': z.object({ partner: PartnerName, partnerReference: z.string() }),
  /** The partner reports that it shows this version. */
  'amendment.shown': z.object({ partner: PartnerName, metadataVersion: MetadataVersion }),
  /** The partner keeps the version that it has, or no longer sells the release. */
  'amendment.not-shown': z.object({
    partner: PartnerName,
    code: z.string(),
    reason: z.string(),
  }),
  /**
   * `have`: the version that each partner shows that still sells the release. `inFlight`: the one that was delivered to
   * each partner that does not sell it yet; null before its delivery, which has the version that was requested last.
   */
  'amendment.ended': z.object({
    outcome: AmendmentOutcome,
    detail: z.string(),
    have: z.array(z.object({ partner: PartnerName, metadataVersion: MetadataVersion })),
    inFlight: z.array(
      z.object({ partner: PartnerName, metadataVersion: MetadataVersion.nullable() }),
    ),
  }),
} as const;
