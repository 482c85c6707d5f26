import { condition, log, TemporalFailure } from '@temporalio/workflow';
import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import { call } from '../call.ts';
import { catalogue } from '../proxies.ts';
import { applySaleAnswer, applySaleTerms } from './apply-sale-terms.ts';
import type { FollowedSale } from './followed-sale.ts';
import { verifyRejection } from './verify-rejection.ts';

/** A message that could not be handled is tried again after this time. */
const RETRY_MS = 3_600_000;

/** Handles one message about a release on sale, or a part of the effect of one. */
export async function handleSaleMessage(sale: FollowedSale): Promise<void> {
  const { messages } = sale;
  const withdrawn = messages.takeWithdrawals();
  const answer = withdrawn ? undefined : messages.nextAnswer();
  try {
    if (withdrawn) await considerWithdrawal(sale);
    else if (answer) await considerRejection(sale, answer);
    else if (messages.given) await applySaleAnswer(sale);
    else if (messages.termsDue) await applySaleTerms(sale);
    await sale.journal.flushed();
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('a message about a release on sale was not handled', { error: String(error) });
    if (withdrawn) messages.putBackWithdrawals();
    if (answer) messages.putBack(answer);
    // A withdrawal that has just failed waits too.
    const known = withdrawn ? messages.pendingWithdrawals : 0;
    await condition(() => sale.shouldContinue || messages.pendingWithdrawals > known, RETRY_MS, {
      summary: 'Try the message about the release again',
    });
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
  if ('ignored' in rejection || webhook.type !== 'delivery.rejected') {
    const why = 'ignored' in rejection ? rejection.ignored : 'it is no rejection';
    const data = { partner, webhookId, detail: why };
    if (messages.countIgnored()) await sale.recordIgnored(data);
    else log.warn('too many answers were ignored: this one is not recorded', data);
    return;
  }
  const detail = `${webhook.data.code}: ${webhook.data.reason}`;
  if (rejection.stillSoldBy.length > 0) {
    messages.dropped.push({ partner, detail });
    messages.termsDue = true;
  } else {
    // Nothing is left about which a person could decide.
    messages.question = null;
  }
  await sale.recordDrop({ partner, webhookId, detail, ...rejection });
  sale.publishDetails();
}
