import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { PursuitEnds, WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { awaitTakedown } from '../partner/complete-takedown.ts';
import { requestTakedown, type TakedownResult } from '../partner/request-takedown.ts';
import { authority } from '../proxies.ts';
import type { LeftPartner } from './describe-left.ts';
import type { WithdrawalRun } from './withdrawal-run.ts';

/** Of one call, while a partner fails. */
const GIVE_UP_AFTER_SECONDS = 3600;

type End = PursuitEnds[number]['end'] | 'failed';

/**
 * Asks the partners that were late until none of them has the release, or a person declares so, without a limit; one
 * that does not answer delays no other. A partner is left alone once a person has requested a redelivery to it, a later
 * withdrawal takes the release down there, or the catalogue no longer allows the takedown. Returns those that are left
 * alone, with `leftBefore`.
 */
export async function pursueTakedowns(
  run: WithdrawalRun,
  overdue: readonly string[],
  leftBefore: readonly LeftPartner[],
): Promise<readonly LeftPartner[]> {
  const pursuit: Pursuit = { isContinued: false };
  const ends = await Promise.all(
    overdue.map(async (partner) => ({ partner, end: await pursue(run, partner, pursuit) })),
  );
  const left = [
    ...leftBefore,
    ...ends.flatMap(({ partner, end }) =>
      end === null || end === 'gone' ? [] : [{ partner, end }],
    ),
  ];
  const open = ends.filter(({ end }) => end === null).map(({ partner }) => partner);
  return open.length === 0 ? left : continueWithdrawal(run, open, left);
}

interface Pursuit {
  /** The history is long: a new run goes on at all partners. */
  isContinued: boolean;
}

/** `gone`: the partner has nothing of the release, which is then recorded. Null: a new run asks it again. */
async function pursue(run: WithdrawalRun, partner: string, pursuit: Pursuit): Promise<End | null> {
  for (let round = 1; ; round++) {
    const seen = run.changes;
    const end = endAt(await readEnds(run), partner) ?? (await ask(run, partner));
    if (end !== null) return end;
    pursuit.isContinued ||= workflowInfo().continueAsNewSuggested;
    if (pursuit.isContinued) return null;
    const isOver = (): boolean => pursuit.isContinued || run.changes > seen;
    await awaitTakedown(run.takedownAt(partner), round, isOver);
  }
}

function readEnds({ request }: WithdrawalRun): Promise<PursuitEnds> {
  const { projectId, withdrawalId } = request;
  return call(authority.pursuitEnds, 'Does another request take its place at a partner?', {
    projectId,
    withdrawalId,
  });
}

const endAt = (ends: PursuitEnds, partner: string): End | null =>
  ends.find((each) => each.partner === partner)?.end ?? null;

/** Null: the partner may have it. */
async function ask(run: WithdrawalRun, partner: string): Promise<End | null> {
  let result: TakedownResult;
  try {
    result = await requestTakedown(run.takedownAt(partner), () => GIVE_UP_AFTER_SECONDS);
  } catch (error) {
    if (!isNotAuthorised(error)) throw error;
    // A redelivery may have been requested since the ends were read.
    return endAt(await readEnds(run), partner) ?? 'failed';
  }
  if ('left' in result) return null;
  await run.recordTakedown(partner, result.gone);
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
