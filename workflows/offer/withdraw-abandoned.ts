import { CancellationScope } from '@temporalio/workflow';
import { reasonOf } from '../reason-of.ts';
import type { OfferResult, OfferRun } from './offer-run.ts';
import { withdrawOffer } from './steps/withdraw-offer.ts';

/** Withdraws all that an earlier run may have left whose workflow was terminated: a cancellation changes nothing. */
export async function withdrawAbandoned(
  run: OfferRun,
  references: readonly string[],
): Promise<OfferResult> {
  run.started = true;
  run.closed = true;
  run.registered = references;
  run.partnerReference = references.at(-1) ?? null;
  // It may have been terminated during any step.
  run.mayBeReserved = true;
  run.mayBeOnSale = true;
  try {
    await CancellationScope.nonCancellable(() => withdrawOffer(run));
    return { outcome: 'failed', detail: 'its workflow was terminated; it is withdrawn' };
  } catch (failure) {
    return { outcome: 'failed', detail: `its workflow was terminated; ${reasonOf(failure)}` };
  }
}
