import { log } from '@temporalio/workflow';
import {
  PartnerAnswerMessage,
  type SaleSnapshot,
  type SetAsideMessage,
  WithdrawalEndedMessage,
} from '@fermata/contracts/temporal';
import { canonicalJson } from '@fermata/contracts/values';
import { type SaleFailure, saleRetry } from '@fermata/domain/release';

/** Limits the memory and the snapshot of a workflow while a partner is down or repeats messages. */
const MAX_PENDING_ANSWERS = 100;
const MAX_SET_ASIDE = 1000;
/** Until a message that cannot be handled is tried again, if it cannot be set aside either. */
const FULL_RETRY_MS = 60_000;
/** Limits the stream, as a release may be on sale for years. */
const MAX_IGNORED_EVENTS = 100;

const NOTHING: SaleSnapshot = {
  ...{ answers: [], setAside: [], withdrawalPending: false, delisted: [] },
  ...{ termsDue: false, question: null, given: null },
};

/** A message about a release on sale, or a part of the effect of one. */
export type SaleWork =
  | { readonly kind: 'withdrawal' | 'given' | 'terms' }
  | { readonly kind: 'answer'; readonly message: PartnerAnswerMessage }
  | { readonly kind: 'set-aside'; readonly message: SetAsideMessage };

/** Failed attempts, and the time of the next one. */
interface Postponed {
  readonly attempts: number;
  readonly until: number;
}

/**
 * Messages of partners and withdrawals about a release on sale that are not handled yet. What cannot be handled now
 * waits by itself: only later messages of the same partner wait for it, because their order counts.
 */
export class SaleMessages {
  readonly #answers: PartnerAnswerMessage[];
  /** Messages that a person must handle; the inbox does not know it yet. */
  readonly #setAside: SetAsideMessage[];
  /** Only the number counts: the catalogue knows the outcome, whatever a signal says. */
  #withdrawals: number;
  /** Partners that have delisted the release, while others still sell it. */
  delisted: SaleSnapshot['delisted'];
  /** By the work, or by the partner of messages. */
  readonly #postponed = new Map<string, Postponed>();
  #ignored = 0;

  /** The terms are not applied yet to the last of them. */
  termsDue: boolean;
  question: SaleSnapshot['question'];
  /** The answer to the question that is not applied yet. */
  given: SaleSnapshot['given'];

  constructor({
    answers,
    setAside,
    withdrawalPending,
    delisted,
    termsDue,
    question,
    given,
  }: SaleSnapshot = NOTHING) {
    this.delisted = [...delisted];
    this.termsDue = termsDue;
    this.question = question;
    this.given = given;
    this.#answers = [...answers];
    this.#setAside = [...setAside];
    this.#withdrawals = withdrawalPending ? 1 : 0;
  }

  /** Whether something is not handled yet. */
  get pending(): boolean {
    return (
      this.#answers.length + this.#setAside.length + this.#withdrawals > 0 ||
      this.termsDue ||
      this.given !== null
    );
  }

  /** Whether answers of partners are not handled yet. */
  get hasAnswers(): boolean {
    return this.#answers.length > 0;
  }

  /** Whether something can be handled now. */
  get due(): boolean {
    return this.#next() !== null;
  }

  /** Until the first attempt that is postponed; null if none is. */
  get nextAttemptInMs(): number | null {
    const now = Date.now();
    const waits = [...this.#postponed.values()].flatMap(({ until }) =>
      until > now ? [until - now] : [],
    );
    return waits.length === 0 ? null : Math.min(...waits);
  }

  /**
   * Many may come more than once: whether one was handled before, the catalogue knows. An unreadable one is discarded,
   * as the relay sends none. One beyond the limit is set aside; it is returned if too many are, for which the caller
   * must do that at once.
   */
  receiveAnswer(message: unknown): SetAsideMessage | null {
    const { data } = PartnerAnswerMessage.safeParse(message);
    if (!data) return null;
    const text = canonicalJson(data);
    if (this.#answers.some((waiting) => canonicalJson(waiting) === text)) return null;
    if (this.#answers.length < MAX_PENDING_ANSWERS) {
      this.#answers.push(data);
      return null;
    }
    const { partner, webhookId } = data;
    const reason = `${MAX_PENDING_ANSWERS} messages about the release wait before it`;
    const aside = { partner, webhookId, reason };
    return this.#setAsideLater(aside) ? null : aside;
  }

  receiveWithdrawal(message: unknown): void {
    if (!WithdrawalEndedMessage.safeParse(message).success) return;
    this.#withdrawals += 1;
    this.#postponed.delete('withdrawal');
  }

  /** A person handles it: `fermata inbox list`. False: too many wait for that. */
  #setAsideLater(message: SetAsideMessage): boolean {
    const isTaken = this.#setAside.length < MAX_SET_ASIDE;
    if (isTaken) this.#setAside.push(message);
    return isTaken;
  }

  /** The next message to handle; null if all wait. It stays pending until it is `done`. */
  take(): SaleWork | null {
    const work = this.#next();
    // One question to the catalogue answers all of them; later ones need another one.
    if (work?.kind === 'withdrawal') this.#withdrawals = 0;
    return work;
  }

  done(work: SaleWork): void {
    this.#postponed.delete(keyOf(work));
    if (work.kind === 'answer') remove(this.#answers, work.message);
    if (work.kind === 'set-aside') remove(this.#setAside, work.message);
  }

  /** Tries it again later, or sets the message aside. */
  failed(work: SaleWork, { reason, failure }: { reason: string; failure: SaleFailure }): void {
    if (work.kind === 'set-aside' && failure === 'final') {
      log.error('a message cannot be shown in the inbox', { ...work.message, why: reason });
      return this.done(work);
    }
    const key = keyOf(work);
    const attempts = (this.#postponed.get(key)?.attempts ?? 0) + 1;
    const isMessage = work.kind === 'answer';
    const next = saleRetry(attempts, { isMessage, failure });
    if (work.kind === 'withdrawal') this.#withdrawals += 1;
    const until = (waitMs: number) => ({ attempts, until: Date.now() + waitMs });
    if (next.then === 'retry') {
      this.#postponed.set(key, until(next.inMs));
      return;
    }
    if (work.kind === 'answer') {
      const { partner, webhookId } = work.message;
      if (!this.#setAsideLater({ partner, webhookId, reason })) {
        this.#postponed.set(key, until(FULL_RETRY_MS));
        return;
      }
    }
    this.done(work);
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
      setAside: [...this.#setAside],
      withdrawalPending: this.#withdrawals > 0,
      delisted: [...this.delisted],
      termsDue: this.termsDue,
      question: this.question,
      given: this.given,
    };
  }

  #next(): SaleWork | null {
    const works: SaleWork[] = [
      ...(this.#withdrawals > 0 ? [{ kind: 'withdrawal' } as const] : []),
      ...this.#setAside.slice(0, 1).map((message) => ({ kind: 'set-aside', message }) as const),
      ...this.#answers.map((message) => ({ kind: 'answer', message }) as const),
      ...(this.given === null ? [] : [{ kind: 'given' } as const]),
      ...(this.termsDue ? [{ kind: 'terms' } as const] : []),
    ];
    const now = Date.now();
    return works.find((work) => (this.#postponed.get(keyOf(work))?.until ?? 0) <= now) ?? null;
  }
}

const keyOf = (work: SaleWork): string =>
  work.kind === 'answer' ? `answer ${work.message.partner}` : work.kind;

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index !== -1) list.splice(index, 1);
}
