import { ActivityFailure } from '@temporalio/workflow';
import { denialMs } from '@fermata/domain/offer';
import { completeTakedown } from '../../partner/complete-takedown.ts';
import type { OfferRun } from '../offer-run.ts';
import { registerReference } from './register-reference.ts';
import { requestReservation } from './request-reservation.ts';

/** After this time no partner still works on a reservation whose response was lost. */
const RECOVERY_SECONDS = 600;

/**
 * The compensation of all steps: a takedown of every reservation that the partner has for this release, including
 * unknown ones, whichever step the offer had reached.
 */
export async function withdrawOffer(run: OfferRun): Promise<void> {
  const { partner } = run;
  const { projectId, trackId, releaseId, terms } = run.input;
  run.setDetails(`Withdrawing the release from ${partner}`);
  await recoverReference(run);
  const detail = await completeTakedown(
    {
      ...{ projectId, trackId, releaseId, partner },
      withdrawalId: null,
      idempotencyKey: run.idempotencyKey('withdraw'),
      reason: 'The release was not completed.',
      answers: run.answers,
      references: new Set(run.registered),
      ...{ taken: new Set(), deniedSince: new Map(), mustDenyMs: denialMs(run) },
    },
    terms.takedownSeconds,
  );
  run.isWithdrawn = true;
  await run.record({
    type: 'offer.withdrawn',
    data: { partner, verifiedState: 'taken-down', detail },
  });
}

/**
 * A reservation whose response was lost may still be in progress there; repeating the request completes it. Nothing is
 * reserved at a paused partner, and nothing at a partner that the request has not reached.
 */
async function recoverReference(run: OfferRun): Promise<void> {
  if (run.partnerReference !== null || !run.mayBeReserved) return;
  try {
    const giveUpAfterSeconds = Math.min(RECOVERY_SECONDS, run.input.terms.takedownSeconds);
    const { partnerReference } = await requestReservation(run, { giveUpAfterSeconds });
    run.partnerReference = partnerReference;
    await registerReference(run, partnerReference);
  } catch (error) {
    // Refused, or out of reach: there should be no reservation. `completeTakedown` finds one that exists nevertheless.
    if (!(error instanceof ActivityFailure)) throw error;
  }
}
