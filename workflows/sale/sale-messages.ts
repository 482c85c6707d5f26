import { log } from '@temporalio/workflow';
import {
  PartnerAnswerMessage,
  type SaleSnapshot,
  WithdrawalEndedMessage,
} from '@fermata/contracts/temporal';

/** Limits the memory and the snapshot of a workflow while a partner is down or repeats messages. */
const MAX_PENDING_ANSWERS = 100;
/** Limits the stream, as a release may be on sale for years. */
const MAX_IGNORED_EVENTS = 100;

const NOTHING: SaleSnapshot = {
  ...{ answers: [], withdrawalPending: false, dropped: [] },
  ...{ termsDue: false, question: null, given: null },
};

/** Messages of partners and withdrawals about a release on sale that are not handled yet. */
export class SaleMessages {
  readonly #answers: PartnerAnswerMessage[];
  /** Only the number counts: the catalogue knows the outcome, whatever a signal says. */
  #withdrawals: number;
  /** Partners that have dropped the release, while others still sell it. */
  readonly dropped: SaleSnapshot['dropped'];
  readonly #seen = new Set<string>();
  #ignored = 0;

  /** The terms are not applied yet to the last of them. */
  termsDue: boolean;
  question: SaleSnapshot['question'];
  /** The answer to the question that is not applied yet. */
  given: SaleSnapshot['given'];

  constructor({
    answers,
    withdrawalPending,
    dropped,
    termsDue,
    question,
    given,
  }: SaleSnapshot = NOTHING) {
    this.dropped = [...dropped];
    this.termsDue = termsDue;
    this.question = question;
    this.given = given;
    this.#answers = [...answers];
    this.#withdrawals = withdrawalPending ? 1 : 0;
  }

  get pending(): boolean {
    return this.#answers.length + this.#withdrawals > 0 || this.termsDue || this.given !== null;
  }

  /** How many withdrawals have reported their end since the last question to the catalogue. */
  get pendingWithdrawals(): number {
    return this.#withdrawals;
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
    if (WithdrawalEndedMessage.safeParse(message).success) this.#withdrawals += 1;
  }

  nextAnswer(): PartnerAnswerMessage | undefined {
    return this.#answers.shift();
  }

  /** Whether a withdrawal has reported its end; one question to the catalogue answers all of them. */
  takeWithdrawals(): boolean {
    const isPending = this.#withdrawals > 0;
    this.#withdrawals = 0;
    return isPending;
  }

  /** For a question to the catalogue that could not be answered yet. */
  putBackWithdrawals(): void {
    this.#withdrawals += 1;
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
    return {
      answers: [...this.#answers],
      withdrawalPending: this.#withdrawals > 0,
      dropped: [...this.dropped],
      termsDue: this.termsDue,
      question: this.question,
      given: this.given,
    };
  }
}
