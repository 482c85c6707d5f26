import { condition } from '@temporalio/workflow';
import type { ReleasedVersion } from '@fermata/contracts/values';
import { type DueAction, ReviewRound } from '@fermata/domain/review';
import type { TrackRun } from './track-run.ts';

export type ReviewOutcome = 'approved' | 'rejected' | 'sent-back' | 'expired';

/** What the review's timer is for, as Temporal's history names it. */
const TIMER_SUMMARIES = {
  remind: 'Remind the reviewers',
  escalate: 'Escalate the review',
  expire: 'The review expires',
  settle: 'The verdict takes effect',
} as const satisfies Record<DueAction, string>;

/** Opens a review of the version and waits until people, or the clock, settle it. */
export async function awaitReview(run: TrackRun, version: ReleasedVersion): Promise<ReviewOutcome> {
  const { projectId, trackId, requestedBy, review: terms } = run.input;
  const { versionSha256 } = version;
  const reviewId = run.reviewId;
  const round = new ReviewRound(
    { reviewId, trackId, projectId, versionSha256, requestedBy },
    terms,
    Date.now(),
  );
  if (run.lifecycle.held) round.hold(Date.now());
  run.round = round;
  run.publishDetails();
  await run.record('review.opened', {
    reviewId,
    version: version.version,
    versionSha256,
    terms,
    expiresAt: new Date(round.expiresAt).toISOString(),
  });

  while (!round.closed) {
    const changesSeen = run.changes;
    const due = round.nextDue();
    const somethingHappened = () => run.changes !== changesSeen;
    if (due === null) await condition(somethingHappened);
    else
      await condition(somethingHappened, Math.max(1, due.at - Date.now()), {
        summary: TIMER_SUMMARIES[due.action],
      });
    // Who handed a decision in on time is not overtaken by the clock while its token is verified.
    await condition(() => run.pendingVerifications === 0);
    for (let action = round.tick(Date.now()); action; action = round.tick(Date.now()))
      void recordDue(run, reviewId, action);
  }
  run.publishDetails();
  const outcome = outcomeOf(round);
  await run.record('review.closed', { reviewId, outcome });
  return outcome;
}

function recordDue(run: TrackRun, reviewId: string, action: DueAction): Promise<void> {
  if (action === 'remind') return run.record('review.reminded', { reviewId });
  if (action === 'escalate') return run.record('review.escalated', { reviewId });
  // The end is recorded once, as review.closed.
  return Promise.resolve();
}

function outcomeOf(round: ReviewRound): ReviewOutcome {
  const { state } = round;
  if (state === 'open' || state === 'grace' || state === 'cancelled')
    throw new RangeError(`a review in state ${state} has no outcome`);
  return state;
}
