import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { PursuitEnds, WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { awaitTakedown } from '../partner/complete-takedown.ts';
import { requestTakedown } from '../partner/request-takedown.ts';
import { authority } from '../proxies.ts';
import type { LeftPartner } from './describe-left.ts';
import type { WithdrawalRun } from './withdrawal-run.ts';

/** Of one call, while a partner fails. */
const GIVE_UP_AFTER_SECONDS = 3600;

/**
 * Asks the partners that were late until none of them has the release, without a limit. A partner is left alone once a
 * person has requested a redelivery to it, a later withdrawal takes the release down there, or the catalogue no longer
 * allows the takedown. Returns those that are left alone, with `leftBefore`.
 */
export async function pursueTakedowns(
  run: WithdrawalRun,
  overdue: readonly string[],
  leftBefore: readonly LeftPartner[],
): Promise<readonly LeftPartner[]> {
  const left = [...leftBefore];
  let open = overdue;
  for (let round = 1; ; round++) {
    const ends = await readEnds(run);
    const answers = await Promise.all(
      open.map(async (partner) => ({
        partner,
        end: endAt(ends, partner) ?? (await ask(run, partner)),
      })),
    );
    for (const { partner, end } of answers)
      if (end !== null && end !== 'gone') left.push({ partner, end });
    open = answers.filter(({ end }) => end === null).map(({ partner }) => partner);
    if (open.length === 0) return left;
    if (workflowInfo().continueAsNewSuggested) await continueWithdrawal(run, open, left);
    await awaitTakedown(
      open.map((partner) => run.takedownAt(partner)),
      round,
    );
  }
}

function readEnds({ request }: WithdrawalRun): Promise<PursuitEnds> {
  const { projectId, withdrawalId } = request;
  return call(authority.pursuitEnds, 'Does another request take its place at a partner?', {
    projectId,
    withdrawalId,
  });
}

const endAt = (ends: PursuitEnds, partner: string): PursuitEnds[number]['end'] | null =>
  ends.find((each) => each.partner === partner)?.end ?? null;

/** `gone`: the partner has nothing of the release, which is then recorded. Null: it is asked again. */
async function ask(
  run: WithdrawalRun,
  partner: string,
): Promise<PursuitEnds[number]['end'] | 'failed' | null> {
  try {
    const issue = await requestTakedown(run.takedownAt(partner), () => GIVE_UP_AFTER_SECONDS);
    if (issue !== null) return null;
  } catch (error) {
    if (!isNotAuthorised(error)) throw error;
    // A redelivery may have been requested since the ends were read.
    return endAt(await readEnds(run), partner) ?? 'failed';
  }
  await run.recordTakedown(partner);
  return 'gone';
}

async function continueWithdrawal(
  run: WithdrawalRun,
  overdue: readonly string[],
  left: readonly LeftPartner[],
): Promise<never> {
  await closeJournal(run.journal);
  return continueAsNew<(input: WithdrawalWorkflowInput) => Promise<unknown>>({
    ...run.request,
    ...{ overdue: [...overdue], left: [...left] },
  });
}
