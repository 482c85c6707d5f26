import {
  CancellationScope,
  condition,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  type OfferWorkflowInput,
  type OfferWorkflowResult,
  PartnerAnswerMessage,
} from '@fermata/contracts/temporal';
import { cleanText, workflowIds } from '@fermata/contracts/values';
import { mayEndSale, PartnerAnswers } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { setMessageAside } from '../partner/set-message-aside.ts';
import { partnerMessages } from '../proxies.ts';
import { Question } from '../question.ts';
import { recordingsIn } from '../recordings-in.ts';
import { notifyAt, releaseChangedSignal } from '../release-changed-signal.ts';
import { answerOf } from './answer-of.ts';

const MAX_IGNORED_EVENTS = 100;
/** Limits the checks if signals are forged endlessly. Without a webhook the partner is asked. */
const MAX_VERIFIED_MESSAGES = 200;
/** Temporal ends a workflow at 51,200 events; further messages must not bring it there. */
const MAX_HISTORY_EVENTS = 40_000;

/** How an offer has ended. */
export type OfferResult = Pick<OfferWorkflowResult, 'outcome' | 'detail'>;

/** The state of one offer, shared by its steps. */
export class OfferRun {
  readonly input: OfferWorkflowInput;
  readonly partner: string;
  answers = new PartnerAnswers();
  readonly journal: Journal;
  /** A person answers a partner's request for a fix. */
  readonly question: Question;
  /** The partner's reference of this release, once known. */
  partnerReference: string | null = null;
  /** A reservation was begun, whose answer may have been lost. */
  mayBeReserved = false;
  /** A confirmation was begun, whose answer may have been lost. */
  mayBeOnSale = false;
  /** The references that the catalogue knows as those of this release. */
  registered: readonly string[] = [];
  /** Counts the notifications that the catalogue knows more about the release. */
  changes = 0;
  /** Set with the offer's first event. Earlier signals are no answers to it. */
  started = false;
  /** Set when the outcome is decided; later answers are recorded without effect. */
  closed = false;
  /** Rejections after the release stayed on sale, for the track to handle. */
  readonly late: PartnerAnswerMessage[] = [];
  onSale = false;
  /** That the partner has, by the last delivery or update. */
  metadataVersion = 1;
  /** The partner has shown that it has nothing of the release. */
  isWithdrawn = false;
  /** The answers to a delivery whose response is awaited. */
  #early: JournalEntry[] | null = null;
  #pendingMessages = 0;
  #verifiedMessages = 0;
  readonly #asides = new Set<string>();
  #ignored = 0;
  /** Counts the reservations that were taken down to deliver the release again. */
  #takenBack = 0;

