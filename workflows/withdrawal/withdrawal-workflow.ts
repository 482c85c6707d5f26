import { WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { parseInput } from '../parse-input.ts';
import { completeTakedown, isOverdue } from '../partner/complete-takedown.ts';
import { authority, catalogue } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { hintAt } from '../release-changed-signal.ts';
import { endWithdrawal, publishEnd, type WithdrawalResult } from './end-withdrawal.ts';
import { type Overdue, pursueTakedowns } from './pursue-takedowns.ts';
import { WithdrawalRun } from './withdrawal-run.ts';

/**
 * Takes a release down at the partners of the request, and asks each until it is gone. At the limit it ends as failed,
 * so that people learn of it, and goes on asking; it ends a second time once no partner has the release.
 */
export async function withdrawalWorkflow(
  input: WithdrawalWorkflowInput,
): Promise<WithdrawalResult> {
  const request = parseInput('withdrawal', WithdrawalWorkflowInput, input);
  const run = new WithdrawalRun(
    request,
    await call(authority.authoriseWithdrawal, 'Is this withdrawal requested?', request),
  );
  const { overdue, left = [] } = request;
  const result = await (overdue === undefined ? takeDown(run) : takeDownLate(run, overdue, left));
  await closeJournal(run.journal);
  return result;
}

async function takeDown(run: WithdrawalRun): Promise<WithdrawalResult> {
  const { failures, late, failed } = await takeDownInTime(run);
  const offers = await run.readOffers();
  const result = await endWithdrawal(run, { failures, offers });
  publishEnd(run, result, late);
  if (late.length === 0) return result;
  const attemptAt = (partner: string) =>
    offers.find((offer) => offer.partner === partner)?.attempt ?? 1;
  return takeDownLate(
    run,
    late.map((partner) => ({ partner, attempt: attemptAt(partner) })),
    failed,
  );
}

/** Takes it down at the partners that were late. `failed`: those that may have it, and are not asked again. */
async function takeDownLate(
  run: WithdrawalRun,
  overdue: Overdue,
  failed: readonly string[],
): Promise<WithdrawalResult> {
  const left = await pursueTakedowns(run, overdue, failed);
  if (left.length > 0) {
    const detail = `the takedown at ${left.join(', ')} has failed, or a redelivery ended it`;
    // Nobody has to act after a redelivery.
    if (failed.length === 0) run.publish('Ended', [`Reason: ${detail}`], null);
    else publishEnd(run, { outcome: 'failed', detail }, []);
    return { outcome: 'failed', detail };
  }
  const result = await endWithdrawal(run, { failures: [], offers: await run.readOffers() });
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
  const running = offers.filter(({ redelivering }) => redelivering === true);
  if (running.length > 0)
    await Promise.all(running.map(({ partner }) => hintAt(workflowIds.offer(releaseId, partner))));
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

/** Takes down whatever the partner has of the release, with its reference or without. */
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
  await completeTakedown(run.takedownAt(partner), takedownSeconds);
  await run.recordTakedown(partner);
}
