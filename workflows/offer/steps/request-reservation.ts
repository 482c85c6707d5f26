import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/**
 * Repeats the request with the same key, which returns the reference of an answer that was lost. `recovery`: it is
 * repeated only for the reference, for so long, and fails if no request was sent.
 */
export function requestReservation(
  run: OfferRun,
  recovery?: { readonly giveUpAfterSeconds: number },
): Promise<{ partnerReference: string }> {
  const { partner, input } = run;
  const title = escapeMarkdown(input.version.title);
  run.mayBeReserved = true;
  return call(
    integration.reserve,
    `${recovery ? 'Recover the reservation of' : 'Reserve'} “${title}” at ${partner}`,
    {
      ...run.claim,
      idempotencyKey: run.idempotencyKey('reserve'),
      ...(recovery ? { ...recovery, recovers: true } : {}),
    },
  );
}
