import type { OfferState } from '@fermata/contracts/values';

const OFF_SALE: readonly OfferState[] = ['rejected', 'taken-down'];

/**
 * The state of a release that its partner no longer sells, from the states of its reservations there.
 * Null if one of them may still be on sale, or if the partner knows none.
 */
export function droppedState(states: readonly OfferState[]): OfferState | null {
  if (states.length === 0 || !states.every((state) => OFF_SALE.includes(state))) return null;
  return states.includes('rejected') ? 'rejected' : 'taken-down';
}
