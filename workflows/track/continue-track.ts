import { allHandlersFinished, condition, continueAsNew } from '@temporalio/workflow';
import type { TrackContinuation } from '@fermata/contracts/temporal';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { publishAttributes } from '../publish-attributes.ts';
import { refuseCancellation } from './commands/refuse-command.ts';
import type { TrackRun } from './track-run.ts';
import type { trackWorkflow } from './track-workflow.ts';

/**
 * Ends this run and starts the next, once every command is answered and every event stored; throws if
 * a write has failed. Updates and signals go to the workflow id, so they reach the next run. Never
 * called while a release, the track's child, is running: a child does not follow its parent to the
 * next run.
 */
export async function continueTrack(
  run: TrackRun,
  continuation: () => TrackContinuation,
): Promise<never> {
  // Messages that arrive during the confirmation are carried over, because a busy client leaves few idle moments.
  await run.journal.confirm();
  const isQuiet = (): boolean => allHandlersFinished() && run.journal.idle;
  await condition(() => isQuiet() || run.lifecycle.cancelling);
  // A cancellation ends the scope of any other track: here the release is on sale.
  while (run.lifecycle.cancelling) {
    await refuseCancellation(run);
    await condition(() => isQuiet() || run.lifecycle.cancelling);
  }
  await run.journal.flushed();
  // The list in the Temporal UI then finds the track only by the stage of its current run.
  publishAttributes([
    { key: searchAttributes.trackStage, value: null },
    { key: searchAttributes.awaitingRole, value: null },
  ]);
  return continueAsNew<typeof trackWorkflow>({
    ...run.input,
    snapshot: run.snapshot(continuation()),
  });
}
