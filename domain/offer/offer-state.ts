import { MAX_ATTEMPTS, type OfferState, type RedeliveryState } from '@fermata/contracts/values';

interface Offer {
  readonly state: OfferState;
}

/** The partner has accepted the offer, and may sell it already. */
export const isAccepted = ({ state }: Offer): boolean => state === 'accepted' || state === 'live';

/** The partner sells the release. */
export const isOnSale = ({ state }: Offer): boolean => state === 'live';

/** Nothing is left at the partner, so that there is nothing to withdraw. */
export const isTakenDown = ({ state }: Offer): boolean => state === 'taken-down';

/** A takedown was requested, and the partner has not shown the release gone. After a failed withdrawal it stays so. */
export const isBeingTakenDown = ({ state }: Offer): boolean => state === 'taking-down';

/** The partner does not sell the release, and will not: it has rejected it, or taken it down. */
export const isOffSale = (offer: Offer): boolean =>
  offer.state === 'rejected' || isTakenDown(offer);

/**
 * The partner has nothing of the release, so that another offer makes no second one beside it, and has not had it too
 * often. The one rule for answers and requests that redeliver it. One whose state is `pending` may have a reservation
 * whose answer was lost: a withdrawal asks the partner.
 */
export const mayBeOfferedAgain = (offer: Offer & { readonly attempt: number }): boolean =>
  isOffSale(offer) && hasAttemptLeft(offer);

/** The number of attempts is limited, however each one was asked for. */
export const hasAttemptLeft = ({ attempt }: { readonly attempt: number }): boolean =>
  attempt < MAX_ATTEMPTS;

/** The release is being delivered to the partner again, and is not on sale there yet. */
export const isBeingRedelivered = (
  offer: Offer & { readonly redelivery?: RedeliveryState | undefined },
): boolean =>
  (offer.redelivery === 'requested' || offer.redelivery === 'withdrawn') && !isOnSale(offer);
