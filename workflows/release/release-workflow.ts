import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  log,
  rootCause,
} from '@temporalio/workflow';
import { ReleaseWorkflowInput, type ReleaseWorkflowResult } from '@fermata/contracts/temporal';
import { cleanText, formatIssues } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { authority, integration } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { REFUSED_DETAIL } from '../refused-detail.ts';
import { CompensationError, Saga } from '../saga.ts';
import { settle } from '../settle.ts';
import { ReleaseRun } from './release-run.ts';
import { awaitAnswer } from './steps/await-answer.ts';
import { confirm } from './steps/confirm.ts';
import { deliver } from './steps/deliver.ts';
import { reserve } from './steps/reserve.ts';

/**
 * Offers one version to its partner: reserve, deliver, await the answer, confirm. What is not
 * completed is taken back. Fails, and leaves no trace in the release, unless the version is approved.
 */
export async function releaseWorkflow(input: ReleaseWorkflowInput): Promise<ReleaseWorkflowResult> {
  const parsed = ReleaseWorkflowInput.safeParse(input);
  if (!parsed.success)
    throw ApplicationFailure.nonRetryable(`release: ${formatIssues(parsed.error)}`, 'BadInput');
  const run = new ReleaseRun(parsed.data);
  await call(authority.authoriseRelease, 'Is this release approved?', parsed.data);
  const result = await runRelease(run);
  await CancellationScope.nonCancellable(() => end(run, result));
  return run.late.length === 0 ? result : { ...result, late: run.late };
}

/** Runs the steps, and takes back whatever was started unless it is on sale. */
async function runRelease(run: ReleaseRun): Promise<ReleaseWorkflowResult> {
  const saga = new Saga();
  const result = await offer(run, saga).catch(resultOf);
  if (result.outcome === 'live') return result;
  try {
    await saga.compensate();
    run.closed = true;
    return result;
  } catch (failure) {
    run.closed = true;
    return { outcome: 'failed', detail: describeError(failure) };
  }
}

/**
 * Records the end, which nothing may prevent: not a refused event before it, and not the detail of
 * the result.
 */
async function end(run: ReleaseRun, result: ReleaseWorkflowResult): Promise<void> {
  const { outcome, detail } = result;
  const withdraw = `\`fermata track withdraw ${run.input.trackId} --reason "…"\``;
  run.setDetails(
    `Ended: ${outcome}`,
    `Reason: ${escapeMarkdown(detail)}`,
    ...(outcome === 'failed' ? [`Next: ${withdraw} takes down what ${run.partner} may hold.`] : []),
  );
  await run.journal.flushed().catch(showRefusedEvent);
  try {
    await run.record({ type: 'release.ended', data: { outcome, detail } });
  } catch (error) {
    showRefusedEvent(error);
    await run.record({
      type: 'release.ended',
      data: { outcome, detail: REFUSED_DETAIL },
    });
  }
  await settle(run.journal).catch(showRefusedEvent);
}

/** The release has its outcome, so that a refused event changes nothing at the partner any more. */
function showRefusedEvent(error: unknown): void {
  log.error('an event was refused', { error: describeError(error) });
}

/** The steps of a release in order. */
async function offer(run: ReleaseRun, saga: Saga): Promise<ReleaseWorkflowResult> {
  const { releaseId, trackId, version, terms } = run.input;
  publishAttributes([{ key: searchAttributes.partner, value: run.partner }]);
  run.started = true;
  await run.record({
    type: 'release.started',
    data: {
      releaseId,
      trackId,
      version: version.version,
      versionSha256: version.versionSha256,
      partners: terms.partners,
    },
  });
  const reference = await saga.step(reserve(run));
  await saga.step(deliver(run, reference));
  const verdict = await awaitAnswer(run, reference);
  if (!verdict)
    return {
      outcome: 'timed-out',
      detail: `${run.partner} gave no answer within ${terms.answerSeconds} s`,
    };
  if (verdict.answer === 'rejected') return { outcome: 'rejected', detail: verdict.detail };
  try {
    await saga.step(confirm(run, reference));
  } catch (error) {
    if (isCancellation(error)) throw error;
    // A partner may reject after accepting; that is an answer, not a failure.
    const { state, detail } = await call(
      integration.askPartner,
      `Confirming failed: ask ${run.partner}`,
      { partner: run.partner, partnerReference: reference },
    );
    if (state === 'rejected')
      return { outcome: 'rejected', detail: detail ?? 'rejected after it was accepted' };
    throw error;
  }
  await run.record({
    type: 'delivery.confirmed',
    data: { partner: run.partner, partnerReference: reference },
  });
  await run.journal.flushed();
  // Nothing is awaited from here on: answers received so far count, later ones are late.
  if (run.answers.verdict?.answer === 'rejected')
    return { outcome: 'rejected', detail: run.answers.verdict.detail };
  // A cancellation during the last step still counts: a cancelled release must not stay on sale.
  if (CancellationScope.current().consideredCancelled)
    throw new CancelledFailure('cancelled while it went live');
  run.closed = true;
  run.onSale = true;
  return { outcome: 'live', detail: `on sale at ${run.partner} as ${reference}` };
}

function resultOf(error: unknown): ReleaseWorkflowResult {
  if (isCancellation(error))
    return { outcome: 'cancelled', detail: 'cancelled; the partner holds nothing of it' };
  // A refused request is our error or the connection's; only the partner's own verdict is a
  // rejection.
  return { outcome: 'failed', detail: describeError(error) };
}

function describeError(error: unknown): string {
  const causes =
    error instanceof CompensationError
      ? [
          ...new Set(
            error.failures.map((failure) => rootCause(failure.error) ?? String(failure.error)),
          ),
        ].join('; ')
      : (rootCause(error) ?? String(error));
  return cleanText(causes, 500);
}
