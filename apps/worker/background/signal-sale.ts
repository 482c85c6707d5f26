import type { Client } from '@temporalio/client';
import {
  type PartnerAnswerMessage,
  type SaleWorkflowInput,
  SIGNALS,
  TASK_QUEUES,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { withRelayErrors } from './with-relay-errors.ts';

const TIMEOUT_MS = 10_000;

/**
 * Brings a partner's message about a release on sale, whose workflow has ended, to the one that follows the sale, and
 * starts it if it does not run. Returns its id. Throws as `withRelayErrors` does.
 */
export async function signalSale(
  client: Client,
  {
    projectId,
    releaseId,
    title,
  }: Pick<SaleWorkflowInput, 'projectId' | 'releaseId'> & { readonly title: string },
  message: PartnerAnswerMessage,
): Promise<string> {
  const workflowId = workflowIds.release(releaseId);
  await withRelayErrors(() =>
    client.withDeadline(Date.now() + TIMEOUT_MS, () =>
      client.workflow.signalWithStart(WORKFLOWS.sale, {
        taskQueue: TASK_QUEUES.control,
        workflowId,
        args: [{ projectId, releaseId }] as [object],
        signal: SIGNALS.partnerAnswer,
        signalArgs: [message],
        priority: startPriority(projectId),
        staticSummary: shortened(`Messages of partners about “${escapeMarkdown(title)}”`),
        // Search attributes are not encrypted.
        typedSearchAttributes:
          client.options.loadedDataConverter.payloadCodecs.length > 0
            ? []
            : [{ key: searchAttributes.trackTitle, value: shortened(title) }],
        // The workflow of the release, or an earlier one of its sale, has ended under the same id.
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    ),
  );
  return workflowId;
}
