import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import type { EventData } from '@fermata/contracts/events';
import { cleanText } from '@fermata/contracts/values';
import { saleFollower } from '@fermata/domain/release';
import { stillOfferedTo } from '@fermata/domain/withdrawal';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import type { Journal } from '../journal.ts';
import { reasonOf } from '../reason-of.ts';
import { REFUSED_DETAIL } from '../refused-detail.ts';
import { withdrawCommand } from '../withdraw-command.ts';
import { withdrawalEndedSignal } from './withdrawal-ended-signal.ts';
import type { WithdrawalRun } from './withdrawal-run.ts';

export interface WithdrawalResult {
  readonly outcome: 'withdrawn' | 'failed';
  readonly detail: string;
}

/** Records the outcome and tells it to the workflow that follows the sale. `failures`: none if it is withdrawn. */
export async function endWithdrawal(
  run: WithdrawalRun,
  { failures, offers }: { readonly failures: readonly string[]; readonly offers: Offers },
): Promise<WithdrawalResult> {
  const { journal } = run;
  const { trackId, releaseId, withdrawalId, reason, createdByPerson = false } = run.request;
  const remaining = stillOfferedTo(offers);
  const result: WithdrawalResult =
    failures.length > 0
      ? { outcome: 'failed', detail: cleanText(failures.join('; '), 500) }
      : { outcome: 'withdrawn', detail: endReason(reason, run.partners, remaining) };
  await recordEnd(journal, { trackId, stillOfferedTo: remaining, ...result });
  // The receiver asks the catalogue for the outcome.
  await journal.confirm();
  await notify(saleFollower({ releaseId, trackId, createdByPerson }), withdrawalId);
  return result;
}

type Offers = Parameters<typeof stillOfferedTo>[0];

/** `overdue`: the partners that are asked on. */
export function publishEnd(
  run: WithdrawalRun,
  { outcome, detail }: WithdrawalResult,
  overdue: readonly string[],
): void {
  const { trackId, releaseId, createdByPerson = false } = run.request;
  const reason = `Reason: ${escapeMarkdown(detail)}`;
  if (outcome === 'withdrawn') return run.publish('Withdrawn', [reason], null);
  run.publish(
    'Not withdrawn',
    [
      reason,
      ...(overdue.length === 0 ? [] : [`${overdue.join(', ')} is asked again, at least hourly.`]),
      `Next: ${withdrawCommand({ trackId, releaseId, createdByPerson })} tries again.`,
    ],
    'operations',
  );
}

/** The detail of a track that others still sell names the partners that no longer do. */
const endReason = (reason: string, partners: string, remaining: readonly string[]): string =>
  remaining.length === 0 ? reason : cleanText(`withdrawn from ${partners}: ${reason}`, 500);

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
