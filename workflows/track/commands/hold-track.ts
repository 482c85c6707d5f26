import type { HoldMessage } from '@fermata/contracts/temporal';
import type { CommandResult } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';
import { refuseCommand } from './refuse-command.ts';

/**
 * No further step starts until the track is resumed; the limits of its review are extended by the
 * held time.
 */
export async function holdTrack(
  run: TrackRun,
  actor: string,
  { reason }: HoldMessage,
): Promise<CommandResult> {
  const permission = run.lifecycle.may('hold');
  if (!permission.allowed)
    return refuseCommand(run, { ...permission.refusal, command: 'hold', actor });
  run.lifecycle.hold();
  run.round?.hold(Date.now());
  // Each step at a partner asks the catalogue, so the offers need no message.
  await run.accept([{ type: 'track.held', data: reason === undefined ? {} : { reason }, actor }]);
  return {
    outcome: 'accepted',
    detail: 'the track is held: the current step finishes, the next one waits',
  };
}
