import {
  condition,
  defineSignal,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  type EventData,
  type EventType,
  PartnerAnswerMessage,
  type PartnerWebhook,
  type ReleaseWorkflowInput,
  SIGNALS,
} from '@fermata/contracts';
import { currentDetails } from '../current-details.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { PartnerAnswers } from './partner-answers.ts';

export const partnerAnswerSignal = defineSignal<[unknown]>(SIGNALS.partnerAnswer);

const MAX_RECORDED_IGNORED = 100;

/** What one release knows, shared by its steps. */
export class ReleaseRun {
  readonly input: ReleaseWorkflowInput;
  readonly partner: string;
  readonly workflowId: string;
  readonly answers = new PartnerAnswers();
  readonly journal: Journal;
  /** The partner's name for this release, once it has given one. */
  partnerReference: string | null = null;
  held = false;
  /** Set when the outcome is decided: what comes later is recorded, and changes nothing. */
  closed = false;
  takingBack: Promise<void> | null = null;
  #ignored = 0;

  constructor(input: ReleaseWorkflowInput) {
    this.input = input;
    const [partner] = input.terms.partners;
    if (partner === undefined) throw new RangeError('a release names a partner');
    this.partner = partner;
    this.workflowId = workflowInfo().workflowId;
    this.journal = openJournal(input.projectId);
    setHandler(partnerAnswerSignal, (message) => this.#hear(message));
    setHandler(defineSignal(SIGNALS.hold), () => {
      this.held = true;
    });
    setHandler(defineSignal(SIGNALS.resume), () => {
      this.held = false;
    });
  }

  record<T extends EventType>(type: T, data: EventData<T>): Promise<void> {
    return this.journal.record(type, data);
  }

  /** The same key over every attempt of one step, and never for another. */
  key(step: string): string {
    return `${this.input.releaseId}/${this.partner}/${step}`;
  }

  say(doing: string): void {
    const { title, version } = this.input.version;
    setCurrentDetails(
      currentDetails(doing, [
        `Partner: ${this.partner}, its reference: ${this.partnerReference ?? 'none yet'}`,
        `Track: ${escapeMarkdown(title)} (\`${this.input.trackId}\`, version ${version})`,
      ]),
    );
  }

  /** A held release begins no further step. */
  async released(): Promise<void> {
    if (this.held) this.say('Held by operations: the next step waits');
    await condition(() => !this.held);
  }

  /** Waits for word from the partner; false when the time is over. `summary`: what the timer is for, as Temporal's history names it. */
  heard(
    what: (answers: PartnerAnswers) => boolean,
    seconds: number,
    summary: string,
  ): Promise<boolean> {
    return condition(() => what(this.answers), seconds * 1000, { summary });
  }

  async #hear(message: unknown): Promise<void> {
    const parsed = PartnerAnswerMessage.safeParse(message);
    if (!parsed.success)
      return this.#ignore(
        'none',
        'unreadable',
        'the signal partnerAnswer carried something else than a webhook',
      );
    const { webhookId, webhook, partner } = parsed.data;
    const answer = nameOf(webhook);
    const { reference } = webhook.data;
    if (
      partner !== this.partner ||
      (this.partnerReference !== null && reference !== this.partnerReference)
    )
      return this.#ignore(webhookId, answer, `it is about ${reference} at ${partner}`);
    if (this.closed) return this.#ignore(webhookId, answer, 'the release was settled before');
    const before = this.answers.verdict?.answer ?? 'nothing';
    const heard = this.answers.hear(webhookId, webhook);
    if (heard === 'ignored')
      return this.#ignore(webhookId, answer, `the partner had said ${before} before`);
    if (heard === 'counted' && (answer === 'accepted' || answer === 'rejected')) {
      await this.record('delivery.answered', {
        partner: this.partner,
        answer,
        webhookId,
        via: 'webhook',
        detail: this.answers.verdict?.detail ?? '',
      });
    }
  }

  async #ignore(webhookId: string, answer: string, detail: string): Promise<void> {
    // A partner that repeats itself without end must not grow a history without end.
    if (++this.#ignored <= MAX_RECORDED_IGNORED)
      await this.record('delivery.answer-ignored', {
        partner: this.partner,
        webhookId,
        answer,
        detail,
      });
  }
}

function nameOf(webhook: PartnerWebhook): string {
  return webhook.type.slice(webhook.type.indexOf('.') + 1);
}
