import type { OfferWebhook } from '@fermata/contracts/values';

export interface PartnerVerdict {
  readonly answer: 'accepted' | 'rejected';
  readonly detail: string;
}

/** The corrections that the partner asks for. */
export interface RequestedFix {
  readonly webhookId: string;
  readonly fields: readonly { readonly field: string; readonly reason: string }[];
}

/**
 * A partner's answers, in any order and number. A message counts once. A rejection overrides an acceptance,
 * as the partner may reject later, and an old acceptance may arrive late. A request for a takedown is a rejection.
 */
export class PartnerAnswers {
  readonly #seen = new Set<string>();
  #verdict: PartnerVerdict | null = null;
  #fix: RequestedFix | null = null;
  #takedownConfirmed = false;

  get verdict(): PartnerVerdict | null {
    return this.#verdict;
  }
  /** The open request for a fix. An acceptance or a rejection ends it. */
  get fix(): RequestedFix | null {
    return this.#verdict === null ? this.#fix : null;
  }
  get takedownConfirmed(): boolean {
    return this.#takedownConfirmed;
  }

  hasSeen(webhookId: string): boolean {
    return this.#seen.has(webhookId);
  }

  /** The answer to a query counts like a webhook. */
  acceptQueried(verdict: PartnerVerdict): void {
    this.#verdict ??= verdict;
  }

  /** The partner gets the release again, and may ask for another fix. */
  closeFix(): void {
    this.#fix = null;
  }

  /** `seen`: a repeated message; `ignored`: no new information; `counted`: it changed the answer. */
  receive(webhookId: string, webhook: OfferWebhook): 'counted' | 'ignored' | 'seen' {
    if (this.#seen.has(webhookId)) return 'seen';
    this.#seen.add(webhookId);
    switch (webhook.type) {
      case 'takedown.confirmed':
        if (this.#takedownConfirmed) return 'ignored';
        this.#takedownConfirmed = true;
        return 'counted';
      case 'delivery.needs-fix':
        if (this.#verdict || this.#fix) return 'ignored';
        this.#fix = { webhookId, fields: webhook.data.fields };
        return 'counted';
      case 'delivery.accepted':
        if (this.#verdict) return 'ignored';
        this.#verdict = { answer: 'accepted', detail: webhook.data.url ?? 'accepted' };
        return 'counted';
      case 'delivery.rejected':
        return this.#reject(`${webhook.data.code}: ${webhook.data.reason}`);
      case 'takedown.requested':
        return this.#reject(`it asks for the takedown: ${webhook.data.reason}`);
    }
  }

  #reject(detail: string): 'counted' | 'ignored' {
    if (this.#verdict?.answer === 'rejected') return 'ignored';
    this.#verdict = { answer: 'rejected', detail };
    return 'counted';
  }
}
