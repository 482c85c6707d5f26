import { ActivityFailure } from '@temporalio/workflow';
import { takeBack } from '../../partner/take-back.ts';
import type { OfferRun } from '../offer-run.ts';
import { requestReservation } from './request-reservation.ts';

/**
 * The compensation of all steps: the partner holds one reservation, whichever step the release had
 * reached. Runs once, and reports a failure once.
 */
export function takeBackRelease(run: OfferRun): Promise<void> {
  run.takingBack ??= takeBackOnce(run);
  return run.takingBack;
}

async function takeBackOnce(run: OfferRun): Promise<void> {
  const { partner } = run;
  const { projectId, trackId, releaseId, terms } = run.input;
  run.setDetails(`Taking the release back from ${partner}`);
  await recoverReference(run);
  const verifiedState = await takeBack({
    ...{ projectId, trackId, releaseId, partner },
    withdrawalId: null,
    idempotencyKey: run.idempotencyKey('take-back'),
    reason: 'The release was not completed.',
    limitSeconds: terms.takeBackSeconds,
    answers: run.answers,
  });
  await run.record({
    type: 'delivery.taken-back',
    data: {
      partner,
      verifiedState,
      detail: `${partner} reports that it holds nothing of this release`,
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
    // Refused for good: there should be no reservation. `takeBack` finds one that exists
    // nevertheless.
    if (!(error instanceof ActivityFailure)) throw error;
  }
}
