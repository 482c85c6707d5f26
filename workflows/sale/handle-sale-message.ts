import { RetryState } from '@temporalio/common';
import { ActivityFailure, condition, log, TemporalFailure } from '@temporalio/workflow';
import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import { isDelistingByTerms } from '@fermata/domain/release';
import { call } from '../call.ts';
import { catalogue, partnerMessages } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { applySaleAnswer, applySaleTerms } from './apply-sale-terms.ts';
import type { FollowedSale } from './followed-sale.ts';
import type { SaleMessages, SaleWork } from './sale-messages.ts';
import { verifyRejection } from './verify-rejection.ts';

/** Waits until something can be handled, or `isOver`. A failed message is tried again after its pause. */
export async function awaitSaleWork(messages: SaleMessages, isOver: () => boolean): Promise<void> {
  const isReady = (): boolean => messages.due || isOver();
  const waitMs = messages.nextAttemptInMs;
  if (waitMs === null) await condition(isReady);
  else await condition(isReady, waitMs, { summary: 'Try a message about the release again' });
}

/** Handles what is due. A failure postpones it, or sets the message aside, and does not block others. */
export async function handleSaleMessage(sale: FollowedSale): Promise<void> {
  const { messages } = sale;
  const work = messages.take();
  if (work === null) return;
  try {
    await handle(sale, work);
    await sale.journal.flushed();
    messages.done(work);
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    const reason = reasonOf(error);
    log.error('a message about a release on sale was not handled', { work: work.kind, reason });
    messages.failed(work, { reason, isFinal: isFinal(error) });
    // The journal reports the same refusal again, which concerns no other message.
    await sale.journal.flushed().catch(() => undefined);
  }
}

const isFinal = (error: TemporalFailure): boolean =>
  error instanceof ActivityFailure && error.retryState === RetryState.NON_RETRYABLE_FAILURE;

async function handle(sale: FollowedSale, work: SaleWork): Promise<void> {
  switch (work.kind) {
    case 'withdrawal':
      return considerWithdrawal(sale);
    case 'set-aside':
      return call(partnerMessages.setMessageAside, 'Show the message in the inbox', work.message);
    case 'answer':
      return considerRejection(sale, work.message);
    case 'given':
      return applySaleAnswer(sale);
    case 'terms':
      return applySaleTerms(sale);
  }
}

/** Any client with access to Temporal can send the signal, so the catalogue decides. */
async function considerWithdrawal(sale: FollowedSale): Promise<void> {
  const { projectId, trackId, releaseId } = sale;
  const ended = await call(catalogue.withdrawalOutcome, 'The outcome of the last withdrawal', {
    ...{ projectId, trackId, releaseId },
  });
  if (ended) sale.endWithdrawal(ended);
}

async function considerRejection(sale: FollowedSale, message: PartnerAnswerMessage): Promise<void> {
  const { messages } = sale;
  const { webhookId, partner, webhook } = message;
  const rejection = await verifyRejection(sale, message);
  if ('handled' in rejection) return;
  if ('ignored' in rejection || webhook.type !== 'delivery.rejected') {
    const detail = 'ignored' in rejection ? rejection.ignored : 'it is no rejection';
    // A forged message must not take the id of the partner's own one.
    const isForged = 'ignored' in rejection && rejection.isForged;
    const data = { partner, webhookId: isForged ? 'none' : webhookId, detail };
    if (messages.countIgnored()) await sale.recordIgnored(data);
    else log.warn('too many answers were ignored: this one is not recorded', data);
    return;
  }
  const detail = `${webhook.data.code}: ${webhook.data.reason}`;
  const delisting = { partner, ...rejection };
  await sale.recordDelisting({ ...delisting, webhookId, detail });
  if (isDelistingByTerms(sale.terms, delisting)) {
    messages.delisted.push({ partner, detail });
    messages.termsDue = true;
  }
  // Nothing is left about which a person could decide.
  if (delisting.stillSoldBy.length === 0) messages.question = null;
  sale.publishDetails();
}
