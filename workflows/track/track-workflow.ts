import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  rootCause,
  TemporalFailure,
} from '@temporalio/workflow';
import { TrackWorkflowInput } from '@fermata/contracts/temporal';
import { formatIssues, type Stage } from '@fermata/contracts/values';
import { SYSTEM_ACTOR } from '../open-journal.ts';
import { awaitReview } from './await-review.ts';
import { handleCommands } from './handle-commands.ts';
import { makeVersion, type ReviewFeedback } from './make-version.ts';
import { publish } from './publish.ts';
import { TrackRun } from './track-run.ts';

export interface TrackResult {
  readonly trackId: string;
  readonly stage: Stage;
  readonly version: number;
}

/** One track's life, from the brief to a shop or to its archive. */
export async function trackWorkflow(input: TrackWorkflowInput): Promise<TrackResult> {
  const parsed = TrackWorkflowInput.safeParse(input);
  if (!parsed.success)
    throw ApplicationFailure.nonRetryable(`track: ${formatIssues(parsed.error)}`, 'BadInput');
  const run = new TrackRun(parsed.data);
  const life = new CancellationScope();
  handleCommands(run, () => life.cancel());
  let uiCancellation: unknown;
  try {
    await life.run(() => runLife(run));
  } catch (error) {
    if (isCancellation(error)) {
      // Cancelled by our own update ends well; cancelled from the Temporal UI must show there as cancelled.
      if (!run.lifecycle.cancelling) uiCancellation = error;
      await endCancelled(run);
    } else if (error instanceof TemporalFailure) {
      await endFailed(run, error);
    } else {
      // A fault of the program: the workflow task fails and is tried again, so a mended build saves the track.
      throw error;
    }
  }
  await finish(run);
  if (uiCancellation) throw uiCancellation;
  return {
    trackId: parsed.data.trackId,
    stage: run.lifecycle.stage,
    version: run.lifecycle.version,
  };
}

/** The life as a table of contents. */
async function runLife(run: TrackRun): Promise<void> {
  const { trackId, brief, candidates, release, review, alternates, requestedBy, requestSha256 } =
    run.input;
  await run.record(
    'track.accepted',
    {
      trackId,
      brief,
      candidates,
      partners: release.partners,
      review,
      release,
      ...(alternates ? { alternates } : {}),
      requestedBy,
      requestSha256,
    },
    requestedBy,
  );
  await run.advance('begun');
  let sentBack: ReviewFeedback | null = null;
  do {
    const version = await makeVersion(run, sentBack);
    if (!version) return;
    const outcome = await awaitReview(run, version);
    await run.advance(outcome, run.round?.note || `the review ended: ${outcome}`);
    if (outcome === 'approved') return publish(run, version);
    if (outcome !== 'sent-back') return;
    sentBack = { note: run.round?.note ?? '', remake: run.round?.remake };
  } while (true);
}

async function endCancelled(run: TrackRun): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    if (run.lifecycle.ended) return;
    await closeReview(run);
    run.enter('cancelled');
    const { actor, reason } = run.cancelledBy ?? {
      actor: SYSTEM_ACTOR,
      reason: 'cancelled in Temporal',
    };
    await run.record('track.cancelled', reason === undefined ? {} : { reason }, actor);
  });
}

async function endFailed(run: TrackRun, error: unknown): Promise<never> {
  const stage = run.lifecycle.stage;
  const detail = (rootCause(error) ?? String(error)).slice(0, 500);
  await CancellationScope.nonCancellable(async () => {
    if (!run.lifecycle.ended) {
      await closeReview(run);
      run.enter('failed');
      await run.record('track.failed', { stage, detail });
    }
  });
  await finish(run);
  throw ApplicationFailure.create({
    message: `track failed in stage ${stage}: ${detail}`,
    type: 'TrackFailed',
    nonRetryable: true,
    ...(error instanceof Error ? { cause: error } : {}),
  });
}

/** No answer and no event may be lost because the life has ended. */
async function finish(run: TrackRun): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    await condition(allHandlersFinished);
    await run.journal.flush();
  });
}

async function closeReview(run: TrackRun): Promise<void> {
  if (!run.round || run.round.closed) return;
  run.round.cancel();
  await run.record('review.closed', {
    reviewId: run.round.subject.reviewId,
    outcome: 'cancelled',
  });
}
