import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { PursuitEnds, WithdrawalWorkflowInput } from '@fermata/contracts/temporal';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { firstOf } from '../first-of.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { awaitTakedown, confirmationOf } from '../partner/complete-takedown.ts';
import {
  type PartnerTakedown,
  requestTakedown,
  type TakedownResult,
} from '../partner/request-takedown.ts';
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
  const takedown = run.takedownAt(partner);
  for (let round = 1; ; round++) {
    const seen = run.changes;
    const isConfirmed = confirmationOf(takedown);
    const end = endAt(await readEnds(run), partner);
    if (end !== null) return end;
    // A call to a partner that does not answer is repeated for an hour.
    const asked = await firstOf<Asked>(
      () => ask(run, takedown),
      () => endDuring(run, partner, seen),
    );
    if ('end' in asked) return asked.end;
    if ('gone' in asked) {
      await run.recordTakedown(partner, asked.gone);
      return 'gone';
    }
    pursuit.isContinued ||= workflowInfo().continueAsNewSuggested;
    if (pursuit.isContinued) return null;
    const isOver = (): boolean => pursuit.isContinued || isConfirmed() || run.changes > seen;
    await awaitTakedown(takedown, round, isOver);
  }
}

/** Resolves once another request has taken its place at the partner, or a person has declared that it is gone there. */
async function endDuring(
  run: WithdrawalRun,
  partner: string,
  changes: number,
): Promise<{ readonly end: End }> {
  for (let seen = changes; ;) {
    await condition(() => run.changes > seen);
    seen = run.changes;
    const end = endAt(await readEnds(run), partner);
    if (end !== null) return { end };
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

/** `end`: the catalogue does not allow the takedown. */
type Asked = TakedownResult | { readonly end: End };

async function ask(run: WithdrawalRun, takedown: PartnerTakedown): Promise<Asked> {
  try {
    return await requestTakedown(takedown, () => GIVE_UP_AFTER_SECONDS);
  } catch (error) {
    if (!isNotAuthorised(error)) throw error;
    // A redelivery may have been requested since the ends were read.
    return { end: endAt(await readEnds(run), takedown.partner) ?? 'failed' };
  }
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
