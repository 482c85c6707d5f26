/** How a request to a partner failed. */
export type PartnerFailure =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly code: string | null;
      readonly detail: string;
      readonly retryAfterMs: number | null;
    }
  | {
      readonly kind: 'unreachable';
      readonly detail: string;
      /** False if no connection was made. Otherwise the partner may have received the request. */
      readonly mayBeReceived: boolean;
    }
  | { readonly kind: 'timeout'; readonly detail: string }
  | { readonly kind: 'bad-answer'; readonly detail: string };

/** A request to a partner did not get the answer that the protocol promises. */
export class PartnerRequestError extends Error {
  readonly failure: PartnerFailure;

  constructor(failure: PartnerFailure, options?: ErrorOptions) {
    super(failure.detail, options);
    this.name = 'PartnerRequestError';
    this.failure = failure;
  }
}
