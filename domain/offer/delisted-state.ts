import type { OfferState } from '@fermata/contracts/values';
import type { ReportedState } from './is-shown-gone.ts';
import { isOffSale, isOnSale } from './offer-state.ts';

/**
 * The state of a release whose partner says by a signed message that it no longer sells it, and is asked. `current`: of
 * the offer's current reservation; `others`: of those that the partner lists beside it. Null if the current one may be
 * on sale, or another one is. A partner that no longer knows the reservation has nothing under it.
 */
export function delistedState(
  current: ReportedState,
  others: readonly OfferState[],
): OfferState | null {
  // They are of earlier attempts, or of lost answers: without our confirmation none of them goes on sale.
  if (others.some((state) => isOnSale({ state }))) return null;
  if (current === 'not-known') return 'taken-down';
  return isOffSale({ state: current }) ? current : null;
}
