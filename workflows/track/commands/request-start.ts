import type { CommandResult } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';
import { refuseCommand } from './refuse-command.ts';

/** A person starts the release of an approved track that waits for a date or a request. */
export async function requestStart(run: TrackRun, actor: string): Promise<CommandResult> {
  const command = 'start';
  const permission = run.lifecycle.may(command);
  if (!permission.allowed) return refuseCommand(run, { ...permission.refusal, command, actor });
  if (run.startRequested)
    return refuseCommand(run, {
      command,
      reason: 'twice',
      detail: 'the release was already requested',
      actor,
    });
  run.startRequested = true;
  const { releaseId } = run;
  await run.accept([
    { type: 'track.start-requested', data: { version: run.lifecycle.version, releaseId }, actor },
  ]);
  return { outcome: 'accepted', detail: `the release ${releaseId} starts` };
}
