import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { isTakenDown } from '@fermata/domain/offer';
import { closeJournal } from '../close-journal.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { awaitTakedown, requestTakedown } from '../partner/complete-takedown.ts';
import type { WithdrawalRun } from './withdrawal-run.ts';

/** The partners that were late, and which attempt to offer the release there is taken down. */
export type Overdue = NonNullable<WithdrawalWorkflowInput['overdue']>;

/** Of one call, while a partner fails. */
const GIVE_UP_AFTER_SECONDS = 3600;

/**
 * Asks the partners that were late until none of them has the release, without a limit. `superseded`: a person has
 * requested a redelivery to one of them, which this withdrawal must not take down.
 */
export async function pursueTakedowns(
  run: WithdrawalRun,
  overdue: Overdue,
): Promise<'taken-down' | 'superseded'> {
  const confirmed = new Set<string>();
  for (let round = 1; ; round++) {
    const offers = await run.readOffers();
    const offerAt = (partner: string) => offers.find((offer) => offer.partner === partner);
    const open = overdue.filter(
      ({ partner, attempt }) => (offerAt(partner)?.attempt ?? attempt) === attempt,
    );
    const remaining = open.filter(({ partner }) => {
      const offer = offerAt(partner);
      return !confirmed.has(partner) && (offer === undefined || !isTakenDown(offer));
    });
    const answers = await Promise.all(
      remaining.map(async ({ partner }) => {
        const answer = await ask(run, partner);
        if (answer === 'gone') confirmed.add(partner);
        return answer;
      }),
    );
    if (answers.includes('forbidden')) return 'superseded';
    if (!answers.includes('left'))
      return open.length < overdue.length ? 'superseded' : 'taken-down';
    if (workflowInfo().continueAsNewSuggested) await continueWithdrawal(run, overdue);
    await awaitTakedown(
      remaining.map(({ partner }) => run.takedownAt(partner)),
      round,
    );
  }
}

/** Whether the partner has nothing of the release, which is then recorded. `forbidden`: by the catalogue. */
async function ask(run: WithdrawalRun, partner: string): Promise<'gone' | 'left' | 'forbidden'> {
  try {
    const issue = await requestTakedown(run.takedownAt(partner), () => GIVE_UP_AFTER_SECONDS);
    if (issue !== null) return 'left';
  } catch (error) {
    if (isNotAuthorised(error)) return 'forbidden';
    throw error;
  }
  await run.recordTakedown(partner);
  return 'gone';
}

async function continueWithdrawal(run: WithdrawalRun, overdue: Overdue): Promise<never> {
  await closeJournal(run.journal);
  return continueAsNew<(input: WithdrawalWorkflowInput) => Promise<unknown>>({
    ...run.request,
    overdue,
  });
}
