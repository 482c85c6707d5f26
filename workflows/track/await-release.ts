import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import {
  CancellationScope,
  ChildWorkflowCancellationType,
  log,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import {
  type ReleaseWorkflowInput,
  type ReleaseWorkflowResult,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { type ReleasedVersion, workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { hasPublicTitle } from '../publish-attributes.ts';
import { receiveSaleMessage } from '../sale/receive-sale-message.ts';
import { refuseCancellation } from './commands/refuse-command.ts';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';

/** Runs the release as the track's child, so that the Temporal UI shows one tree, and waits for its outcome. */
export async function awaitRelease(run: TrackRun, version: ReleasedVersion): Promise<void> {
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
      // Releases return their outcome. A failed release workflow was started by another party and refused.
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
  const scope = CancellationScope.current();
  const result = await release.result();
  // Of a release that is not on sale they are recorded without effect.
  for (const message of result.late ?? []) await receiveSaleMessage(run.sale, message);
  run.sale.delisted.push(...(result.delisted ?? []));
  switch (result.outcome) {
    case 'live':
      return continueOnSale(run, scope);
    case 'rejected':
    case 'timed-out':
      run.enter('release-rejected', [], { detail: result.detail });
      return;
    case 'cancelled':
      throw new CancelledFailure(result.detail);
    case 'failed':
      throw ApplicationFailure.nonRetryable(
        `the release failed: ${result.detail}`,
        'ReleaseFailedError',
      );
  }
}

/** The next run follows the release on sale. A cancellation from the Temporal UI, too, comes too late now. */
function continueOnSale(run: TrackRun, { cancelRequested }: CancellationScope): Promise<never> {
  return CancellationScope.nonCancellable(async () => {
    // The scope is cancelled once: by the command that is refused here, or later, also from the Temporal UI.
    if (run.lifecycle.cancelling) await refuseCancellation(run);
    else
      cancelRequested
        .catch(() => (run.lifecycle.cancelling ? undefined : refuseCancellation(run)))
        .catch((error: unknown) => {
          log.error('a late cancellation was not recorded', { error: String(error) });
        });
    return continueTrack(run, () => ({ at: 'on-sale', sale: run.sale.snapshot() }));
  });
}
