import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { isTakenDown } from '@fermata/domain/offer';
import { closeJournal } from '../close-journal.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { awaitTakedown } from '../partner/complete-takedown.ts';
import { requestTakedown } from '../partner/request-takedown.ts';
import type { WithdrawalRun } from './withdrawal-run.ts';

/** The partners that were late, and which attempt to offer the release there is taken down. */
export type Overdue = NonNullable<WithdrawalWorkflowInput['overdue']>;

/** Of one call, while a partner fails. */
const GIVE_UP_AFTER_SECONDS = 3600;

/**
 * Asks the partners that were late until none of them has the release, without a limit. A partner is left alone once
 * the catalogue no longer allows its takedown, as after a redelivery that a person has requested. Returns those that
 * are left alone, with `leftBefore`.
 */
export async function pursueTakedowns(
  run: WithdrawalRun,
  overdue: Overdue,
  leftBefore: readonly string[],
): Promise<readonly string[]> {
  const left = [...leftBefore];
  let open = overdue;
  for (let round = 1; ; round++) {
    const offers = await run.readOffers();
    const answers = await Promise.all(
      open.map(async ({ partner, attempt }) => {
        const offer = offers.find((each) => each.partner === partner);
        if (offer !== undefined && offer.attempt !== attempt) return 'forbidden';
        return offer !== undefined && isTakenDown(offer) ? 'gone' : ask(run, partner);
      }),
    );
    left.push(...open.filter((_, i) => answers[i] === 'forbidden').map(({ partner }) => partner));
    open = open.filter((_, i) => answers[i] === 'left');
    if (open.length === 0) return left;
    if (workflowInfo().continueAsNewSuggested) await continueWithdrawal(run, open, left);
    await awaitTakedown(
      open.map(({ partner }) => run.takedownAt(partner)),
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

async function continueWithdrawal(
  run: WithdrawalRun,
  overdue: Overdue,
  left: string[],
): Promise<never> {
  await closeJournal(run.journal);
  return continueAsNew<(input: WithdrawalWorkflowInput) => Promise<unknown>>({
    ...run.request,
    ...{ overdue, left },
  });
}
