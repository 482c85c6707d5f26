import { z } from 'zod';
import { PartnerName, ReleaseId, TrackId, WithdrawalId } from '../values/ids.ts';
import { OfferState } from '../values/stage.ts';

/** Stream `withdrawal/<withdrawalId>`: the API writes the request, the withdrawal's workflow the rest. */
export const WITHDRAWAL_EVENTS = {
  /** The authority for the takedown. Its actor is the person who requested it. */
  'withdrawal.requested': z.object({
    withdrawalId: WithdrawalId,
    trackId: TrackId,
    releaseId: ReleaseId,
    reason: z.string(),
    /** It is taken down at these, and stays with others. */
    partners: z.array(PartnerName),
  }),
  'withdrawal.started': z.object({
    withdrawalId: WithdrawalId,
    trackId: TrackId,
    releaseId: ReleaseId,
    reason: z.string(),
  }),
  /** `partnerReference`: null if the answer to the reservation was lost. */
  'takedown.requested': z.object({
    partner: PartnerName,
    partnerReference: z.string().nullable(),
  }),
  'takedown.confirmed': z.object({
    partner: PartnerName,
    verifiedState: OfferState,
    detail: z.string(),
  }),
  /**
   * `superseded`: it had failed, and then a later withdrawal or a redelivery took its place at each partner that still
   * had the release.
   */
  'withdrawal.ended': z.object({
    trackId: TrackId,
    outcome: z.enum(['withdrawn', 'failed', 'superseded']),
    detail: z.string(),
    /** Without any, a successful withdrawal ends the track, too. */
    stillOfferedTo: z.array(PartnerName),
  }),
} as const;
