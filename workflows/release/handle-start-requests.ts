import { condition, log, setHandler, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import {
  type PendingRequest,
  ReleaseRequestedMessage,
  StartMessage,
  UPDATES,
} from '@fermata/contracts/temporal';
import type { CommandResult } from '@fermata/contracts/values';
import { firstReleaseAnswer } from '@fermata/domain/partner-request';
import { embargoUntil, startRequestIssue } from '@fermata/domain/release';
import { call } from '../call.ts';
import { releaseRequestedSignal } from '../partner-request/request-signals.ts';
import { requests } from '../proxies.ts';
import { onSignedCommand } from './on-signed-command.ts';
import type { ReleaseRun } from './release-run.ts';

/** Signals that one run examines. Any client with access to Temporal can send them. */
const MAX_SIGNALS = 500;

/** Takes the requests to start a release that waits: the update `release` of a person, and those of partners. */
export function handleStartRequests(run: ReleaseRun): void {
  onSignedCommand(run, UPDATES.start, StartMessage, (_message, actor) =>
    requestByPerson(run, actor),
  );
  let received = 0;
  setHandler(releaseRequestedSignal, async (message) => {
    received += 1;
    if (received <= MAX_SIGNALS) await receiveRequest(run, message);
  });
}

async function requestByPerson(run: ReleaseRun, actor: string): Promise<CommandResult> {
  const { releaseId, trackId } = run.input;
  const { createdByPerson, phase, start } = run;
  const issue = startRequestIssue({ releaseId, trackId, createdByPerson, phase, start });
  if (issue !== null) return { outcome: 'refused', ...issue };
  run.requestedBy.person = true;
  await run.journal.append([{ type: 'release.start-requested', data: {}, actor }]);
  return { outcome: 'accepted', detail: `the release ${releaseId} starts` };
}

/** A failure would end the workflow; the request asks again. */
async function receiveRequest(run: ReleaseRun, message: unknown): Promise<void> {
  try {
    await requestByPartner(run, message);
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    log.error('a request for the release was not handled', { error: error.message });
  }
}

/** The catalogue must have the request. It answers one that comes after the start, so that one is left to it. */
async function requestByPartner(run: ReleaseRun, message: unknown): Promise<void> {
  await condition(() => run.authorised);
  const { data: ref } = ReleaseRequestedMessage.safeParse(message);
  if (!ref || !mayStart(run)) return;
  const verified = await call(
    requests.verifyReleaseRequest,
    `Check that ${ref.partner} has asked for it`,
    {
      projectId: run.input.projectId,
      workflowId: workflowInfo().workflowId,
      ...ref,
    },
  );
  if (!verified) return log.warn('the inbox has no such request for this release', { ...ref });
  const request: PendingRequest = { ...ref, ...verified };
  if (!mayStart(run) || !run.requests.isNew(request)) return;
  const answer = firstReleaseAnswer({
    pending: run.requests.pending.length,
    embargo: embargoUntil(run.startFacts, Date.now()),
  });
  if (answer.answer === 'remembered') run.requests.add(request);
  if (answer.answer === 'accepted') run.requestedBy.partner = true;
  const { partner, webhookId, requestId } = request;
  await run.journal
    .append([
      { type: 'release.requested', data: { partner, requestId, webhookId } },
      run.requests.answer(request, answer),
    ])
    .catch((error: unknown) => {
      run.requests.forget(request);
      throw error;
    });
  await run.requests.notify();
}

const mayStart = ({ createdByPerson, phase, start }: ReleaseRun): boolean =>
  createdByPerson && phase === 'open' && start !== 'started';
