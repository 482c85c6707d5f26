import { CancellationScope, log, sleep, TemporalFailure } from '@temporalio/workflow';
import { growingPauseMs } from '@fermata/contracts/values';
import { isDelistedWhenKept } from '@fermata/domain/release';
import { awaitSaleAnswer } from '../sale/apply-sale-terms.ts';
import { awaitSaleWork, handleSaleMessage } from '../sale/handle-sale-message.ts';
import { refuseCommand } from './commands/refuse-command.ts';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';
import { saleOf } from './track-sale.ts';

/** The maximum pause before the next attempt to begin a run, after an event was refused. */
const RETRY_MS = 3_600_000;

/**
 * Follows the release of a published track until it is withdrawn, or its last partner has delisted it. This is a run of
 * its own, so that the history is short while the track is on sale. A cancellation from the Temporal UI is refused on
 * record: only a withdrawal takes the release down.
 */
export function stayOnSale(run: TrackRun): Promise<void> {
  CancellationScope.current()
    .cancelRequested.catch(() => refuseCancellation(run))
    .catch((error: unknown) => {
      log.error('a late cancellation was not recorded', { error: String(error) });
    });
  return CancellationScope.nonCancellable(async () => {
    if (run.lifecycle.onSale) run.publishDetails();
    else enterSale(run);
    const sale = saleOf(run);
    awaitSaleAnswer(sale);
    let attempts = 0;
    while (run.lifecycle.onSale) {
      await awaitSaleWork(run.sale, () => run.commands.shouldContinue);
      if (run.commands.shouldContinue) await tryToContinue(run, ++attempts);
      await handleSaleMessage(sale);
    }
  });
}

async function refuseCancellation(run: TrackRun): Promise<void> {
  await CancellationScope.nonCancellable(() =>
    refuseCommand(run, {
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
  // They have delisted it in the moment in which the release was kept.
  run.sale.termsDue = isDelistedWhenKept(run.input.release, run.sale.delisted);
  run.enter('live', [], {
    onEntry: () => [{ type: 'track.published', data: { version, releaseId } }],
  });
}
