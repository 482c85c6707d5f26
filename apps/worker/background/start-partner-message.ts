import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type PartnerRequestInput, TASK_QUEUES, WORKFLOWS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { withRelayErrors } from './with-relay-errors.ts';

const TIMEOUT_MS = 10_000;

/** The workflow that answers a partner, by the thing that it asks for. */
const WORKFLOW_FOR = {
  'a release': WORKFLOWS.partnerRequest,
  'a takedown': WORKFLOWS.partnerRequest,
  'a track': WORKFLOWS.order,
} as const;

/**
 * Starts the workflow that answers a partner's request or order, once for each webhook; one that has failed is started
 * again. Returns its id. `title`: of the
 * track that it is about. Throws as `withRelayErrors` does.
 */
export async function startPartnerMessage(
  client: Client,
  { partner, webhookId }: Pick<PartnerRequestInput, 'partner' | 'webhookId'>,
  {
    asksFor,
    title,
  }: { readonly asksFor: keyof typeof WORKFLOW_FOR; readonly title?: string | undefined },
): Promise<string> {
  const workflowId = workflowIds.partnerMessage(partner, webhookId);
  try {
    await withRelayErrors(() =>
      client.withDeadline(Date.now() + TIMEOUT_MS, () =>
        client.workflow.start(WORKFLOW_FOR[asksFor], {
          taskQueue: TASK_QUEUES.control,
          workflowId,
          args: [{ partner, webhookId }],
          // No project: the partner may ask for a track of any.
          priority: startPriority(partner),
          staticSummary: shortened(`${partner} asks for ${asksFor}`),
          // Search attributes are not encrypted.
          typedSearchAttributes:
            title === undefined || client.options.loadedDataConverter.payloadCodecs.length > 0
              ? []
              : [{ key: searchAttributes.trackTitle, value: shortened(title) }],
          // One whose answer the partner has not taken has failed. A replay sends the answer again.
          workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
          workflowIdConflictPolicy: 'FAIL',
        }),
      ),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return workflowId;
}
