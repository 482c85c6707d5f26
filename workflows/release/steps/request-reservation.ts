import { call } from '../../call.ts';
import { integration } from '../../proxies.ts';
import type { ReleaseRun } from '../release-run.ts';

/** The same question with the same key: asked again, it tells the reference that a lost answer carried. */
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
