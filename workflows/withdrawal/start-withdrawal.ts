import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { type WithdrawalWorkflowInput, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { hasPublicTitle } from '../publish-attributes.ts';

/** Starts a requested withdrawal, which runs independently. Does nothing if it already runs. */
export async function startWithdrawal(request: WithdrawalWorkflowInput): Promise<void> {
  try {
    await startChild(WORKFLOWS.withdrawal, {
      workflowId: workflowIds.withdrawal(request.withdrawalId),
      args: [request],
      staticSummary: shortened(`Withdraw “${escapeMarkdown(request.title)}”: ${request.reason}`),
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      // The parent may end, or continue as new, before it has ended.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      priority: startPriority(request.projectId),
      typedSearchAttributes: hasPublicTitle()
        ? [{ key: searchAttributes.trackTitle, value: shortened(request.title) }]
        : [],
    });
  } catch (error) {
    // A person has requested it, too.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
