import type { PARTNER_ERRORS } from '@fermata/activities';
import { ReleaseWorkflowInput, type ReleaseWorkflowResult } from '@fermata/contracts';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { ActivityFailure, ApplicationFailure, CancellationScope, CancelledFailure, allHandlersFinished, condition, isCancellation, rootCause, upsertSearchAttributes } from '@temporalio/workflow';
import { CompensationError, Saga } from '../saga.ts';
import { ReleaseRun } from './release-run.ts';
import { awaitAnswer } from './steps/await-answer.ts';
import { confirm } from './steps/confirm.ts';
import { deliver } from './steps/deliver.ts';
import { reserve } from './steps/reserve.ts';

/** How the connector calls an answer that no retry can change. */
const PARTNER_REFUSED: (typeof PARTNER_ERRORS)['refused'] = 'PartnerRefused';

/** Offers one version to its partner: reserve, deliver, await the answer, confirm. What is not completed is taken back. */
export async function releaseWorkflow(input: ReleaseWorkflowInput): Promise<ReleaseWorkflowResult> {
  const parsed = ReleaseWorkflowInput.safeParse(input);
  if (!parsed.success) throw ApplicationFailure.nonRetryable(`release: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`, 'BadInput');
  const run = new ReleaseRun(parsed.data);
  const result = await settle(run);
  return CancellationScope.nonCancellable(async () => {
    run.say(`Settled: ${result.outcome} (${result.detail})`);
    await run.record('release.settled', result);
    await condition(allHandlersFinished);
    await run.journal.flushed();
    return result;
  });
}

/** Offers, and takes back whatever was begun unless it is on sale. */
async function settle(run: ReleaseRun): Promise<ReleaseWorkflowResult> {
  const saga = new Saga();
  const result = await offer(run, saga).catch(endOf);
  if (result.outcome === 'live') return result;
  try {
    await saga.compensate();
    return result;
  } catch (failure) {
    return { outcome: 'failed', detail: describe(failure) };
  }
}

/** The release as a table of contents. */
async function offer(run: ReleaseRun, saga: Saga): Promise<ReleaseWorkflowResult> {
  const { releaseId, trackId, version, terms } = run.input;
  upsertSearchAttributes([{ key: searchAttributes.partner, value: run.partner }]);
  await run.record('release.started', { releaseId, trackId, version: version.version, versionSha256: version.versionSha256, partners: terms.partners });
  const reference = await saga.step(reserve(run));
  await saga.step(deliver(run, reference));
  const verdict = await awaitAnswer(run, reference);
  if (!verdict) return { outcome: 'timed-out', detail: `${run.partner} gave no answer within ${terms.answerSeconds} s` };
  if (verdict.answer === 'rejected') return { outcome: 'rejected', detail: verdict.detail };
  try {
    await saga.step(confirm(run, reference));
  } catch (error) {
    // A partner may accept and then reject: its no is the answer, not a failure of ours.
    const later = run.answers.verdict;
    if (later?.answer === 'rejected') return { outcome: 'rejected', detail: later.detail };
    throw error;
  }
  if (run.answers.verdict?.answer === 'rejected') return { outcome: 'rejected', detail: run.answers.verdict.detail };
  // A cancellation that came during the last step still counts: nothing may stay on sale that somebody has cancelled.
  if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('cancelled while it went live');
  await run.record('delivery.confirmed', { partner: run.partner, partnerReference: reference });
  return { outcome: 'live', detail: `on sale at ${run.partner} as ${reference}` };
}

function endOf(error: unknown): ReleaseWorkflowResult {
  if (isCancellation(error)) return { outcome: 'cancelled', detail: 'cancelled; the partner holds nothing of it' };
  const refused = error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.type === PARTNER_REFUSED;
  return { outcome: refused ? 'rejected' : 'failed', detail: describe(error) };
}

function describe(error: unknown): string {
  const causes = error instanceof CompensationError ? error.failures.map((failure) => rootCause(failure.error) ?? String(failure.error)).join('; ') : (rootCause(error) ?? String(error));
  return causes.slice(0, 500);
}
