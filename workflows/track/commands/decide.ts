import type { DecisionMessage } from '@fermata/contracts/temporal';
import type { CommandResult } from '@fermata/contracts/values';
import { decisionResult } from '@fermata/domain/review';
import type { JournalEntry } from '../../journal.ts';
import type { TrackRun } from '../track-run.ts';
import { noReview } from './no-review.ts';
import { refuseCommand } from './refuse-command.ts';
import { verifyDecisionToken } from './verify-token.ts';

/** A reviewer's verdict. Only its token determines the reviewer, the decision and its content. */
export async function decide(
  run: TrackRun,
  message: DecisionMessage,
  via: 'update' | 'signal',
  spender: string,
): Promise<CommandResult> {
  const command = 'decide';
  const { token: _token, ...content } = message;
  const at = Date.now();
  const verified = await verifyDecisionToken(run, message, spender, at);
  if (!verified.valid) {
    const { reason, detail, claims } = verified;
    const { decisionId, reviewer: actor } = claims ?? {};
    return refuseCommand(run, { command, reason, detail, decisionId, actor });
  }
  const { claims } = verified;
  const { action: verdict, decisionId, reviewId, reviewer } = claims;
  const ruling = run.round ? run.round.decide(claims, content, at) : noReview(run);
  if (!ruling.ok) {
    const { reason, detail } = ruling;
    return refuseCommand(run, { command, reason, detail, decisionId, actor: reviewer });
  }
  if (verdict === 'undo') throw new RangeError('a round never accepts an undo as a decision');
  const { note, edits, understanding, readers } = content;
  const decided: JournalEntry = {
    type: 'review.decided',
    data: {
      reviewId,
      decisionId,
      verdict,
      reviewer,
      ...ruling.decided,
      via,
      ...(note === undefined ? {} : { note }),
      ...(edits === undefined ? {} : { edits }),
      ...(understanding === undefined ? {} : { understanding }),
      ...(readers === undefined ? {} : { readers }),
    },
    actor: reviewer,
  };
  const { graceUntil } = ruling;
  const grace: JournalEntry[] =
    graceUntil === null
      ? []
      : [
          {
            type: 'review.grace-started',
            data: { reviewId, verdict, effectiveAt: new Date(graceUntil).toISOString() },
            actor: reviewer,
          },
        ];
  await run.accept([decided, ...grace]);
  const { graceSeconds } = run.input.review;
  return decisionResult({ verdict, graceUntil, graceSeconds, held: run.lifecycle.held });
}
