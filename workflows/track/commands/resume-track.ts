import type { EventData } from '@fermata/contracts/events';
import { SIGNALS } from '@fermata/contracts/temporal';
import type { CommandAnswer } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';
import { signalRelease } from './signal-release.ts';

/** Ends a hold. */
export async function resumeTrack(run: TrackRun, actor: string): Promise<CommandAnswer> {
  const permission = run.lifecycle.may('resume');
  if (!permission.allowed) return run.refuse({ ...permission.refusal, command: 'resume', actor });
  run.lifecycle.resume();
  run.round?.resume(Date.now());
  await Promise.all([
    run.accept([{ type: 'track.resumed', data: extendedDeadlines(run), actor }]),
    signalRelease(run, SIGNALS.resume),
  ]);
  return { outcome: 'accepted', detail: 'the track continues' };
}

/** The limits of an open review, extended by the time for which the track was held. */
function extendedDeadlines({ round }: TrackRun): EventData<'track.resumed'> {
  if (!round || round.closed) return {};
  return {
    reviewExpiresAt: new Date(round.expiresAt).toISOString(),
    ...(round.graceUntil === null
      ? {}
      : { graceEffectiveAt: new Date(round.graceUntil).toISOString() }),
  };
}
