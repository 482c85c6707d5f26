import {
  CancellationScope,
  ChildWorkflowCancellationType,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import {
  type OfferWorkflowInput,
  type OfferWorkflowResult,
  WORKFLOWS,
} from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { startPriority } from '@fermata/temporal-config/priorities';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { call } from '../call.ts';
import { progress } from '../proxies.ts';
import { hasPublicTitle } from '../publish-attributes.ts';

/** Runs an offer of the release as a child. Throws if its workflow does not return. */
export async function runOffer(input: OfferWorkflowInput): Promise<OfferWorkflowResult> {
  const { projectId, releaseId, version, partner, attempt, abandoned } = input;
  const offer = await startChild<(input: OfferWorkflowInput) => Promise<OfferWorkflowResult>>(
    WORKFLOWS.offer,
    {
      workflowId: workflowIds.offer(releaseId, partner),
      args: [input],
      staticSummary: shortened(`Offer of “${escapeMarkdown(version.title)}” to ${partner}`),
      // Offers return their outcome. A failed offer workflow was started by another party and refused.
      workflowIdReusePolicy:
        attempt > 1 || abandoned !== undefined
          ? WorkflowIdReusePolicy.ALLOW_DUPLICATE
          : WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
      // An offer may have to compensate, so it is cancelled and awaited, never terminated.
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
      priority: startPriority(projectId),
      typedSearchAttributes: hasPublicTitle()
        ? [{ key: searchAttributes.trackTitle, value: shortened(version.title) }]
        : [],
    },
  );
  return offer.result();
}

/**
 * Withdraws what an offer may have left whose workflow did not return, for example as an operator has terminated it.
 * Throws if that workflow does not return either: then the partner may have the release.
 */
export function withdrawUnreturned(
  input: OfferWorkflowInput,
  detail: string,
): Promise<Omit<OfferWorkflowResult, 'delisted'>> {
  const { projectId, releaseId, partner } = input;
  return CancellationScope.nonCancellable(async () => {
    const { sequence, ended, references } = await call(
      progress.offerProgress,
      `Read how far the offer to ${partner} was`,
      { projectId, releaseId, partner },
    );
    if (ended?.isLive) return { outcome: 'live', detail: `on sale at ${partner}`, sequence };
    if (ended !== null || sequence === 0) return { outcome: 'failed', detail, sequence };
    return runOffer({ ...input, sequence, abandoned: { references: [...references] } });
  });
}
