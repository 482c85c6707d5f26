import type { OfferState } from '@fermata/contracts/values';

/** What a partner reports about one reference. `not-known`: that it knows no such reservation. */
export type ReportedState = OfferState | 'not-known';

/**
 * Whether a partner has shown that it has nothing under a reference: it reports it as taken down, or it has answered
 * our takedown and no longer knows the reference. A list without the reference shows nothing.
 */
export const isShownGone = (state: ReportedState, isTakedownAnswered: boolean): boolean =>
  state === 'taken-down' || (state === 'not-known' && isTakedownAnswered);
