import { CancellationScope, condition, log, sleep, TemporalFailure } from '@temporalio/workflow';
import type { PartnerAnswerMessage } from '@fermata/contracts/temporal';
import { growingPauseMs } from '@fermata/contracts/values';
import { droppedState } from '@fermata/domain/release';
import { call } from '../call.ts';
import { catalogue, integration } from '../proxies.ts';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';

/** A message that could not be handled is tried again after this time. */
const RETRY_MS = 3_600_000;

/**
 * Follows a release on sale until it is withdrawn: its partner may drop it before. This is a run of
 * its own, so that a track on sale has a short history which only this file has to replay. A
 * cancellation from the Temporal UI is refused on record: only a withdrawal takes the release down.
 */
export function stayOnSale(run: TrackRun): Promise<void> {
  CancellationScope.current()
    .cancelRequested.catch(() => refuseCancellation(run))
    .catch(logFailure);
  return CancellationScope.nonCancellable(async () => {
    if (run.lifecycle.onSale) run.publishDetails();
    else enterSale(run);
    let attempts = 0;
    while (run.lifecycle.onSale) {
      await condition(() => run.sale.pending || run.commands.shouldContinue);
      if (run.commands.shouldContinue) await tryToContinue(run, ++attempts);
      await handleNext(run);
    }
  });
}

async function refuseCancellation(run: TrackRun): Promise<void> {
  await CancellationScope.nonCancellable(() =>
    run.refuse({
      command: 'cancel',
      reason: 'late',
      detail: 'the track is on sale: only a withdrawal takes it down',
    }),
  );
}

/** A refused event was reported to its command, and does not end a track on sale. */
async function tryToContinue(run: TrackRun, attempt: number): Promise<void> {
  try {
    await continueTrack(run, () => ({ at: 'on-sale', sale: run.sale.snapshot() }));
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('an event was refused: the next run begins later', { error: String(error) });
    await sleep(growingPauseMs(attempt, 1_000, RETRY_MS), {
      summary: 'Try again to begin the next run',
    });
  }
}

function enterSale(run: TrackRun): void {
  const { releaseId } = run;
  const { version } = run.lifecycle;
  run.enter('live', [], {
    onEntry: () => [{ type: 'track.published', data: { version, releaseId } }],
  });
}

async function handleNext(run: TrackRun): Promise<void> {
  const { sale } = run;
  const withdrawn = sale.takeWithdrawals();
  const answer = withdrawn ? undefined : sale.nextAnswer();
  try {
    if (withdrawn) await considerWithdrawal(run);
    if (answer) await considerRejection(run, answer);
    await run.journal.flushed();
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    logFailure(error);
    if (withdrawn) sale.putBackWithdrawals();
    if (answer) sale.putBack(answer);
    // A withdrawal that has just failed waits too.
    const known = withdrawn ? sale.pendingWithdrawals : 0;
    await condition(
      () => run.commands.shouldContinue || sale.pendingWithdrawals > known,
      RETRY_MS,
      { summary: 'Try the message about the release again' },
    );
  }
}

function logFailure(error: unknown): void {
  log.error('a message about a release on sale was not handled', { error: String(error) });
}

/** Anybody who reaches Temporal may have sent the signal, so the catalogue decides. */
async function considerWithdrawal(run: TrackRun): Promise<void> {
  const { projectId, trackId } = run.input;
  const { releaseId } = run;
  const ended = await call(catalogue.withdrawalOutcome, 'The outcome of the last withdrawal', {
    ...{ projectId, trackId, releaseId },
  });
  if (ended?.outcome === 'withdrawn') run.enter('withdrawn', [], { detail: ended.detail });
  if (ended?.outcome === 'failed') {
    run.failedWithdrawal = ended.detail;
    run.publishDetails();
  }
}

/** The partner itself decides whether it still sells the release. */
async function considerRejection(
  run: TrackRun,
  { webhookId, partner, webhook }: PartnerAnswerMessage,
): Promise<void> {
  const { releaseId } = run;
  const { version, stage } = run.lifecycle;
  const isKnown = run.input.release.partners.includes(partner);
  const reservations = isKnown
    ? await call(integration.findReservations, `Does ${partner} still sell this release?`, {
        partner,
        releaseId,
      })
    : [];
  const verifiedState = droppedState(reservations.map(({ state }) => state));
  if (verifiedState === null || stage === 'dropped' || webhook.type !== 'delivery.rejected') {
    const states = reservations.map(({ state }) => state).join(', ') || 'no reservation';
    const data = { partner, webhookId, detail: `asked, ${partner} reports: ${states}` };
    if (run.sale.countIgnored()) await run.record({ type: 'track.answer-ignored', data });
    else log.warn('too many answers were ignored: this one is not recorded', data);
    return;
  }
  const detail = `${webhook.data.code}: ${webhook.data.reason}`;
  run.enter('dropped', [], {
    detail: `${partner} no longer sells it, ${detail}`,
    onEntry: () => [
      {
        type: 'track.dropped',
        data: { version, releaseId, partner, verifiedState, webhookId, detail },
      },
    ],
  });
}
