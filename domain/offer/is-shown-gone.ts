import type { OfferState } from '@fermata/contracts/values';

/** What a partner reports about one reference. `not-known`: that it knows no such reservation. */
export type ReportedState = OfferState | 'not-known';

/** What a partner has answered to our takedowns of one reference. */
export interface TakedownAnswer {
  /** It has taken one. */
  readonly isTaken: boolean;
  /** For how long it has answered nothing but that it knows no such reservation. Null: it has not. */
  readonly deniedMs: number | null;
}

/** A moment in which a partner does not know its own reservations yet, or again, is shorter. */
const DENIAL_MS = 600_000;

/** A wrong address, or a database that the partner restores, answers so for hours although the release is on sale. */
const DENIAL_ON_SALE_MS = 6 * 3_600_000;

/**
 * How long a partner must deny a reference until that shows it gone, whatever limit the takedown has. Until then only a
 * person may declare it gone.
 */
export const denialMs = ({ mayBeOnSale }: { readonly mayBeOnSale: boolean }): number =>
  mayBeOnSale ? DENIAL_ON_SALE_MS : DENIAL_MS;

/**
 * Whether a partner has shown that it has nothing under a reference: it reports it as taken down; or it no longer knows
 * the reference, and has taken our takedown, or denied the reference for long enough. `not-known` is the answer of a
 * partner that was asked and whose list lacks the reference. A list alone shows nothing.
 */
export const isShownGone = (
  state: ReportedState,
  { isTaken, deniedMs }: TakedownAnswer,
  mustDenyMs: number,
): boolean =>
  state === 'taken-down' ||
  (state === 'not-known' && (isTaken || (deniedMs !== null && deniedMs >= mustDenyMs)));
