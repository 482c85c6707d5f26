import type { EventData } from '@fermata/contracts/events';
import type { QuestionAnswer, ReleaseTerms } from '@fermata/contracts/values';
import type { Journal } from '../journal.ts';
import type { Question } from '../question.ts';
import type { SaleMessages } from './sale-messages.ts';

/** A partner that no longer sells a release. `stillSoldBy`: the others. */
export type PartnerDelisting = EventData<'release.partner-delisted'>;

/** A release on sale, followed by the workflow of its track or by one of its own. Each has events of its own. */
export interface FollowedSale {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly terms: Pick<ReleaseTerms, 'partners' | 'onRejection' | 'questionSeconds'>;
  readonly messages: SaleMessages;
  readonly question: Question;
  readonly journal: Pick<Journal, 'flushed'>;
  /** Whether the history is so long that the next run should begin. */
  readonly shouldContinue: boolean;
  /** `webhookId`: `none` for a message that the partner has not sent. */
  recordIgnored(answer: EventData<'release.answer-ignored'>): Promise<void>;
  recordDelisting(delisting: PartnerDelisting): Promise<void>;
  recordQuestion(question: EventData<'release.question-asked'>): Promise<void>;
  /** `actor`: absent if the limit was reached. */
  recordAnswer(answer: Exclude<QuestionAnswer, 'redeliver'>, actor?: string): Promise<void>;
  /** Null: a later withdrawal or a redelivery took the place of the one that had failed. */
  endWithdrawal(
    ended: Pick<EventData<'withdrawal.ended'>, 'outcome' | 'detail' | 'stillOfferedTo'> | null,
  ): void;
  publishDetails(): void;
}
