import type { OfferState } from '@fermata/contracts/values';
import type { ReportedState } from './is-shown-gone.ts';
import { isOffSale } from './offer-state.ts';

/**
 * The state of a release whose partner says by a signed message about the reservation `named` that it no longer sells
 * it, and is asked. Null if that one, or another one that the partner lists for the release, may be on sale. A partner
 * that no longer knows the reservation has nothing under it.
 */
export function delistedState(
  named: ReportedState,
  others: readonly OfferState[],
): OfferState | null {
  if (others.some(mayBeOnSale)) return null;
  if (named === 'not-known') return 'taken-down';
  return isOffSale({ state: named }) ? named : null;
}

/** The others are of earlier attempts, or of lost answers: without our confirmation none of them is on sale. */
const mayBeOnSale = (state: OfferState): boolean =>
  state === 'live' || state === 'taking-down' || state === 'unknown';
