import type { CancelMessage } from '@fermata/contracts/temporal';
import type { CommandAnswer } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';

/** `cancel` ends the track's scope, and with it the current release. */
export async function cancelTrack(
  run: TrackRun,
  { actor, reason }: CancelMessage,
  cancel: () => void,
): Promise<CommandAnswer> {
  const permission = run.lifecycle.may('cancel');
  if (!permission.allowed)
    return run.refuse({ command: 'cancel', reason: 'not-now', detail: permission.detail, actor });
  run.lifecycle.cancel();
  run.cancelledBy = { actor, reason };
  const recorded = run.accept([
    { type: 'track.cancel-requested', data: reason === undefined ? {} : { reason }, actor },
  ]);
  cancel();
  await recorded;
  return {
    outcome: 'accepted',
    detail: 'the track is being cancelled; deliveries to partners are rolled back',
  };
}
