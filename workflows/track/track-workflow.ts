import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  rootCause,
  TemporalFailure,
} from '@temporalio/workflow';
import { EVENT_DATA } from '@fermata/contracts/events';
import { TrackWorkflowInput } from '@fermata/contracts/temporal';
import {
  cleanText,
  type ReleasedVersion,
  type ReviewedVersion,
  type Stage,
  SYSTEM_ACTOR,
} from '@fermata/contracts/values';
import { ReviewRound } from '@fermata/domain/review';
import { closeJournal } from '../close-journal.ts';
import type { JournalEntry } from '../journal.ts';
import { parseInput } from '../parse-input.ts';
import { notifyRequest } from '../partner-request/notify-request.ts';
import { authoriseTrack } from './authorise-track.ts';
import { awaitReleaseStart } from './await-release-start.ts';
import { awaitRelease } from './await-release.ts';
import { awaitReview } from './await-review.ts';
import { handleCommands } from './commands/handle-commands.ts';
import { continueTrack } from './continue-track.ts';
import { makeVersion } from './make-version.ts';
import { stayOnSale } from './on-sale.ts';
import { reviewSubject } from './open-review.ts';
import { restoreVersion } from './restore-version.ts';
import { TrackRun } from './track-run.ts';

export interface TrackResult {
  readonly trackId: string;
  readonly stage: Stage;
  readonly version: number;
}

/**
 * One track's life: from the brief to a shop and out of it again, or to its archive. Fails, and leaves no trace in the
 * track's stream, unless a person has requested it.
 */
export async function trackWorkflow(input: TrackWorkflowInput): Promise<TrackResult> {
  const request = parseInput('track', TrackWorkflowInput, input);
  const run = new TrackRun(request);
  const life = new CancellationScope();
  handleCommands(run, () => life.cancel());
  await authoriseTrack(run);
  let uiCancellation: TemporalFailure | undefined;
  try {
    await life.run(() => runLife(run));
  } catch (error) {
    if (error instanceof TemporalFailure && isCancellation(error)) {
      // Cancelled by our own update, the workflow completes; cancelled from the Temporal UI, it
      // must end as cancelled.
      if (!run.lifecycle.cancelling) uiCancellation = error;
      await endCancelled(run);
    } else if (error instanceof TemporalFailure) {
      await endFailed(run, error);
    } else {
      // Continue-as-new, or an error of the program: then the workflow task fails and is repeated,
      // so that a corrected build saves the track.
      throw error;
    }
  }
  await finish(run);
  if (uiCancellation) throw uiCancellation;
  return {
    trackId: request.trackId,
    stage: run.lifecycle.stage,
    version: run.lifecycle.version,
  };
}

/**
 * The life of a track in order. Each run makes at most one version; after a send-back the next run
 * makes the next one.
 */
async function runLife(run: TrackRun): Promise<void> {
  const continuation = run.input.snapshot?.continuation;
  if (continuation?.at === 'on-sale') return stayOnSale(run);
  if (continuation?.at === 'approved') {
    run.publishDetails();
    return release(run, continuation.version);
  }
  const version = await reachReview(run);
  if (!version) return;
  void run.slot.release();
  const outcome = await awaitReview(run, version);
  const { reviewId, round } = run;
  const { feedback = null, decided = null } = round ?? {};
  const approved = outcome === 'approved' ? decided : null;
  run.unrecorded.push({
    type: 'review.closed',
    data: { reviewId, outcome, ...(approved ? { approved } : {}) },
  });
  if (approved) return releaseApproved(run, version, approved);
  await run.advance(outcome, [], { detail: round?.note || `the review ended: ${outcome}` });
  if (outcome !== 'sent-back' || !feedback) return;
  const { versionSha256 } = version;
  run.earlier.push({ version: version.version, versionSha256 });
  await continueTrack(run, () => ({ at: 'next-version', feedback }));
}

