import { condition } from '@temporalio/workflow';
import type { ReleasedVersion } from '@fermata/contracts/values';
import type { DueAction, ReviewRound } from '@fermata/domain/review';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';

export type ReviewOutcome = 'approved' | 'rejected' | 'sent-back' | 'expired';

/** The purpose of the review's timer, shown in Temporal's history. */
const TIMER_SUMMARIES = {
  remind: 'A reminder is due',
  escalate: 'Escalate the review',
  expire: 'The review expires',
  conclude: 'The verdict takes effect',
} as const satisfies Record<DueAction, string>;

/** Waits until people, or the clock, close the review. Continues as new when the run has become long. */
export async function awaitReview(run: TrackRun, version: ReleasedVersion): Promise<ReviewOutcome> {
  const { round } = run;
  if (!round) throw new RangeError('no review is open');
  while (!round.closed) {
    if (run.commands.shouldContinue)
      await continueTrack(run, () => ({ at: 'review', version, round: round.snapshot() }));
    const changesSeen = run.changes;
    const due = round.nextDue();
    const somethingHappened = () => run.changes !== changesSeen || run.commands.shouldContinue;
    if (due === null) await condition(somethingHappened);
    else
      await condition(somethingHappened, Math.max(1, due.at - Date.now()), {
        summary: TIMER_SUMMARIES[due.action],
      });
    // A decision received in time counts, even while its token is still being verified.
    await condition(() => run.pendingVerifications === 0);
    for (let action = round.tick(Date.now()); action; action = round.tick(Date.now()))
      recordDue(run, round, action);
  }
  return outcomeOf(round);
}

function recordDue(run: TrackRun, { subject }: ReviewRound, action: DueAction): void {
  const data = { reviewId: subject.reviewId };
  if (action === 'remind') void run.record({ type: 'review.reminder-due', data });
  if (action === 'escalate') void run.record({ type: 'review.escalated', data });
  // The end is recorded once, as review.closed.
  if (action === 'remind' || action === 'escalate') run.publishDetails();
}

function outcomeOf(round: ReviewRound): ReviewOutcome {
  const { state } = round;
  if (state === 'open' || state === 'grace' || state === 'cancelled')
    throw new RangeError(`a review in state ${state} has no outcome`);
  return state;
}
