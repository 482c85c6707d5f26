/** What can go wrong between us and a partner. */
export type PartnerFailure =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly code: string | null;
      readonly detail: string;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'timeout'; readonly detail: string }
  | { readonly kind: 'bad-answer'; readonly detail: string };

/** A request to a partner did not end with the answer that the contract promises. */
export class PartnerRequestError extends Error {
  readonly failure: PartnerFailure;

  constructor(failure: PartnerFailure, options?: ErrorOptions) {
    super(failure.detail, options);
    this.name = 'PartnerRequestError';
    this.failure = failure;
  }
}
