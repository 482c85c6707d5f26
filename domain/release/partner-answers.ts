import type { PartnerWebhook } from '@fermata/contracts/values';

export interface PartnerVerdict {
  readonly answer: 'accepted' | 'rejected';
  readonly detail: string;
}

/**
 * What a partner has said, in whatever order and number it arrives. A message counts once. A rejection stands over an acceptance,
 * whichever came first: the partner may change its mind to no, and an old yes may be late.
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

  /** What the partner said when it was asked counts like its webhook. */
  acceptQueried(verdict: PartnerVerdict): void {
    this.#verdict ??= verdict;
  }

  /** `seen`: this very message came before; `ignored`: it says nothing new; `counted`: it changed what we know. */
  receive(webhookId: string, webhook: PartnerWebhook): 'counted' | 'ignored' | 'seen' {
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
