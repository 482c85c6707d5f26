import { log } from '@temporalio/workflow';
import {
  PartnerAnswerMessage,
  type SaleSnapshot,
  WithdrawalEndedMessage,
} from '@fermata/contracts/temporal';

/** Limits the memory and the snapshot of a track whose partner cannot be asked, or repeats itself. */
const MAX_PENDING_ANSWERS = 100;
/** Limits the stream, as a track may be on sale for years. */
const MAX_IGNORED_EVENTS = 100;

/** What partners and withdrawals report about a release, until the track on sale handles it. */
export class SaleMessages {
  readonly #answers: PartnerAnswerMessage[];
  readonly #withdrawals: WithdrawalEndedMessage[];
  readonly #seen = new Set<string>();
  #ignored = 0;

  constructor({ answers, withdrawals }: SaleSnapshot = { answers: [], withdrawals: [] }) {
    this.#answers = [...answers];
    this.#withdrawals = [...withdrawals];
  }

  get pending(): boolean {
    return this.#answers.length + this.#withdrawals.length > 0;
  }

  get pendingWithdrawals(): number {
    return this.#withdrawals.length;
  }

  /**
   * A repeated or unreadable message is dropped: the relay sends none that does not parse. One beyond
   * the limit is dropped with a warning.
   */
  receiveAnswer(message: unknown): void {
    const { data } = PartnerAnswerMessage.safeParse(message);
    if (!data || this.#seen.has(data.webhookId)) return;
    if (this.#answers.length >= MAX_PENDING_ANSWERS) {
      const { partner, webhookId } = data;
      log.warn('too many answers are pending: this one is dropped', { partner, webhookId });
      return;
    }
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

  /** Whether one more ignored answer is recorded in this run. */
  countIgnored(): boolean {
    if (this.#ignored >= MAX_IGNORED_EVENTS) return false;
    this.#ignored += 1;
    return true;
  }

  takeAnswers(): PartnerAnswerMessage[] {
    return this.#answers.splice(0);
  }

  snapshot(): SaleSnapshot {
    return { answers: [...this.#answers], withdrawals: [...this.#withdrawals] };
  }
}
