import { call } from '../../call.ts';
import { catalogue } from '../../proxies.ts';
import type { SagaStep } from '../../saga.ts';
import type { OfferRun } from '../offer-run.ts';
import { requestReservation } from './request-reservation.ts';
import { withdrawOffer } from './withdraw-offer.ts';

/**
 * Reserves a place at the partner. Undone by a takedown of every reservation that the partner has
 * for this release, including unknown ones.
 */
export function reserve(run: OfferRun): SagaStep<string> {
  const { partner } = run;
  const { projectId, releaseId, trackId } = run.input;
  return {
    name: 'reserve',
    async run() {
      const { partnerReference } = await run.whenAllowed(() => {
        run.setDetails(`Reserving a place at ${partner}`);
        return requestReservation(run);
      });
      run.partnerReference = partnerReference;
      // Before the delivery, so that the partner's first webhook finds this workflow.
      await call(catalogue.registerOfferAddress, `Route the webhooks of ${partnerReference}`, {
        projectId,
        partner,
        partnerReference,
        trackId,
        releaseId,
      });
      void run.record({ type: 'delivery.reserved', data: { partner, partnerReference } });
      return partnerReference;
    },
    undo: () => withdrawOffer(run),
  };
}
