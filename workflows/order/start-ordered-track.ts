import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { type TrackWorkflowInput, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { hasPublicTitle } from '../publish-attributes.ts';

/** Starts the track of an accepted order, which runs independently. Does nothing if it already runs. */
export async function startOrderedTrack(input: TrackWorkflowInput): Promise<void> {
  const { trackId, projectId, requestSha256, brief } = input;
  const title = brief.title ?? brief.text;
  try {
    await startChild(WORKFLOWS.track, {
      workflowId: workflowIds.track(trackId),
      args: [input],
      memo: { projectId, requestSha256 },
      staticSummary: shortened(escapeMarkdown(title)),
      // One that failed without an event was started by another party and refused.
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      // The order may continue as new before the track has ended.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      priority: startPriority(projectId),
      typedSearchAttributes: [
        { key: searchAttributes.trackStage, value: 'accepted' },
        ...(hasPublicTitle()
          ? [{ key: searchAttributes.trackTitle, value: shortened(title) }]
          : []),
      ],
    });
  } catch (error) {
    // An earlier poll of the order has started it.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
