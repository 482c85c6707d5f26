import { call } from '../../call.ts';
import { catalogue } from '../../proxies.ts';
import type { SagaStep } from '../../saga.ts';
import type { ReleaseRun } from '../release-run.ts';
import { requestReservation } from './request-reservation.ts';
import { takeBackRelease } from './take-back-release.ts';

/**
 * Asks the partner for a place. Undone by giving back every place that it holds of this release,
 * known to us or not.
 */
export function reserve(run: ReleaseRun): SagaStep<string> {
  const { partner } = run;
  const { projectId, releaseId, trackId } = run.input;
  return {
    name: 'reserve',
    async run() {
      await run.waitWhileHeld();
      run.setDetails(`Reserving a place at ${partner}`);
      const { partnerReference } = await requestReservation(run);
      run.partnerReference = partnerReference;
      // Before anything is delivered, so that the partner's first word finds this workflow.
      await call(catalogue.registerDelivery, `Route the webhooks of ${partnerReference}`, {
        projectId,
        partner,
        partnerReference,
        workflowId: run.workflowId,
        trackId,
        releaseId,
      });
      void run.record({ type: 'delivery.reserved', data: { partner, partnerReference } });
      return partnerReference;
    },
    undo: () => takeBackRelease(run),
  };
}
