import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  rootCause,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import { NOT_AUTHORISED } from '@fermata/contracts/temporal';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { currentDetails } from '../current-details.ts';
import { authority } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import type { TrackRun } from './track-run.ts';

/**
 * Any client with access to Temporal can start this workflow with any input, so the requester's token, or the order of
 * a partner, is verified before the first event. Temporal's record shows that a later run belongs to the first one.
 */
export async function authoriseTrack(run: TrackRun): Promise<void> {
  const { token, snapshot, ...request } = run.input;
  const { firstExecutionRunId, startTime } = workflowInfo();
  try {
    await CancellationScope.nonCancellable(() =>
      call(authority.authoriseTrack, 'Check that a person has requested the track', {
        request,
        token,
        firstRunId: firstExecutionRunId,
        startedAt: startTime.toISOString(),
        continued: snapshot !== undefined,
      }),
    );
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    const detail = rootCause(error) ?? error.message;
    publishAttributes([{ key: searchAttributes.trackStage, value: 'failed' }]);
    setCurrentDetails(
      currentDetails('Refused', [
        `Reason: ${escapeMarkdown(detail)}`,
        'Next: request the track through the API or `fermata track create`.',
      ]),
    );
    throw ApplicationFailure.nonRetryable(detail, NOT_AUTHORISED);
  }
  run.authorised = true;
}
