import type { OfferState, RedeliveryState } from '@fermata/contracts/values';
import { isBeingRedelivered, isOffSale, isTakenDown } from '../offer/offer-state.ts';

/** A release with its offers. */
export interface OfferedRelease {
  readonly partners: readonly {
    readonly name: string;
    readonly state: OfferState;
    readonly partnerReference: string | null;
    readonly redelivery?: { readonly attempt: number; readonly state: RedeliveryState } | undefined;
  }[];
}

/**
 * The offers that a withdrawal must take down: every one that its partner has not reported as taken down, or that it is
 * about to get again. A reference is null if the answer to its reservation was lost.
 */
export const remainingOffers = (
  release: OfferedRelease,
): { partner: string; partnerReference: string | null; redelivering: boolean }[] =>
  release.partners
    .filter((offer) => !isTakenDown(offer) || offer.redelivery?.state === 'requested')
    .map(({ name, partnerReference, redelivery }) => ({
      partner: name,
      partnerReference,
      redelivering: redelivery?.state === 'requested',
    }));

/**
 * The partners to which a release is still offered after a withdrawal. One that rejected it has nothing on sale, and
 * one that gets it again does not count until it sells it: its offer ends with the sale elsewhere.
 */
export const stillOfferedTo = (
  offers: readonly {
    readonly partner: string;
    readonly state: OfferState;
    readonly redelivery?: RedeliveryState | undefined;
  }[],
): string[] =>
  offers
    .filter((offer) => !isOffSale(offer) && !isBeingRedelivered(offer))
    .map(({ partner }) => partner);
