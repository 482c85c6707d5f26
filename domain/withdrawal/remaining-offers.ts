import type { OfferState } from '@fermata/contracts/values';
import { isOffSale, isTakenDown } from '../offer/offer-state.ts';

/** A release with its offers. */
export interface OfferedRelease {
  readonly partners: readonly {
    readonly name: string;
    readonly state: OfferState;
    readonly partnerReference: string | null;
  }[];
}

/**
 * The offers that a withdrawal must take down: every one that its partner has not reported as taken down. A
 * reference is null if the answer to its reservation was lost.
 */
export const remainingOffers = (
  release: OfferedRelease,
): { partner: string; partnerReference: string | null }[] =>
  release.partners
    .filter((offer) => !isTakenDown(offer))
    .map(({ name, partnerReference }) => ({ partner: name, partnerReference }));

/** The partners to which a release is still offered after a withdrawal. One that rejected it has nothing on sale. */
export const stillOfferedTo = (
  offers: readonly { readonly partner: string; readonly state: OfferState }[],
): string[] => offers.filter((offer) => !isOffSale(offer)).map(({ partner }) => partner);
