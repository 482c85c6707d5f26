import { z } from 'zod';
import { PartnerName, Sha256 } from '../values/ids.ts';
import { PartnerRequestId, RequestAnswer } from '../values/partner-request.ts';

/** The requests of partners for a release, in the stream of the track or of the release that they name. */
export const PARTNER_REQUEST_EVENTS = {
  /** A partner asks for the release. Its webhook is in the inbox. */
  'release.requested': z.object({
    partner: PartnerName,
    requestId: PartnerRequestId,
    webhookId: z.string(),
    /** The version that it names; absent: any. */
    versionSha256: Sha256.optional(),
  }),
  'release.request-answered': RequestAnswer.extend({
    partner: PartnerName,
    requestId: PartnerRequestId,
  }),
} as const;
