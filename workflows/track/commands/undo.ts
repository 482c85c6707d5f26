import type { UndoMessage } from '@fermata/contracts/temporal';
import type { CommandResult } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';
import { noReview } from './no-review.ts';
import { refuseCommand } from './refuse-command.ts';
import { verifyDecisionToken } from './verify-token.ts';

/** A reviewer undoes a decision within its grace period. */
export async function undo(
  run: TrackRun,
  message: UndoMessage,
  spender: string,
): Promise<CommandResult> {
  const command = 'undo';
  const at = Date.now();
  const verified = await verifyDecisionToken(run, message, spender, at);
  if (!verified.valid) {
    const { reason, detail, claims } = verified;
    const { decisionId, reviewer: actor } = claims ?? {};
    return refuseCommand(run, { command, reason, detail, decisionId, actor });
  }
  const { claims } = verified;
  const { reviewId, decisionId, reviewer } = claims;
  const ruling = run.round ? run.round.undo(claims, at) : noReview(run);
  if (!ruling.ok) {
    const { reason, detail } = ruling;
    return refuseCommand(run, { command, reason, detail, decisionId, actor: reviewer });
  }
  const state = ruling.graceUntil === null ? 'open' : 'grace';
  await run.accept([
    {
      type: 'review.undone',
      data: { reviewId, decisionId, reviewer, state },
      actor: reviewer,
    },
  ]);
  return {
    outcome: 'accepted',
    detail:
      state === 'open'
        ? 'the decision is undone; the review is open again'
        : `the decision is undone; the verdict ${run.round?.pendingVerdict ?? ''} of other reviewers remains`,
  };
}
