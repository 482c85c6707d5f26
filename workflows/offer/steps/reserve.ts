import type { OfferRun } from '../offer-run.ts';
import { whenAllowed } from '../when-allowed.ts';
import { registerReference } from './register-reference.ts';
import { requestReservation } from './request-reservation.ts';

/** Reserves a place at the partner. */
export async function reserve(run: OfferRun): Promise<string> {
  const { partner } = run;
  const { partnerReference } = await whenAllowed(run, () => {
    run.setDetails(`Reserving a place at ${partner}`);
    return requestReservation(run);
  });
  run.partnerReference = partnerReference;
  // Before the delivery, so that the partner's first webhook finds this workflow.
  await registerReference(run, partnerReference);
  void run.record({ type: 'delivery.reserved', data: { partner, partnerReference } });
  return partnerReference;
}
