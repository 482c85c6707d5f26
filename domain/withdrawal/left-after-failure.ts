import type { OfferState, ReleaseOutcome } from '@fermata/contracts/values';
import { isTakenDown } from '../offer/offer-state.ts';

/** How the offers of a release have ended. */
export interface OfferEnds {
  /** Whether the release has ended. */
  readonly ended: boolean;
  readonly offers: readonly {
    readonly partner: string;
    readonly state: OfferState;
    /** Of its last offer. Null: none has ended on record. */
    readonly outcome: ReleaseOutcome | null;
  }[];
}

/**
 * Which of the partners may still have a release although their offers have failed: the takedown was not confirmed. An
 * offer that was terminated has no outcome, and may have left what it had reserved.
 */
export const leftAfterFailure = (
  { ended, offers }: OfferEnds,
  partners: readonly string[],
): string[] =>
  offers
    .filter(({ partner }) => ended && partners.includes(partner))
    .filter(
      ({ state, outcome }) =>
        !isTakenDown({ state }) &&
        (outcome === 'failed' || (outcome === null && state !== 'pending')),
    )
    .map(({ partner }) => partner);
