import { PartnerAnswerMessage, SIGNALS, type EventData, type EventType, type PartnerWebhook, type ReleaseWorkflowInput } from '@fermata/contracts';
import { condition, defineSignal, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { PartnerAnswers } from './partner-answers.ts';

export const partnerAnswerSignal = defineSignal<[unknown]>(SIGNALS.partnerAnswer);

/** What one release knows, shared by its steps. */
export class ReleaseRun {
  readonly input: ReleaseWorkflowInput;
  readonly partner: string;
  readonly workflowId: string;
  readonly answers = new PartnerAnswers();
  readonly journal: Journal;
  /** The partner's name for this release, once it has given one. */
  partnerReference: string | null = null;
  takenBack = false;

  constructor(input: ReleaseWorkflowInput) {
    this.input = input;
    const [partner] = input.terms.partners;
    if (partner === undefined) throw new RangeError('a release names a partner');
    this.partner = partner;
    this.workflowId = workflowInfo().workflowId;
    this.journal = openJournal(input.projectId);
    setHandler(partnerAnswerSignal, (message) => this.#hear(message));
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
    setCurrentDetails(`**${doing}**\n\n| | |\n| --- | --- |\n| Partner | ${this.partner} |\n| Their reference | ${this.partnerReference ?? '—'} |\n| Track | \`${this.input.trackId}\` version ${version} |\n| Title | ${title.replaceAll('|', '\\|')} |\n`);
  }

  /** Waits for word from the partner; false when the time is over. */
  heard(what: (answers: PartnerAnswers) => boolean, seconds: number): Promise<boolean> {
    return condition(() => what(this.answers), seconds * 1000);
  }

  async #hear(message: unknown): Promise<void> {
    const parsed = PartnerAnswerMessage.safeParse(message);
    if (!parsed.success) {
      await this.record('delivery.answer-ignored', { partner: this.partner, webhookId: 'none', answer: 'unreadable', detail: 'the signal partnerAnswer carried something else than a webhook' });
      return;
    }
    const { webhookId, webhook } = parsed.data;
    const heard = this.answers.hear(webhookId, webhook);
    const answer = nameOf(webhook);
    if (heard === 'seen') return;
    if (heard === 'ignored') {
      await this.record('delivery.answer-ignored', { partner: this.partner, webhookId, answer, detail: `the partner had said ${this.answers.verdict?.answer ?? 'nothing'} before` });
    } else if (answer === 'accepted' || answer === 'rejected') {
      await this.record('delivery.answered', { partner: this.partner, answer, webhookId, detail: this.answers.verdict?.detail ?? '' });
    }
  }
}

function nameOf(webhook: PartnerWebhook): string {
  return webhook.type.slice(webhook.type.indexOf('.') + 1);
}
