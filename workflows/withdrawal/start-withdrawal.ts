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

/** Starts an ordered withdrawal, which runs independently. Does nothing if it already runs. */
export async function startWithdrawal(order: WithdrawalWorkflowInput): Promise<void> {
  try {
    await startChild(WORKFLOWS.withdrawal, {
      workflowId: workflowIds.withdrawal(order.withdrawalId),
      args: [order],
      staticSummary: shortened(`Withdraw “${escapeMarkdown(order.title)}”: ${order.reason}`),
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      // The parent may end, or continue as new, before it has ended.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      priority: startPriority(order.projectId),
      typedSearchAttributes: hasPublicTitle()
        ? [{ key: searchAttributes.trackTitle, value: shortened(order.title) }]
        : [],
    });
  } catch (error) {
    // A person has ordered it, too.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
