import type { SagaStep } from '../../saga.ts';
import type { OfferRun } from '../offer-run.ts';
import { registerReference } from './register-reference.ts';
import { requestReservation } from './request-reservation.ts';
import { withdrawOffer } from './withdraw-offer.ts';

/**
 * Reserves a place at the partner. Undone by a takedown of every reservation that the partner has
 * for this release, including unknown ones.
 */
export function reserve(run: OfferRun): SagaStep<string> {
  const { partner } = run;
  return {
    name: 'reserve',
    async run() {
      const { partnerReference } = await run.whenAllowed(() => {
        run.setDetails(`Reserving a place at ${partner}`);
        return requestReservation(run);
      });
      run.partnerReference = partnerReference;
      // Before the delivery, so that the partner's first webhook finds this workflow.
      await registerReference(run, partnerReference);
      void run.record({ type: 'delivery.reserved', data: { partner, partnerReference } });
      return partnerReference;
    },
    undo: () => withdrawOffer(run),
  };
}
