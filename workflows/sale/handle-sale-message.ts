import { RetryState } from '@temporalio/common';
import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  log,
  TemporalFailure,
} from '@temporalio/workflow';
import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import type { OfferWebhook } from '@fermata/contracts/values';
import { isDelistingByTerms, type SaleFailure } from '@fermata/domain/release';
import { call } from '../call.ts';
import { catalogue, partnerMessages } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { applySaleAnswer, applySaleTerms } from './apply-sale-terms.ts';
import type { FollowedSale } from './followed-sale.ts';
import type { SaleMessages, SaleWork } from './sale-messages.ts';
import { type SaleEnd, verifySaleEnd } from './verify-sale-end.ts';

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
    messages.failed(work, { reason, failure: failureOf(error) });
    // The journal reports the same refusal again, which concerns no other message.
    await sale.journal.flushed().catch(() => undefined);
  }
}

const CONTRADICTED = 'Contradicted';

function failureOf(error: TemporalFailure): SaleFailure {
  if (error instanceof ApplicationFailure && error.type === CONTRADICTED) return 'contradicted';
  return error instanceof ActivityFailure && error.retryState === RetryState.NON_RETRYABLE_FAILURE
    ? 'final'
    : 'passing';
}

async function handle(sale: FollowedSale, work: SaleWork): Promise<void> {
  switch (work.kind) {
    case 'withdrawal':
      return considerWithdrawal(sale);
    case 'set-aside':
      return call(partnerMessages.setMessageAside, 'Show the message in the inbox', work.message);
    case 'answer':
      return considerSaleEnd(sale, work.message);
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
  sale.endWithdrawal(ended);
}

const NO_SALE_END: SaleEnd = { ignored: 'it does not end the sale', isForged: false };

/** The partner's reason; null for a message that does not end a sale. */
function saleEndReason(webhook: OfferWebhook): string | null {
  if (webhook.type === 'takedown.confirmed') return 'the partner has taken it down';
  return webhook.type === 'delivery.rejected'
    ? `${webhook.data.code}: ${webhook.data.reason}`
    : null;
}

async function considerSaleEnd(sale: FollowedSale, message: PartnerAnswerMessage): Promise<void> {
  const { messages } = sale;
  const { webhookId, partner, webhook } = message;
  const reason = saleEndReason(webhook);
  const end = reason === null ? NO_SALE_END : await verifySaleEnd(sale, message);
  if ('handled' in end) return;
  // A webhook may leave a partner before its other servers know of it.
  if ('contradicted' in end)
    throw ApplicationFailure.create({ message: end.contradicted, type: CONTRADICTED });
  if ('ignored' in end) {
    const detail = end.ignored;
    // A forged message must not take the id of the partner's own one.
    const { isForged } = end;
    const data = { partner, webhookId: isForged ? 'none' : webhookId, detail };
    if (messages.countIgnored()) await sale.recordIgnored(data);
    else log.warn('too many answers were ignored: this one is not recorded', data);
    return;
  }
  const detail = reason ?? '';
  const delisting = { partner, ...end };
  await sale.recordDelisting({ ...delisting, webhookId, detail });
  // A partner that was offered it again since then sells it.
  messages.delisted = messages.delisted.filter(
    (each) => !delisting.stillSoldBy.includes(each.partner),
  );
  if (isDelistingByTerms(sale.terms, delisting)) {
    messages.delisted.push({ partner, detail });
    messages.termsDue = true;
  }
  // Nothing is left about which a person could decide.
  if (delisting.stillSoldBy.length === 0) messages.question = null;
  sale.publishDetails();
}
