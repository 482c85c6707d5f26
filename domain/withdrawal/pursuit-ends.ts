import type { OfferState } from '@fermata/contracts/values';
import { isTakenDown } from '../offer/offer-state.ts';

/**
 * Why a withdrawal that has failed asks a partner no more. `gone`: the partner has nothing; `redelivered`: a person has
 * requested another delivery to it; `superseded`: a later withdrawal takes the release down there.
 */
export type PursuitEnd = 'gone' | 'redelivered' | 'superseded';

/** The facts of the catalogue about the partners of a withdrawal. */
export interface PursuitFacts {
  readonly partners: readonly string[];
  readonly offers: readonly { readonly partner: string; readonly state: OfferState }[];
  /** The partners to which a person has requested a redelivery since. */
  readonly redelivered: readonly string[];
  /** The withdrawals of the release that were requested later and have started. */
  readonly later: readonly { readonly partners: readonly string[] }[];
}

/** The partners that the withdrawal need not ask any more. */
export function pursuitEnds({
  partners,
  offers,
  redelivered,
  later,
}: PursuitFacts): { partner: string; end: PursuitEnd }[] {
  const endAt = (partner: string): PursuitEnd | null => {
    const offer = offers.find((each) => each.partner === partner);
    if (offer !== undefined && isTakenDown(offer)) return 'gone';
    if (redelivered.includes(partner)) return 'redelivered';
    return later.some((each) => each.partners.includes(partner)) ? 'superseded' : null;
  };
  return partners.flatMap((partner) => {
    const end = endAt(partner);
    return end === null ? [] : [{ partner, end }];
  });
}
