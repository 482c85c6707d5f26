import type { RequestAnswer, TakedownRequest } from '@fermata/contracts/values';
import { isOnSale } from '../offer/offer-state.ts';
import type { ReleasedTrack } from '../withdrawal/released-track.ts';
import { remainingOffers } from '../withdrawal/remaining-offers.ts';

/**
 * `gone`: nothing is left under the reference. `withdraw`: the release is on sale, and is withdrawn from this partner.
 * `end-offer`: it is still being offered to others, and its offer to this partner, which sells it already, ends.
 * `person`: a person decides.
 */
export type TakedownDecision = 'gone' | 'withdraw' | 'end-offer' | 'person';

interface TakedownFacts {
  /** The release as that of a track. Null: unknown. */
  readonly track: ReleasedTrack | null;
  /** The last answer to the request. */
  readonly answered: Pick<RequestAnswer, 'answer' | 'reason'> | null;
}

/**
 * Decides about a partner's request for a takedown. A partner may end its own sale, which leaves the other partners as
 * they are. While the release is still being offered to others, that is a rejection, after which its terms decide about
 * the others; before the partner sells it, or after the release has failed, a person decides.
 */
export function decideTakedown(
  partner: string,
  { reference }: Pick<TakedownRequest, 'reference'>,
  releaseId: string,
  { track, answered }: TakedownFacts,
): TakedownDecision {
  if (track?.releaseId !== releaseId) return 'person';
  const isLeft = remainingOffers(track).some(
    ({ partner: offeredTo, partnerReference }) =>
      offeredTo === partner && (partnerReference === null || partnerReference === reference),
  );
  if (!isLeft) return 'gone';
  const isEnding = answered?.reason === TAKEDOWN_ANSWERS['end-offer'].reason;
  // A request that a person decides about stays with that person.
  if (answered?.answer === 'remembered' && !isEnding) return 'person';
  const isSold = track.partners.some((offer) => offer.name === partner && isOnSale(offer));
  if (track.stage === 'publishing') return isSold || isEnding ? 'end-offer' : 'person';
  return track.stage === 'published' || track.stage === 'delisted' ? 'withdraw' : 'person';
}

/** The answer to a reference that the partner has not given. */
export const UNKNOWN_REFERENCE: RequestAnswer = {
  answer: 'refused',
  code: 'unknown-reference',
  reason: 'no reservation has this reference',
};

/** The answer to the partner. */
export const TAKEDOWN_ANSWERS: Readonly<Record<TakedownDecision, RequestAnswer>> = {
  gone: { answer: 'accepted', reason: 'nothing is on sale under this reference any more' },
  withdraw: { answer: 'accepted', reason: 'the release is being taken down' },
  'end-offer': { answer: 'remembered', reason: 'the release is being taken down' },
  person: { answer: 'remembered', reason: 'a person decides' },
};
