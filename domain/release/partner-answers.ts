import type { DeliveryWebhook } from '@fermata/contracts/values';

export interface PartnerVerdict {
  readonly answer: 'accepted' | 'rejected';
  readonly detail: string;
}

/**
 * A partner's answers, in any order and number. A message counts once. A rejection overrides an acceptance,
 * as the partner may reject later, and an old acceptance may arrive late.
 */
export class PartnerAnswers {
  readonly #seen = new Set<string>();
  #verdict: PartnerVerdict | null = null;
  #takedownConfirmed = false;

  get verdict(): PartnerVerdict | null {
    return this.#verdict;
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

  /** `seen`: a repeated message; `ignored`: no new information; `counted`: it changed the answer. */
  receive(webhookId: string, webhook: DeliveryWebhook): 'counted' | 'ignored' | 'seen' {
    if (this.#seen.has(webhookId)) return 'seen';
    this.#seen.add(webhookId);
    switch (webhook.type) {
      case 'takedown.confirmed':
        if (this.#takedownConfirmed) return 'ignored';
        this.#takedownConfirmed = true;
        return 'counted';
      case 'delivery.accepted':
        if (this.#verdict) return 'ignored';
        this.#verdict = { answer: 'accepted', detail: webhook.data.url ?? 'accepted' };
        return 'counted';
      case 'delivery.rejected':
        if (this.#verdict?.answer === 'rejected') return 'ignored';
        this.#verdict = {
          answer: 'rejected',
          detail: `${webhook.data.code}: ${webhook.data.reason}`,
        };
        return 'counted';
    }
  }
}
