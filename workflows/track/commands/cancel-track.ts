import { condition } from '@temporalio/workflow';
import type { CancelMessage } from '@fermata/contracts/temporal';
import type { CommandResult } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';
import { refuseCommand } from './refuse-command.ts';

/** How long the answer waits for the outcome; the API waits for it for 8 s. */
const OUTCOME_WAIT_MS = 4_000;

/**
 * `cancel` ends the track's scope, and with it the current release. A release may go on sale before
 * the cancellation reaches it, so only its outcome decides; if that takes long, the answer says so.
 */
export async function cancelTrack(
  run: TrackRun,
  actor: string,
  { reason }: CancelMessage,
  cancel: () => void,
): Promise<CommandResult> {
  const permission = run.lifecycle.may('cancel');
  if (!permission.allowed)
    return refuseCommand(run, { ...permission.refusal, command: 'cancel', actor });
  const { stage } = run.lifecycle;
  run.lifecycle.cancel();
  run.cancelledBy = { actor, reason };
  const recorded = run.accept([
    { type: 'track.cancel-requested', data: reason === undefined ? {} : { reason }, actor },
  ]);
  cancel();
  await recorded;
  if (stage !== 'publishing')
    return { outcome: 'accepted', detail: 'the track is being cancelled' };
  await condition(
    () => run.lifecycle.hasLeftProduction || run.lateCancellation !== null,
    OUTCOME_WAIT_MS,
    {
      summary: 'Answer the cancellation without its outcome',
    },
  );
  if (run.lateCancellation !== null) return run.lateCancellation;
  if (run.lifecycle.stage === 'cancelled')
    return { outcome: 'accepted', detail: 'the track is cancelled, and no partner has it' };
  return {
    outcome: 'accepted',
    outcomeOpen: true,
    detail:
      'the release is being withdrawn; if it went on sale before the cancellation reached it, it stays ' +
      'on sale until it is withdrawn',
  };
}
