import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import {
  CancellationScope,
  ChildWorkflowCancellationType,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import {
  type ReleaseWorkflowInput,
  type ReleaseWorkflowResult,
  SIGNALS,
  workflowIds,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import type { ReleasedVersion } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { hasPublicTitle } from '../publish-attributes.ts';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';

/** Runs the release as the track's child, so that the Temporal UI shows one tree. */
export async function publish(run: TrackRun, version: ReleasedVersion): Promise<void> {
  const { projectId, trackId, requestedBy, release: terms } = run.input;
  const { releaseId } = run;
  const input: ReleaseWorkflowInput = {
    projectId,
    releaseId,
    trackId,
    requestedBy,
    version,
    terms,
  };
  // The release acts only on the approval that the catalogue knows.
  await run.journal.confirm();
  const release = await startChild<(input: ReleaseWorkflowInput) => Promise<ReleaseWorkflowResult>>(
    WORKFLOWS.release,
    {
      workflowId: workflowIds.release(releaseId),
      args: [input],
      staticSummary: shortened(
        `Release of “${escapeMarkdown(version.title)}” to ${terms.partners.join(', ')}`,
      ),
      // A release returns its outcome. One that has failed was refused: somebody else had started it.
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      // A release may have to compensate, so it is cancelled and awaited, never terminated.
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
      priority: startPriority(projectId),
      typedSearchAttributes: hasPublicTitle()
        ? [{ key: searchAttributes.trackTitle, value: shortened(version.title) }]
        : [],
    },
  );
  run.release = release;
  // A hold that arrived before the release started has not reached it yet.
  if (run.lifecycle.held) await release.signal(SIGNALS.hold);
  const scope = CancellationScope.current();
  const result = await release.result();
  run.release = null;
  switch (result.outcome) {
    case 'live':
      for (const message of result.late ?? []) run.sale.receiveAnswer(message);
      return CancellationScope.nonCancellable(() => continueOnSale(run, scope.consideredCancelled));
    case 'rejected':
    case 'timed-out':
      run.enter('release-rejected', [], { detail: result.detail });
      return;
    case 'cancelled':
      throw new CancelledFailure(result.detail);
    case 'failed':
      throw ApplicationFailure.nonRetryable(
        `the release failed: ${result.detail}`,
        'ReleaseFailed',
      );
  }
}

/** The next run follows the release on sale. `cancelled`: by a command or from the Temporal UI, but too late. */
async function continueOnSale(run: TrackRun, cancelled: boolean): Promise<never> {
  if (cancelled) await run.refuseCancellation();
  return continueTrack(run, () => ({ at: 'on-sale', sale: run.sale.snapshot() }));
}
