import type { EventData } from '@fermata/contracts/events';
import { type CommandAnswer, workflowIds } from '@fermata/contracts/values';
import { hintAt } from '../../release-changed-signal.ts';
import type { TrackRun } from '../track-run.ts';
import { refuseCommand } from './refuse-command.ts';

/** Ends a hold. */
export async function resumeTrack(run: TrackRun, actor: string): Promise<CommandAnswer> {
  const permission = run.lifecycle.may('resume');
  if (!permission.allowed)
    return refuseCommand(run, { ...permission.refusal, command: 'resume', actor });
  run.lifecycle.resume();
  run.round?.resume(Date.now());
  await run.accept([{ type: 'track.resumed', data: extendedDeadlines(run), actor }]);
  await hintOffers(run);
  return { outcome: 'accepted', detail: 'the track continues' };
}

/** Their next steps may have waited; they read the end of the hold in the catalogue. */
async function hintOffers({ lifecycle, input, releaseId }: TrackRun): Promise<void> {
  if (lifecycle.stage !== 'publishing') return;
  await Promise.all(
    input.release.partners.map((partner) => hintAt(workflowIds.offer(releaseId, partner))),
  );
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
