import { CancellationScope } from '@temporalio/workflow';
import { WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { cleanText, workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { parseInput } from '../parse-input.ts';
import { completeTakedown, isOverdue } from '../partner/complete-takedown.ts';
import { authority, catalogue } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { notifyAt } from '../release-changed-signal.ts';
import { describeLeft, type LeftPartner } from './describe-left.ts';
import {
  endWithdrawal,
  publishEnd,
  type WithdrawalResult,
  withdrawnResult,
} from './end-withdrawal.ts';
import { pursueTakedowns } from './pursue-takedowns.ts';
import { WithdrawalRun } from './withdrawal-run.ts';

/**
 * Takes a release down at the partners of the request, and asks each until it is gone. At the limit it ends as failed,
 * so that people learn of it, and goes on asking; it ends a second time once no partner has the release, or once other
 * requests have taken its place. A cancellation has no effect: the release would stay on sale, and nobody would learn
 * of it.
 */
export async function withdrawalWorkflow(
  input: WithdrawalWorkflowInput,
): Promise<WithdrawalResult> {
  const request = parseInput('withdrawal', WithdrawalWorkflowInput, input);
  return CancellationScope.nonCancellable(async () => {
    const run = new WithdrawalRun(
      request,
      await call(authority.authoriseWithdrawal, 'Check that the withdrawal is requested', request),
    );
    const { overdue, left = [] } = request;
    const result = await (overdue === undefined ? takeDown(run) : takeDownLate(run, overdue, left));
    await closeJournal(run.journal);
    return result;
  });
}

async function takeDown(run: WithdrawalRun): Promise<WithdrawalResult> {
  const { failures, late, failed } = await takeDownInTime(run);
  const offers = await run.readOffers();
  const result = await endWithdrawal(
    run,
    failures.length > 0
      ? { outcome: 'failed', detail: cleanText(failures.join('; '), 500) }
      : withdrawnResult(run, offers),
    offers,
  );
  publishEnd(run, result, late);
  if (late.length === 0) return result;
  return takeDownLate(
    run,
    late,
    failed.map((partner) => ({ partner, end: 'failed' })),
  );
}

/** Takes it down at the partners that were late. `failed`: those that may have it, and are not asked again. */
async function takeDownLate(
  run: WithdrawalRun,
  overdue: readonly string[],
  failed: readonly LeftPartner[],
): Promise<WithdrawalResult> {
  const left = await pursueTakedowns(run, overdue, failed);
  const detail = cleanText(describeLeft(left), 500);
  // It is recorded as failed, and stays so.
  if (left.some(({ end }) => end === 'failed')) {
    const result: WithdrawalResult = { outcome: 'failed', detail };
    publishEnd(run, result, []);
    return result;
  }
  const offers = await run.readOffers();
  const result = await endWithdrawal(
    run,
    left.length > 0 ? { outcome: 'superseded', detail } : withdrawnResult(run, offers),
    offers,
  );
  publishEnd(run, result, []);
  return result;
}

/** `late`: the partners that had it at the limit; `failed`: those at which it has failed otherwise. */
async function takeDownInTime(
  run: WithdrawalRun,
): Promise<Record<'failures' | 'late' | 'failed', string[]>> {
  const { journal, offers, request } = run;
  const { withdrawalId, trackId, releaseId, reason } = request;
  run.publish(
    `Taking it down at ${run.partners}`,
    [`Reason: ${escapeMarkdown(reason)}`],
    'partner',
  );
  if (run.isNew)
    void journal.append([
      { type: 'withdrawal.started', data: { withdrawalId, trackId, releaseId, reason } },
    ]);
  // Offers that run ask the catalogue, which does not let them go on.
  const running = offers.filter(({ redelivering }) => redelivering);
  if (running.length > 0)
    await Promise.all(
      running.map(({ partner }) => notifyAt(workflowIds.offer(releaseId, partner))),
    );
  const failures: string[] = [];
  const late: string[] = [];
  const failed: string[] = [];
  await Promise.all(
    offers.map((offer) =>
      withdrawFrom(run, offer).catch((error: unknown) => {
        failures.push(`${offer.partner}: ${reasonOf(error)}`);
        (isOverdue(error) ? late : failed).push(offer.partner);
      }),
    ),
  );
  await journal.flushed().catch((error: unknown) => failures.push(reasonOf(error)));
  return { failures, late, failed };
}

/** Takes down all that the partner has of the release, with its reference or without. */
async function withdrawFrom(
  run: WithdrawalRun,
  { partner, partnerReference }: WithdrawalRun['offers'][number],
): Promise<void> {
  const { projectId, trackId, releaseId, takedownSeconds } = run.request;
  // From now on the partner's webhooks about this reference go to the withdrawal.
  if (partnerReference !== null)
    await call(catalogue.registerOfferAddress, `Route the webhooks of ${partnerReference}`, {
      ...{ projectId, partner, partnerReference, trackId, releaseId },
    });
  void run.journal.append([{ type: 'takedown.requested', data: { partner, partnerReference } }]);
  const detail = await completeTakedown(run.takedownAt(partner), takedownSeconds);
  await run.recordTakedown(partner, detail);
}
