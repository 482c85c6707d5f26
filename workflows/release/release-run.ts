import { condition, defineSignal, setCurrentDetails, setHandler } from '@temporalio/workflow';
import {
  PartnerAnswerMessage,
  type ReleaseWorkflowInput,
  SIGNALS,
} from '@fermata/contracts/temporal';
import type { DeliveryWebhook } from '@fermata/contracts/values';
import { PartnerAnswers } from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { currentDetails } from '../current-details.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';

const MAX_IGNORED_EVENTS = 100;

/** The state of one release, shared by its steps. */
export class ReleaseRun {
  readonly input: ReleaseWorkflowInput;
  readonly partner: string;
  readonly answers = new PartnerAnswers();
  readonly journal: Journal;
  /** The partner's reference of this release, once known. */
  partnerReference: string | null = null;
  held = false;
  /** Set with the release's first event. Earlier signals are no answers to it. */
  started = false;
  /** Set when the outcome is decided; later answers are recorded without effect. */
  closed = false;
  /** Rejections after the release went on sale, for the track to handle. */
  readonly late: PartnerAnswerMessage[] = [];
  onSale = false;
  takingBack: Promise<void> | null = null;
  #ignored = 0;

  constructor(input: ReleaseWorkflowInput) {
    this.input = input;
    const [partner] = input.terms.partners;
    if (partner === undefined) throw new RangeError('a release names a partner');
    this.partner = partner;
    this.journal = openJournal(input.projectId);
    setHandler(partnerAnswerSignal, (message) => this.#receive(message));
    setHandler(defineSignal(SIGNALS.hold), () => {
      this.held = true;
    });
    setHandler(defineSignal(SIGNALS.resume), () => {
      this.held = false;
    });
  }

  /** Resolves when the event is stored. `ready` reports a refused event for which no caller waits. */
  record(entry: JournalEntry): Promise<void> {
    return this.journal.append([entry]);
  }

  /** What the activities compare with the catalogue before they change something at the partner. */
  get claim(): Pick<ReleaseWorkflowInput, 'projectId' | 'trackId' | 'releaseId' | 'version'> & {
    partner: string;
  } {
    const { projectId, trackId, releaseId, version } = this.input;
    return { projectId, trackId, releaseId, partner: this.partner, version };
  }

  /** The key is the same for all attempts of one step, and different for every other step. */
  idempotencyKey(step: string): string {
    return `${this.input.releaseId}/${this.partner}/${step}`;
  }

  setDetails(activity: string, ...lines: readonly string[]): void {
    const { title, version } = this.input.version;
    setCurrentDetails(
      currentDetails(activity, [
        ...lines,
        `Partner: ${this.partner}, its reference: ${this.partnerReference ?? 'none yet'}`,
        `Track: ${escapeMarkdown(title)} (\`${this.input.trackId}\`, version ${version})`,
      ]),
    );
  }

  /**
   * Resolves when the next step may start: the release is not held, and every event is stored. Throws
   * when an event was refused, so that the release is taken back.
   */
  async ready(): Promise<void> {
    if (this.held) this.setDetails('Held by operations: the next step waits');
    await condition(() => !this.held || this.journal.failed);
    await this.journal.flushed();
  }

  /**
   * Waits for the partner's answer, at most so long. Throws when an event was refused. `summary`: the
   * purpose of the timer, shown in Temporal's history.
   */
  async waitForPartner(
    isAnswered: (answers: PartnerAnswers) => boolean,
    seconds: number,
    summary: string,
  ): Promise<void> {
    await condition(() => isAnswered(this.answers) || this.journal.failed, seconds * 1000, {
      summary,
    });
    await this.journal.flushed();
  }

  /** Waits for no event: a refused one ends no signal handler, and with it the workflow. */
  #receive(message: unknown): void {
    if (!this.started) return;
    const parsed = PartnerAnswerMessage.safeParse(message);
    if (!parsed.success)
      return this.#recordIgnored(
        'none',
        'unreadable',
        'the signal partnerAnswer did not contain a webhook',
      );
    const { webhookId, webhook, partner } = parsed.data;
    const answer = answerOf(webhook);
    const { reference } = webhook.data;
    if (
      partner !== this.partner ||
      (this.partnerReference !== null && reference !== this.partnerReference)
    )
      return this.#recordIgnored(webhookId, answer, `it is about ${reference} at ${partner}`);
    if (this.onSale && webhook.type === 'delivery.rejected') {
      this.late.push(parsed.data);
      return;
    }
    if (this.closed)
      return this.#recordIgnored(
        webhookId,
        answer,
        'the outcome of the release was already decided',
      );
    const before = this.answers.verdict?.answer ?? 'nothing';
    const effect = this.answers.receive(webhookId, webhook);
    if (effect === 'ignored')
      return this.#recordIgnored(webhookId, answer, `the partner had already answered ${before}`);
    if (effect === 'counted' && (answer === 'accepted' || answer === 'rejected')) {
      void this.record({
        type: 'delivery.answered',
        data: {
          partner: this.partner,
          answer,
          webhookId,
          via: 'webhook',
          detail: this.answers.verdict?.detail ?? '',
        },
      });
    }
  }

  #recordIgnored(webhookId: string, answer: string, detail: string): void {
    // Limits the history if a partner repeats itself endlessly.
    if (++this.#ignored <= MAX_IGNORED_EVENTS)
      void this.record({
        type: 'delivery.answer-ignored',
        data: { partner: this.partner, webhookId, answer, detail },
      });
  }
}

function answerOf(webhook: DeliveryWebhook): string {
  return webhook.type.slice(webhook.type.indexOf('.') + 1);
}
