import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { SagaStep } from '../../saga.ts';
import type { OfferRun } from '../offer-run.ts';
import { withdrawOffer } from './withdraw-offer.ts';

/** Puts the accepted track on sale. Undone by a takedown. */
export function confirm(run: OfferRun, partnerReference: string): SagaStep<void> {
  const { partner } = run;
  return {
    name: 'confirm',
    async run() {
      await run.whenAllowed(() => {
        run.setDetails(`Confirming at ${partner}`);
        return call(
          integration.confirm,
          `Put “${escapeMarkdown(run.input.version.title)}” on sale at ${partner}`,
          { ...run.claim, partnerReference, idempotencyKey: run.idempotencyKey('confirm') },
        );
      });
    },
    undo: () => withdrawOffer(run),
  };
}
