import type { OfferState } from '@fermata/contracts/values';
import { isOffSale } from './offer-state.ts';

/**
 * The state of a release that its partner no longer sells, from the states of its reservations there.
 * Null if one of them may still be on sale, or if the partner knows none.
 */
export function delistedState(states: readonly OfferState[]): OfferState | null {
  if (states.length === 0 || !states.every((state) => isOffSale({ state }))) return null;
  return states.includes('rejected') ? 'rejected' : 'taken-down';
}
