import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { ReleaseRun } from '../release-run.ts';

/**
 * Repeats the request with the same key, which returns the reference of an answer that was lost.
 */
export function requestReservation(run: ReleaseRun): Promise<{ partnerReference: string }> {
  const { partner } = run;
  const { releaseId, version } = run.input;
  return call(integration.reserve, `Reserve “${version.title}” at ${partner}`, {
    partner,
    releaseId,
    version,
    idempotencyKey: run.idempotencyKey('reserve'),
  });
}
