import type { CancellationScope } from '@temporalio/workflow';
import type { ReleaseWorkflowResult } from '@fermata/contracts/temporal';
import type { ReleaseSoFar } from '@fermata/domain/release';
import { call } from '../call.ts';
import { progress } from '../proxies.ts';
import type { ReleaseRun } from './release-run.ts';

/** Reads how far an earlier workflow of the release was, if one was terminated. */
export async function resume(run: ReleaseRun): Promise<ReleaseSoFar> {
  const { projectId, releaseId } = run.input;
  const soFar = await call(progress.releaseProgress, 'Read how far the release is', {
    projectId,
    releaseId,
  });
  run.resume(soFar);
  return soFar;
}

/** An earlier workflow was terminated after a person had cancelled the release. */
export function cancelAgain(run: ReleaseRun, life: CancellationScope, reason: string | null): void {
  run.phase = 'cancelling';
  run.cancelReason = reason;
  life.cancel();
}

/**
 * The outcome of a release that has started, and whose workflow was terminated then: its offers were cancelled with it.
 * Partners that do not sell it, and may have it, are asked for the takedown after the end.
 */
export async function endStarted(
  run: ReleaseRun,
  { kept }: ReleaseSoFar,
): Promise<ReleaseWorkflowResult> {
  run.phase = 'ending';
  const offers = kept ? await run.readOffers() : [];
  const soldBy = offers.filter(({ state }) => state === 'live').map(({ partner }) => partner);
  run.returned(soldBy);
  return soldBy.length > 0
    ? { outcome: 'live', detail: `on sale at ${soldBy.join(', ')}` }
    : { outcome: 'failed', detail: 'its workflow was terminated' };
}
