import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/** Puts the accepted track on sale. */
export async function confirm(run: OfferRun, partnerReference: string): Promise<void> {
  const { partner } = run;
  run.mayBeOnSale = true;
  await run.whenAllowed(() => {
    run.setDetails(`Confirming at ${partner}`);
    return call(
      integration.confirm,
      `Put “${escapeMarkdown(run.input.version.title)}” on sale at ${partner}`,
      { ...run.claim, partnerReference, idempotencyKey: run.idempotencyKey('confirm') },
    );
  });
}
