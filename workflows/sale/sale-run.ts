import { setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { EventData } from '@fermata/contracts/events';
import type { SaleState, SaleWorkflowInput } from '@fermata/contracts/temporal';
import { formatInstant } from '@fermata/domain/calendar';
import { isWithdrawnEverywhere } from '@fermata/domain/withdrawal';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { currentDetails } from '../current-details.ts';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { Question } from '../question.ts';
import { withdrawCommand } from '../withdraw-command.ts';
import { withdrawalEndedSignal } from '../withdrawal/withdrawal-ended-signal.ts';
import type { FollowedSale, PartnerDelisting } from './followed-sale.ts';
import { receiveSaleMessage } from './receive-sale-message.ts';
import { SaleMessages } from './sale-messages.ts';

/** The messages that a run receives before it knows the release. */
export interface SaleInbox {
  readonly messages: SaleMessages;
  readonly question: Question;
}

/** Takes the messages from the first moment on. */
export function openSaleInbox({ projectId, sale }: SaleWorkflowInput): SaleInbox {
  const messages = new SaleMessages(sale && { ...sale, given: null });
  setHandler(partnerAnswerSignal, (message) => receiveSaleMessage(messages, message));
  setHandler(withdrawalEndedSignal, (message) => messages.receiveWithdrawal(message));
  return { messages, question: new Question(projectId) };
}

/** A release on sale whose own workflow has ended: its events continue the release's stream. */
export class SaleRun implements FollowedSale {
  readonly projectId: string;
  readonly releaseId: string;
  readonly trackId: string;
  readonly terms: FollowedSale['terms'];
  readonly messages: SaleMessages;
  readonly question: Question;
  readonly journal: Journal;
  readonly #release: SaleState;
  #failedWithdrawal: string | null = null;

  constructor({ projectId, releaseId }: SaleWorkflowInput, inbox: SaleInbox, release: SaleState) {
    this.projectId = projectId;
    this.releaseId = releaseId;
    this.trackId = release.trackId;
    this.terms = release.terms;
    this.messages = inbox.messages;
    this.question = inbox.question;
    this.journal = openJournal(projectId, { sequence: release.sequence });
    this.#release = release;
  }

  get shouldContinue(): boolean {
    return workflowInfo().continueAsNewSuggested;
  }

  recordIgnored(data: EventData<'release.answer-ignored'>): Promise<void> {
    return this.journal.append([{ type: 'release.answer-ignored', data }]);
  }

  recordDelisting(data: PartnerDelisting): Promise<void> {
    return this.journal.append([{ type: 'release.partner-delisted', data }]);
  }

  recordQuestion(data: EventData<'release.question-asked'>): Promise<void> {
    return this.journal.append([{ type: 'release.question-asked', data }]);
  }

  recordAnswer(answer: 'keep' | 'withdraw', actor?: string): Promise<void> {
    const via = actor === undefined ? 'limit' : 'person';
    return this.journal.append([
      { type: 'release.question-answered', data: { answer, via, redeliver: [] }, actor },
    ]);
  }

  endWithdrawal(ended: Parameters<FollowedSale['endWithdrawal']>[0]): void {
    // Its question is over, too.
    if (ended !== null && isWithdrawnEverywhere(ended)) this.messages.question = null;
    this.#failedWithdrawal = ended?.outcome === 'failed' ? ended.detail : null;
    this.publishDetails();
  }

  publishDetails(): void {
    const { messages, releaseId, trackId } = this;
    const { title, createdByPerson } = this.#release;
    const { question } = messages;
    const withdraw = withdrawCommand({ trackId, releaseId, createdByPerson });
    setCurrentDetails(
      currentDetails(
        question === null
          ? 'Handling the messages of partners about a release on sale'
          : 'Waiting for a person: one partner no longer sells it',
        [
          ...messages.delisted.map(
            ({ partner, detail }) => `${partner} no longer sells it: ${escapeMarkdown(detail)}`,
          ),
          ...(question === null
            ? []
            : [
                `Answer before ${formatInstant(question.answerBefore)}: ` +
                  `\`fermata release answer ${releaseId} keep\` or \`withdraw\`. ` +
                  'Without an answer it is withdrawn.',
              ]),
          ...(this.#failedWithdrawal === null
            ? []
            : [
                `The last withdrawal failed: ${escapeMarkdown(this.#failedWithdrawal)}`,
                `Next: ${withdraw} tries again.`,
              ]),
          `Release: ${escapeMarkdown(title)} (\`${releaseId}\`)`,
        ],
      ),
    );
    publishAttributes([
      { key: searchAttributes.awaitingRole, value: question === null ? null : 'operations' },
    ]);
  }
}
