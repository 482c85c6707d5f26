import { log } from '@temporalio/workflow';
import type { EventData } from '@fermata/contracts/events';
import { type CommandResult, workflowIds } from '@fermata/contracts/values';
import { call } from '../../call.ts';
import { catalogue } from '../../proxies.ts';
import { reasonOf } from '../../reason-of.ts';
import { notifyAt } from '../../release-changed-signal.ts';
import type { TrackRun } from '../track-run.ts';
import { refuseCommand } from './refuse-command.ts';

/** Ends a hold. */
export async function resumeTrack(run: TrackRun, actor: string): Promise<CommandResult> {
  const permission = run.lifecycle.may('resume');
  if (!permission.allowed)
    return refuseCommand(run, { ...permission.refusal, command: 'resume', actor });
  run.lifecycle.resume();
  run.round?.resume(Date.now());
  await run.accept([{ type: 'track.resumed', data: extendedDeadlines(run), actor }]);
  await notifyOffers(run);
  return { outcome: 'accepted', detail: 'the track continues' };
}

/**
 * Their next steps may have waited, those of its own release and of others with its recording; they read the end of the
 * hold in the catalogue.
 */
async function notifyOffers(run: TrackRun): Promise<void> {
  const { lifecycle, input, releaseId } = run;
  if (lifecycle.stage !== 'publishing' && lifecycle.stage !== 'approved') return;
  const { projectId, trackId, release: terms } = input;
  const own =
    lifecycle.stage === 'publishing'
      ? terms.partners.map((partner) => workflowIds.offer(releaseId, partner))
      : [];
  const others = await call(catalogue.runningOffers, 'Find the releases that wait for the track', {
    ...{ projectId, trackId },
  }).catch((error: unknown) => {
    // They poll.
    log.warn('releases with the track were not notified', { reason: reasonOf(error) });
    return [];
  });
  await Promise.all([...own, ...others].map(notifyAt));
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
