import { ActivityFailure } from '@temporalio/workflow';
import { cleanText } from '@fermata/contracts/values';
import { denialMs } from '@fermata/domain/offer';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { completeTakedown } from '../../partner/complete-takedown.ts';
import type { OfferResult, OfferRun } from '../offer-run.ts';
import { registerReference } from './register-reference.ts';
import { requestReservation } from './request-reservation.ts';

/** After this time no partner still works on a reservation whose response was lost. */
const RECOVERY_SECONDS = 600;

/**
 * The compensation of all steps: a takedown of every reservation that the partner has for this release, including
 * unknown ones, whichever step the offer had reached.
 */
export async function withdrawOffer(run: OfferRun): Promise<void> {
  run.setDetails(`Withdrawing the release from ${run.partner}`);
  await recoverReference(run);
  const detail = await takeDown(run, 'The release was not completed.');
  run.isWithdrawn = true;
  await recordWithdrawal(run, detail);
}

/**
 * Takes down what the partner has, which it must not sell, so that it can get the release again. Returns the end of the
 * offer if the partner has rejected the release in the meantime.
 */
export async function takeBack(run: OfferRun, reason: string): Promise<OfferResult | null> {
  run.setDetails(
    `Taking the release down at ${run.partner}, to deliver it again`,
    `Reason: ${escapeMarkdown(reason)}`,
  );
  const detail = await takeDown(run, cleanText(reason, 250));
  await run.messagesVerified();
  const { verdict } = run.answers;
  if (verdict?.answer === 'rejected') return { outcome: 'rejected', detail: verdict.detail };
  await recordWithdrawal(run, cleanText(`${reason}; ${detail}`, 500));
  run.beginAgain();
  await run.notifyRelease();
  return null;
}

async function takeDown(run: OfferRun, reason: string): Promise<string> {
  const { partner, answers } = run;
  const { projectId, trackId, releaseId, terms } = run.input;
  return completeTakedown(
    {
      ...{ projectId, trackId, releaseId, partner, reason, answers },
      withdrawalId: null,
      idempotencyKey: run.idempotencyKey('withdraw'),
      references: new Set(run.registered),
      ...{ taken: new Set(), deniedSince: new Map(), mustDenyMs: denialMs(run) },
    },
    terms.takedownSeconds,
  );
}

const recordWithdrawal = (run: OfferRun, detail: string): Promise<void> =>
  run.record({
    type: 'offer.withdrawn',
    data: { partner: run.partner, verifiedState: 'taken-down', detail },
  });

/**
 * A reservation whose response was lost may still be in progress there; repeating the request completes it. Nothing is
 * reserved at a paused partner, and nothing at a partner to which no request was sent.
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
