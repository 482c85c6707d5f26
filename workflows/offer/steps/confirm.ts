import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import { TERRITORIES_LOST } from '@fermata/contracts/temporal';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';
import { isRejectedWhileWaiting, whenAllowed } from '../when-allowed.ts';

/**
 * `rejected`: the partner has rejected the release after it had accepted it. `outdated`: the delivered metadata have
 * territories that were taken away since.
 */
export type Confirmation =
  | { readonly result: 'live' }
  | { readonly result: 'rejected' | 'outdated'; readonly detail: string };

/** Puts the accepted track on sale. */
export async function confirm(run: OfferRun, partnerReference: string): Promise<Confirmation> {
  const { partner, input } = run;
  run.mayBeOnSale = true;
  try {
    await whenAllowed(run, () => {
      run.setDetails(`Confirming at ${partner}`);
      return call(
        integration.confirm,
        `Put “${escapeMarkdown(input.version.title)}” on sale at ${partner}`,
        { ...run.claim, partnerReference, idempotencyKey: run.idempotencyKey('confirm') },
      );
    });
  } catch (error) {
    if (isCancellation(error) || isRejectedWhileWaiting(error)) throw error;
    const outdated = territoriesLost(error);
    if (outdated !== null) return { result: 'outdated', detail: outdated };
    // A partner may reject after accepting; that is an answer, not a failure.
    const { projectId } = input;
    const { state, detail } = await call(
      integration.askPartner,
      `Confirming failed: ask ${partner}`,
      { projectId, partner, partnerReference },
    );
    if (state === 'rejected')
      return { result: 'rejected', detail: detail ?? 'rejected after it was accepted' };
    throw error;
  }
  await run.record({ type: 'delivery.confirmed', data: { partner, partnerReference } });
  return { result: 'live' };
}

/** The sentence that names the territories, or null for another failure. */
function territoriesLost(error: unknown): string | null {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.type === TERRITORIES_LOST
    ? cause.message
    : null;
}
