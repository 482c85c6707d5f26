import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import type { EventData } from '@fermata/contracts/events';
import { cleanText } from '@fermata/contracts/values';
import { isTakenDown } from '@fermata/domain/offer';
import { type OfferSummary, saleFollower } from '@fermata/domain/release';
import { stillOfferedTo } from '@fermata/domain/withdrawal';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import type { Journal } from '../journal.ts';
import { reasonOf } from '../reason-of.ts';
import { REFUSED_DETAIL } from '../refused-detail.ts';
import { withdrawCommand } from '../withdraw-command.ts';
import { withdrawalEndedSignal } from './withdrawal-ended-signal.ts';
import type { WithdrawalRun } from './withdrawal-run.ts';

export interface WithdrawalResult {
  readonly outcome: EventData<'withdrawal.ended'>['outcome'];
  readonly detail: string;
}

/** Records the outcome and tells it to the workflow that follows the sale. */
export async function endWithdrawal(
  run: WithdrawalRun,
  result: WithdrawalResult,
  offers: readonly OfferSummary[],
): Promise<WithdrawalResult> {
  const { journal } = run;
  const { trackId, releaseId, withdrawalId, createdByPerson } = run.request;
  await recordEnd(journal, { trackId, stillOfferedTo: stillOfferedTo(offers), ...result });
  // The receiver asks the catalogue for the outcome.
  await journal.confirm();
  await notify(saleFollower({ releaseId, trackId, createdByPerson }), withdrawalId);
  return result;
}

/**
 * The result once no partner has the release. If others have it, the detail names the partners that have it no more,
 * without those that got it again since.
 */
export function withdrawnResult(
  { request }: WithdrawalRun,
  offers: readonly OfferSummary[],
): WithdrawalResult {
  const { reason } = request;
  if (stillOfferedTo(offers).length === 0) return { outcome: 'withdrawn', detail: reason };
  const partners = request.offers
    .map(({ partner }) => partner)
    .filter((partner) => offers.every((offer) => offer.partner !== partner || isTakenDown(offer)));
  const detail = cleanText(`withdrawn from ${partners.join(', ')}: ${reason}`, 500);
  return { outcome: 'withdrawn', detail };
}

/** `overdue`: the partners that are asked on. */
export function publishEnd(
  run: WithdrawalRun,
  { outcome, detail }: WithdrawalResult,
  overdue: readonly string[],
): void {
  const { trackId, releaseId, createdByPerson } = run.request;
  const reason = `Reason: ${escapeMarkdown(detail)}`;
  if (outcome === 'withdrawn') return run.publish('Withdrawn', [reason], null);
  if (outcome === 'superseded') return run.publish('Superseded', [reason], null);
  run.publish(
    'Not withdrawn',
    [
      reason,
      ...(overdue.length === 0
        ? []
        : [
            `${overdue.join(', ')} is asked again, at least hourly. If it can show nothing itself: ` +
              `\`fermata release declare-gone ${releaseId} --partner … --reason "…"\` ends this.`,
          ]),
      `Next: ${withdrawCommand({ trackId, releaseId, createdByPerson })} tries again.`,
    ],
    'operations',
  );
}

/** Records the end, which a refused detail does not prevent. */
async function recordEnd(journal: Journal, data: EventData<'withdrawal.ended'>): Promise<void> {
  try {
    await journal.append([{ type: 'withdrawal.ended', data }]);
  } catch (error) {
    log.error('an event was refused', { error: reasonOf(error) });
    // The journal reports the same refusal again.
    await journal.flushed().catch(() => undefined);
    await journal.append([{ type: 'withdrawal.ended', data: { ...data, detail: REFUSED_DETAIL } }]);
  }
}

/** The workflow that follows the sale shows the outcome, and ends. Usually none does if the release has ended. */
async function notify(workflowId: string, withdrawalId: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(withdrawalEndedSignal, { withdrawalId });
  } catch (error) {
    log.info('no workflow follows the sale', { workflowId, reason: reasonOf(error) });
  }
}
