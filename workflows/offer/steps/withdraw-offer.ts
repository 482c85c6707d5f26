import { ActivityFailure } from '@temporalio/workflow';
import { completeTakedown } from '../../partner/complete-takedown.ts';
import type { OfferRun } from '../offer-run.ts';
import { requestReservation } from './request-reservation.ts';

/**
 * The compensation of all steps: the partner has one reservation, whichever step the release had
 * reached. Runs once, and reports a failure once.
 */
export function withdrawOffer(run: OfferRun): Promise<void> {
  run.withdrawing ??= withdrawOnce(run);
  return run.withdrawing;
}

async function withdrawOnce(run: OfferRun): Promise<void> {
  const { partner } = run;
  const { projectId, trackId, releaseId, terms } = run.input;
  run.setDetails(`Withdrawing the release from ${partner}`);
  await recoverReference(run);
  const verifiedState = await completeTakedown({
    ...{ projectId, trackId, releaseId, partner },
    withdrawalId: null,
    idempotencyKey: run.idempotencyKey('withdraw'),
    reason: 'The release was not completed.',
    limitSeconds: terms.takedownSeconds,
    answers: run.answers,
  });
  await run.record({
    type: 'offer.withdrawn',
    data: {
      partner,
      verifiedState,
      detail: `${partner} reports that it has nothing of this release`,
    },
  });
}

/**
 * A reservation whose response was lost may still be in progress there; repeating the request
 * completes it.
 */
async function recoverReference(run: OfferRun): Promise<void> {
  if (run.partnerReference !== null) return;
  try {
    run.partnerReference = (await requestReservation(run)).partnerReference;
  } catch (error) {
    // Refused for good: there should be no reservation. `completeTakedown` finds one that exists
    // nevertheless.
    if (!(error instanceof ActivityFailure)) throw error;
  }
}
