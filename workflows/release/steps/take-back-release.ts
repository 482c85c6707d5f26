import type { ReleaseRun } from '../release-run.ts';
import { takeBack } from './take-back.ts';

/** The undoing that the steps of a release share: the partner holds one thing, whichever step it had reached. */
export async function takeBackRelease(run: ReleaseRun): Promise<void> {
  if (run.takenBack) return;
  const { partner } = run;
  const { projectId, releaseId, terms } = run.input;
  run.say(`Taking the release back from ${partner}`);
  const verifiedState = await takeBack({
    projectId, partner, releaseId, idempotencyKey: run.key('take-back'), reason: 'The release was not completed.', limitSeconds: terms.answerSeconds, answers: run.answers, certain: run.partnerReference !== null,
  });
  run.takenBack = true;
  await run.record('delivery.taken-back', { partner, verifiedState, detail: `${partner} says that it holds nothing of this release` });
}
