import { log, TemporalFailure } from '@temporalio/workflow';
import { type PendingRequest, ReleaseRequestedMessage } from '@fermata/contracts/temporal';
import { firstAnswer } from '@fermata/domain/partner-request';
import { embargoUntil } from '@fermata/domain/release';
import { call } from '../../call.ts';
import type { JournalEntry } from '../../journal.ts';
import { requests } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';

/** A partner asks for the release. A failure would end the workflow; the request asks again. */
export async function receiveReleaseRequest(run: TrackRun, message: unknown): Promise<void> {
  try {
    await handleRequest(run, message);
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('a request for the release was not handled', { error: error.message });
  }
}

/** Any client with access to Temporal can send the signal, so the catalogue must have the request. */
async function handleRequest(run: TrackRun, message: unknown): Promise<void> {
  run.commands.countSignal();
  const { data: ref } = ReleaseRequestedMessage.safeParse(message);
  if (!ref) return;
  const { projectId } = run.input;
  const { workflowId } = run;
  const verified = await call(
    requests.verifyReleaseRequest,
    `Check that ${ref.partner} has asked for it`,
    {
      projectId,
      workflowId,
      ...ref,
    },
  );
  if (!verified) return log.warn('the inbox has no such request for this track', ref);
  const request: PendingRequest = { ...ref, ...verified };
  if (!run.requests.isNew(request)) return;
  await run.accept(recordRequest(run, request));
  await run.requests.notify();
}

function recordRequest(run: TrackRun, request: PendingRequest): JournalEntry[] {
  const { stage, held } = run.lifecycle;
  const { partner, requestId, webhookId, versionSha256 } = request;
  const requested: JournalEntry = {
    type: 'release.requested',
    data: { partner, requestId, webhookId, ...(versionSha256 === null ? {} : { versionSha256 }) },
  };
  const answer = firstAnswer({
    ...{ stage, held, pending: run.requests.pending.length },
    embargo: embargoUntil(run.dateFacts, Date.now()),
  });
  if (answer?.answer !== 'refused') run.requests.add(request);
  return answer === null ? [requested] : [requested, run.requests.answer(request, answer)];
}
