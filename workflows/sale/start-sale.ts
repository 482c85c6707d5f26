import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import {
  type PartnerAnswerMessage,
  type SaleWorkflowInput,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { partnerAnswerSignal } from '../partner/partner-answer-signal.ts';
import { hasPublicTitle } from '../publish-attributes.ts';
import { SaleMessages } from './sale-messages.ts';

/**
 * Starts the workflow that follows the sale of a release that a person has created, with the first message about it. It
 * runs independently. One that runs already gets the message.
 */
export async function startSale(
  {
    projectId,
    releaseId,
    title,
  }: Pick<SaleWorkflowInput, 'projectId' | 'releaseId'> & { readonly title: string },
  message: PartnerAnswerMessage,
): Promise<void> {
  const workflowId = workflowIds.release(releaseId);
  const messages = new SaleMessages();
  messages.receiveAnswer(message);
  const { given: _given, ...sale } = messages.snapshot();
  try {
    await startChild(WORKFLOWS.sale, {
      workflowId,
      args: [{ projectId, releaseId, sale }],
      staticSummary: shortened(`Messages of partners about “${escapeMarkdown(title)}”`),
      // The workflow of the release, or an earlier one of its sale, has ended under the same id.
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      priority: startPriority(projectId),
      typedSearchAttributes: hasPublicTitle()
        ? [{ key: searchAttributes.trackTitle, value: shortened(title) }]
        : [],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await getExternalWorkflowHandle(workflowId).signal(partnerAnswerSignal, message);
  }
}