  constructor(input: OfferWorkflowInput) {
    this.input = input;
    this.partner = input.partner;
    this.journal = openJournal(input.projectId, { sequence: input.sequence });
    this.question = new Question(input.projectId, {
      keep: `the release stays at ${input.partner}`,
      withdraw: `the release is being withdrawn from ${input.partner}`,
      redeliver: `the release is redelivered to ${input.partner}`,
    });
    // A takedown is confirmed while the offer is being cancelled, too.
    setHandler(partnerAnswerSignal, (message) =>
      CancellationScope.nonCancellable(() => this.#receive(message)),
    );
    setHandler(releaseChangedSignal, () => {
      this.changes += 1;
    });
  }

  /** Resolves when the event is stored. `flushed` reports a refused event for which no caller waits. */
  record(entry: JournalEntry): Promise<void> {
    return this.journal.append([entry]);
  }

  /**
   * Runs a delivery. An answer that overtakes the response is recorded after it, because the last of both events is the
   * state of the offer, for which the release and the other partners wait.
   */
  async deliver(send: () => Promise<void>): Promise<void> {
    const early: JournalEntry[] = (this.#early = []);
    try {
      await send();
    } finally {
      this.#early = null;
      for (const entry of early) void this.record(entry);
    }
  }

  /** The facts that activities compare with the catalogue before they change something at the partner. */
  get claim(): Pick<
    OfferWorkflowInput,
    'projectId' | 'trackId' | 'releaseId' | 'partner' | 'version'
  > {
    const { projectId, trackId, releaseId, partner, version } = this.input;
    return { projectId, trackId, releaseId, partner, version };
  }

  /** A person has requested it after the release had ended. */
  get isRedelivery(): boolean {
    return this.input.redelivery;
  }

  /** The partner has rejected it, maybe after it had accepted it. */
  get isRejected(): boolean {
    return this.answers.verdict?.answer === 'rejected';
  }

  /** The key is the same for all calls of one step, and different for every other step, attempt and reservation. */
  idempotencyKey(step: string): string {
    const { releaseId, attempt } = this.input;
    const again = this.#takenBack === 0 ? [] : [`again-${this.#takenBack}`];
    return [releaseId, this.partner, step, ...(attempt > 1 ? [attempt] : []), ...again].join('/');
  }

  /** The partner has nothing of the release any more, and gets it again under another reference. */
  beginAgain(): void {
    this.#takenBack += 1;
    this.partnerReference = null;
    this.answers = new PartnerAnswers();
    this.registered = [];
    this.mayBeReserved = false;
    this.mayBeOnSale = false;
  }

  /** Resolves once the messages that have arrived are verified. */
  async messagesVerified(): Promise<void> {
    await condition(() => this.#pendingMessages === 0);
  }

  setDetails(activity: string, ...lines: readonly string[]): void {
    const { version, trackId } = this.input;
    setCurrentDetails(
      currentDetails(activity, [
        ...lines,
        `Partner: ${this.partner}, its reference: ${this.partnerReference ?? 'none yet'}`,
        ...recordingsIn(version, trackId),
      ]),
    );
  }

  /** The release reads the state of its offers when they are stored. One that has ended waits for none. */
  async notifyRelease(): Promise<void> {
    await this.journal.flushed();
    if (this.isRedelivery) return;
    await notifyAt(workflowIds.release(this.input.releaseId));
  }

  /** A failure would end the workflow. Without the answer the partner is asked at the limit. */
  async #receive(message: unknown): Promise<void> {
    if (!this.started) return;
    const parsed = PartnerAnswerMessage.safeParse(message);
    if (!parsed.success)
      return this.recordIgnored(
        'none',
        'unreadable',
        'the signal partnerAnswer did not contain a webhook',
      );
    const { webhookId, webhook, partner } = parsed.data;
    const answer = answerOf(webhook);
    const { reference } = webhook.data;
    // It may be about the reservation of an earlier attempt.
    if (this.partnerReference === null)
      await condition(() => this.partnerReference !== null || this.closed);
    if (partner !== this.partner || reference !== this.partnerReference)
      return this.recordIgnored(webhookId, answer, `it is about ${reference} at ${partner}`);
    if (this.answers.hasSeen(webhookId)) return;
    if (++this.#verifiedMessages > MAX_VERIFIED_MESSAGES) return this.#setAside(parsed.data);
    this.#pendingMessages += 1;
    try {
      const known = await call(
        partnerMessages.verifyAnswer,
        `Check that the webhook is from ${partner}`,
        {
          ...parsed.data,
        },
      );
      if (known) this.#count(parsed.data);
      else this.recordIgnored(webhookId, answer, `${partner} has not sent it: the inbox differs`);
    } catch (error) {
      this.recordIgnored(
        webhookId,
        answer,
        cleanText(`it was not verified: ${String(error)}`, 500),
      );
    } finally {
      this.#pendingMessages -= 1;
    }
  }

  /** A person handles it, as the offer checks no more messages. The inbox refuses a forged one. */
  async #setAside({ webhookId }: PartnerAnswerMessage): Promise<void> {
    if (this.#asides.has(webhookId) || workflowInfo().historyLength > MAX_HISTORY_EVENTS) return;
    this.#asides.add(webhookId);
    const reason = `${MAX_VERIFIED_MESSAGES} messages about the offer came before it`;
    await setMessageAside({ partner: this.partner, webhookId, reason });
  }

  /** Waits for no event: a refused one ends no signal handler, and with it the workflow. */
  #count(message: PartnerAnswerMessage): void {
    const { webhookId, webhook } = message;
    const answer = answerOf(webhook);
    if (this.onSale && mayEndSale(webhook.type)) {
      this.late.push(message);
      return;
    }
    if (this.closed && webhook.type !== 'takedown.confirmed')
      return this.recordIgnored(webhookId, answer, 'the outcome of the offer was already decided');
    const before =
      this.answers.verdict?.answer ?? (this.answers.fix === null ? 'nothing' : 'needs-fix');
    const effect = this.answers.receive(webhookId, webhook);
    if (effect === 'ignored')
      return this.recordIgnored(webhookId, answer, `the partner had already answered ${before}`);
    if (effect === 'counted' && (answer === 'accepted' || answer === 'rejected')) {
      const entry: JournalEntry = {
        type: 'delivery.answered',
        data: {
          partner: this.partner,
          answer,
          webhookId,
          via: 'webhook',
          detail: this.answers.verdict?.detail ?? '',
        },
      };
      if (this.#early) this.#early.push(entry);
      else void this.record(entry);
    }
  }

  /** An answer of the partner without effect. */
  recordIgnored(webhookId: string, answer: string, detail: string): void {
    // Limits the history if a partner repeats itself endlessly.
    if (++this.#ignored <= MAX_IGNORED_EVENTS)
      void this.record({
        type: 'delivery.answer-ignored',
        data: { partner: this.partner, webhookId, answer, detail },
      });
  }
}
