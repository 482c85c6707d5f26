import { call } from '../../call.ts';
import { catalogue } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/** The partner's webhooks about the reference go to this offer, and the catalogue allows its takedown. */
export async function registerReference(run: OfferRun, partnerReference: string): Promise<void> {
  const { partner } = run;
  const { projectId, releaseId, trackId } = run.input;
  await call(catalogue.registerOfferAddress, `Route the webhooks of ${partnerReference}`, {
    ...{ projectId, partner, partnerReference, trackId, releaseId },
  });
  run.registered = [...run.registered, partnerReference];
}
