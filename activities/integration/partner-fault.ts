/** What can go wrong between us and a partner. */
export type PartnerTrouble =
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
export class PartnerFault extends Error {
  readonly trouble: PartnerTrouble;

  constructor(trouble: PartnerTrouble, options?: ErrorOptions) {
    super(trouble.detail, options);
    this.name = 'PartnerFault';
    this.trouble = trouble;
  }
}
