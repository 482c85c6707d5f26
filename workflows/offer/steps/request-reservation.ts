import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { NOT_AUTHORISED, PROJECT_HELD, STEP_MUST_WAIT } from '@fermata/contracts/temporal';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/**
 * Repeats the request with the same key, which returns the reference of an answer that was lost. `recovery`: it is
 * repeated only for the reference, for so long.
 */
export async function requestReservation(
  run: OfferRun,
  recovery?: { readonly giveUpAfterSeconds: number },
): Promise<{ partnerReference: string }> {
  const { partner, input } = run;
  const title = escapeMarkdown(input.version.title);
  run.mayBeReserved = true;
  try {
    return await call(
      integration.reserve,
      `${recovery ? 'Recover the reservation of' : 'Reserve'} “${title}” at ${partner}`,
      {
        ...run.claim,
        idempotencyKey: run.idempotencyKey('reserve'),
        ...(recovery ? { ...recovery, recovers: true } : {}),
      },
    );
  } catch (error) {
    if (isNotSent(error)) run.mayBeReserved = false;
    throw error;
  }
}

/** The last attempt has not reached the partner. */
const NOT_SENT: ReadonlySet<string> = new Set([
  ...[NOT_AUTHORISED, PROJECT_HELD, STEP_MUST_WAIT],
  ...['PartnerRequirementsError', 'PartnerUnreachableError', 'PartnerCircuitOpenError'],
]);

function isNotSent(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure && NOT_SENT.has(cause.type ?? '');
}
