import { ActivityFailure } from '@temporalio/workflow';
import { takeBack } from '../../partner/take-back.ts';
import type { ReleaseRun } from '../release-run.ts';
import { requestReservation } from './request-reservation.ts';

/**
 * The undoing that the steps of a release share: the partner holds one thing, whichever step it had
 * reached. Done once, and failed once.
 */
export function takeBackRelease(run: ReleaseRun): Promise<void> {
  run.takingBack ??= takeBackOnce(run);
  return run.takingBack;
}

async function takeBackOnce(run: ReleaseRun): Promise<void> {
  const { partner } = run;
  const { releaseId, terms } = run.input;
  run.setDetails(`Taking the release back from ${partner}`);
  await recoverReference(run);
  const verifiedState = await takeBack({
    partner,
    releaseId,
    idempotencyKey: run.idempotencyKey('take-back'),
    reason: 'The release was not completed.',
    limitSeconds: terms.takeBackSeconds,
    answers: run.answers,
  });
  await run.record({
    type: 'delivery.taken-back',
    data: {
      partner,
      verifiedState,
      detail: `${partner} says that it holds nothing of this release`,
    },
  });
}

/**
 * A reservation whose answer we never got may still be on its way there: the same request again
 * brings it to an end.
 */
async function recoverReference(run: ReleaseRun): Promise<void> {
  if (run.partnerReference !== null) return;
  try {
    run.partnerReference = (await requestReservation(run)).partnerReference;
  } catch (error) {
    // Refused for good: there is no reservation. Whatever there is in spite of that, `takeBack` finds.
    if (!(error instanceof ActivityFailure)) throw error;
  }
}
