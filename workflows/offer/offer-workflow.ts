import { CancellationScope, CancelledFailure, isCancellation, log } from '@temporalio/workflow';
import { OfferWorkflowInput, type OfferWorkflowResult } from '@fermata/contracts/temporal';
import { isCreatedByPerson } from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { parseInput } from '../parse-input.ts';
import { authority } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { reasonOf } from '../reason-of.ts';
import { recordOutcome } from '../record-outcome.ts';
import { Saga } from '../saga.ts';
import { withdrawCommand } from '../withdraw-command.ts';
import { withdrawFailedOffers } from '../withdrawal/withdraw-failed-offers.ts';
import { forwardLate } from './forward-late.ts';
import { type OfferResult, OfferRun } from './offer-run.ts';
import { awaitKeep } from './steps/await-keep.ts';
import { keepRedelivery } from './steps/keep-redelivery.ts';
import { putOnSale } from './steps/put-on-sale.ts';
import { sendAmendedMetadata } from './steps/send-amended-metadata.ts';
import { withdrawOffer } from './steps/withdraw-offer.ts';
import { isRejectedWhileWaiting } from './when-allowed.ts';
import { withdrawAbandoned } from './withdraw-abandoned.ts';

/**
 * Offers a release to one partner: reserve, deliver, await the answer, confirm. Completes as live when the
 * release is kept; otherwise compensates. Fails without an event unless the release is approved and runs, or a person
 * has requested a redelivery of it. An abandoned offer is only withdrawn.
 */
export async function offerWorkflow(input: OfferWorkflowInput): Promise<OfferWorkflowResult> {
  const request = parseInput('offer', OfferWorkflowInput, input);
  const run = new OfferRun(request);
  const { abandoned } = request;
  // A takedown asks the catalogue by itself, and is due also where nothing may be offered any more.
  if (abandoned === undefined)
    await call(authority.authoriseOffer, 'Check that the offer is part of a release', request);
  const result = await (abandoned === undefined
    ? runOffer(run)
    : withdrawAbandoned(run, abandoned.references));
  await CancellationScope.nonCancellable(() => end(run, result));
  const { sequence } = run.journal;
  return { ...result, sequence, ...(run.late.length === 0 ? {} : { late: run.late }) };
}

/** Runs the steps, and withdraws all that was started unless it stays on sale. */
async function runOffer(run: OfferRun): Promise<OfferResult> {
  const saga = new Saga();
  const result = await offer(run, saga).catch((error: unknown) => resultOf(run, error));
  run.closed = true;
  if (result.outcome === 'live') return result;
  try {
    await saga.compensate();
    return result;
  } catch (failure) {
    return { outcome: 'failed', detail: reasonOf(failure) };
  }
}

/** The steps of an offer in order. */
async function offer(run: OfferRun, saga: Saga): Promise<OfferResult> {
  const { partner } = run;
  const { releaseId, trackId, version, attempt } = run.input;
  publishAttributes([{ key: searchAttributes.partner, value: partner }]);
  run.started = true;
  const { version: number, versionSha256 } = version;
  await run.record(
    attempt > 1
      ? { type: 'offer.restarted', data: { partner, attempt } }
      : {
          type: 'offer.started',
          data: { releaseId, trackId, version: number, versionSha256, partner },
        },
  );
  // One compensation for all steps, as the partner has one reservation.
  saga.register('offer', () => withdrawOffer(run));
  const sold = await putOnSale(run);
  if ('ended' in sold) return sold.ended;
  const { reference } = sold;
  await sendAmendedMetadata(run, reference);
  await run.notifyRelease();
  await (run.isRedelivery ? keepRedelivery(run) : awaitKeep(run));
  // Nothing is awaited from here on: answers received so far count, later ones are late.
  if (run.answers.verdict?.answer === 'rejected')
    return { outcome: 'rejected', detail: run.answers.verdict.detail };
  // A cancellation during the last step still counts: a cancelled release must not stay on sale.
  if (CancellationScope.current().consideredCancelled)
    throw new CancelledFailure('cancelled while it went live');
  run.onSale = true;
  return { outcome: 'live', detail: `on sale at ${partner} as ${reference}` };
}

function resultOf(run: OfferRun, error: unknown): OfferResult {
  if (isCancellation(error))
    return { outcome: 'cancelled', detail: `withdrawn: ${run.partner} has nothing of it` };
  if (isRejectedWhileWaiting(error)) return { outcome: 'rejected', detail: reasonOf(error) };
  // A withdrawal or a recall that was requested in the meantime is no failure.
  if (run.isRedelivery && isNotAuthorised(error))
    return { outcome: 'cancelled', detail: reasonOf(error) };
  // A refused request is our error or the connection's; only the partner's own verdict is a
  // rejection.
  return { outcome: 'failed', detail: reasonOf(error) };
}

/** Records the end, which nothing may prevent. */
async function end(run: OfferRun, result: OfferResult): Promise<void> {
  const { partner } = run;
  const { outcome, detail } = result;
  const { trackId, releaseId, version } = run.input;
  const createdByPerson = isCreatedByPerson(version);
  const withdraw = withdrawCommand({ trackId, releaseId, createdByPerson });
  const isLeft = outcome === 'failed' && !run.isWithdrawn;
  run.setDetails(
    `Ended: ${outcome}`,
    `Reason: ${escapeMarkdown(detail)}`,
    ...(isLeft ? [`Next: ${withdraw} takes down all that ${partner} may have.`] : []),
  );
  if (isLeft) publishAttributes([{ key: searchAttributes.awaitingRole, value: 'operations' }]);
  if (outcome === 'failed') log.error('an offer has failed', { partner, detail });
  await recordOutcome(run.journal, detail, (shown) => ({
    type: 'offer.ended',
    data: {
      ...{ partner, outcome, detail: shown, redelivery: run.isRedelivery },
      ...(isLeft ? { mayHaveIt: true as const } : {}),
    },
  }));
  if (!run.isRedelivery) return;
  // No release does so after the end of this offer.
  if (outcome === 'failed') await withdrawFailedOffers(run.input, [partner]);
  await forwardLate(run);
}
