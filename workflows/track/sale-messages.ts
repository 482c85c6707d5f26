import {
  PartnerAnswerMessage,
  type SaleSnapshot,
  WithdrawalEndedMessage,
} from '@fermata/contracts/temporal';

/** What partners and withdrawals report about a release, until the track on sale handles it. */
export class SaleMessages {
  readonly #answers: PartnerAnswerMessage[];
  readonly #withdrawals: WithdrawalEndedMessage[];
  readonly #seen = new Set<string>();

  constructor({ answers, withdrawals }: SaleSnapshot = { answers: [], withdrawals: [] }) {
    this.#answers = [...answers];
    this.#withdrawals = [...withdrawals];
  }

  get pending(): boolean {
    return this.#answers.length + this.#withdrawals.length > 0;
  }

  /** A repeated or unreadable message is dropped: the relay sends none that does not parse. */
  receiveAnswer(message: unknown): void {
    const { data } = PartnerAnswerMessage.safeParse(message);
    if (!data || this.#seen.has(data.webhookId)) return;
    this.#seen.add(data.webhookId);
    this.#answers.push(data);
  }

  receiveWithdrawal(message: unknown): void {
    const { data } = WithdrawalEndedMessage.safeParse(message);
    if (data) this.#withdrawals.push(data);
  }

  nextAnswer(): PartnerAnswerMessage | undefined {
    return this.#answers.shift();
  }

  nextWithdrawal(): WithdrawalEndedMessage | undefined {
    return this.#withdrawals.shift();
  }

  /** For an answer that could not be handled yet. */
  putBack(answer: PartnerAnswerMessage): void {
    this.#answers.unshift(answer);
  }

  takeAnswers(): PartnerAnswerMessage[] {
    return this.#answers.splice(0);
  }

  snapshot(): SaleSnapshot {
    return { answers: [...this.#answers], withdrawals: [...this.#withdrawals] };
  }
}