/** Releases the approved version: the one under review, or an earlier one. */
async function releaseApproved(
  run: TrackRun,
  reviewed: ReleasedVersion,
  approved: ReviewedVersion,
): Promise<void> {
  if (approved.version === reviewed.version) return release(run, reviewed);
  return release(run, await restoreVersion(run, approved));
}

async function release(run: TrackRun, version: ReleasedVersion): Promise<void> {
  await awaitReleaseStart(run, version);
  await awaitRelease(run, version);
}

/**
 * Makes a version, or continues the review that the previous run left open. Null when a measurement
 * or the policy stops the version.
 */
async function reachReview(run: TrackRun): Promise<ReleasedVersion | null> {
  const continuation = run.input.snapshot?.continuation;
  if (!continuation || continuation.at === 'approved' || continuation.at === 'on-sale') {
    await accept(run);
    return makeVersion(run, null);
  }
  if (continuation.at === 'review') {
    const { version, round } = continuation;
    run.round = ReviewRound.restore(reviewSubject(run, version), run.input.review, round);
  }
  run.publishDetails();
  if (continuation.at === 'review') return continuation.version;
  await run.waitWhileHeld();
  await run.slot.acquire('returning');
  return makeVersion(run, continuation.feedback);
}

/** Its events are the first of the stream, and stored before any work starts. */
async function accept(run: TrackRun): Promise<void> {
  const slot = run.slot.acquire(run.input.pick.by === 'person' ? 'interactive' : 'batch');
  const accepted = run.record({
    type: 'track.accepted',
    // All that the schema takes from the request.
    data: EVENT_DATA['track.accepted'].parse(run.input),
    actor: run.input.requestedBy,
  });
  run.publishDetails();
  await Promise.all([accepted, slot]);
  await run.advance('begun');
}

async function endCancelled(run: TrackRun): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    if (run.lifecycle.hasLeftProduction) return;
    const { actor, reason } = run.cancelledBy ?? {
      actor: SYSTEM_ACTOR,
      reason: 'cancelled in Temporal',
    };
    run.enter('cancelled', cancelReview(run), {
      detail: reason ?? '',
      onEntry: () => [
        { type: 'track.cancelled', data: reason === undefined ? {} : { reason }, actor },
      ],
    });
    await run.journal.flushed();
  });
}

async function endFailed(run: TrackRun, error: unknown): Promise<never> {
  const stage = run.lifecycle.stage;
  const detail = cleanText(rootCause(error) ?? String(error), 500);
  if (!run.lifecycle.hasLeftProduction)
    run.enter('failed', cancelReview(run), {
      detail: `${stage}: ${detail}`,
      onEntry: () => [{ type: 'track.failed', data: { stage, detail } }],
    });
  await finish(run);
  throw ApplicationFailure.create({
    message: `track failed in stage ${stage}: ${detail}`,
    type: 'TrackFailedError',
    nonRetryable: true,
    ...(error instanceof Error ? { cause: error } : {}),
  });
}

/** Waits for pending answers and events before the workflow ends, also for those that arrive while it waits. */
async function finish(run: TrackRun): Promise<void> {
  const isQuiet = (): boolean => allHandlersFinished() && run.journal.idle;
  await CancellationScope.nonCancellable(async () => {
    await run.slot.release();
    let { order } = run.input;
    do {
      await condition(isQuiet);
      ignoreAnswers(run);
      await closeJournal(run.journal);
      await run.requests.notify();
      if (order) await notifyRequest(order);
      order = undefined;
    } while (!isQuiet() || run.sale.hasAnswers || run.requests.hasAnswered);
  });
}

function ignoreAnswers(run: TrackRun): void {
  for (const { partner, webhookId } of run.sale.takeAnswers())
    void run.record({
      type: 'track.answer-ignored',
      data: { partner, webhookId, detail: 'the track is not on sale' },
    });
}

/** The event of an open review that ends with its track. */
function cancelReview({ round }: TrackRun): JournalEntry[] {
  if (!round || round.closed) return [];
  round.cancel();
  const { reviewId } = round.subject;
  return [{ type: 'review.closed', data: { reviewId, outcome: 'cancelled' } }];
}
