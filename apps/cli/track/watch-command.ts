import type { Command } from 'commander';
import { z } from 'zod';
import { duration, eventSentence, oneLine } from '@fermata/clients/words';
import type { EventView, TrackView } from '@fermata/contracts/http';
import { hasLeftProduction, type Stage, STAGES } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../option-values.ts';
import { LiveLine } from '../render/live-line.ts';
import { parseTrackId } from './find-track.ts';
import { ProgressEstimate } from './progress-estimate.ts';
import { isWaitingForPeople, progressLine } from './progress-line.ts';
import { watchTrack } from './watch-track.ts';

const FAILED_STAGES: readonly Stage[] = ['delisted', 'archived', 'cancelled', 'failed'];

export function addWatchCommand(track: Command): void {
  defineCommand(track, {
    usage: 'watch <track>',
    summary: 'follow a track live: its work, progress and waits',
    options: (command) =>
      command
        .option(
          '--until <stage>',
          'stop at this stage with exit code 0, or with 1 if the track ends otherwise',
          'published',
        )
        .option(
          '--cursor <cursor>',
          'only events after it: a cursor that an earlier watch printed',
        ),
    schema: z.object({
      until: oneOf(STAGES),
      cursor: z.string().regex(/^\d+$/, 'must be a cursor that a watch printed').optional(),
    }),
    async run({ api, output, signal }, { until, cursor }, [id]) {
      const trackId = parseTrackId(id);
      const live = new LiveLine(process.stderr);
      const estimate = new ProgressEstimate();
      const lines = eventLines();
      const shown: { events: number; position: number | null } = { events: 0, position: null };
      let over = false;
      live.show('Looking for the track');
      try {
        const ended = await watchTrack({
          api: await api('creator'),
          trackId,
          signal,
          ...(cursor === undefined ? {} : { cursor }),
          // With a cursor the number of remaining events is unknown.
          until: (view) =>
            (hasReached(view.stage, until) || isOver(view.stage, until)) &&
            (cursor !== undefined || shown.events >= view.eventCount),
          onEvent: (event) => {
            shown.events += 1;
            shown.position = event.position;
            live.print(lines(event));
          },
          onView: (view) => {
            estimate.observe(view.percent, Date.now() / 1000, isWaitingForPeople(view));
            live.show(...progressLine(view, estimate.secondsLeft(Date.now() / 1000)));
          },
          onWaiting: () => live.show(WAITING_TEXT),
          onDisconnect: (why) => live.show(`${oneLine(why)} (trying again)`),
        });
        live.stop();
        over = isOver(ended.stage, until);
        output.result(ended, () => endText(ended));
        return hasReached(ended.stage, until) ? EXIT.ok : EXIT.failed;
      } finally {
        live.stop();
        if (shown.position !== null && !over)
          output.note(
            `Continue from here: fermata track watch ${trackId} --cursor ${shown.position}`,
          );
      }
    },
  });
}

/** The text before a track's first event. */
export const WAITING_TEXT = 'Accepted; waiting for a worker';

/** Each event on one line, with the time since the first one. */
export function eventLines(): (event: EventView) => string {
  let first: number | null = null;
  return (event) => {
    const at = new Date(event.occurredAt).getTime();
    first ??= at;
    return `${duration((at - first) / 1000).padStart(12)}  ${eventSentence(event)}`;
  };
}

export function hasReached(stage: Stage, until: Stage): boolean {
  if (stage === until) return true;
  return (
    !FAILED_STAGES.includes(stage) &&
    !FAILED_STAGES.includes(until) &&
    STAGES.indexOf(stage) >= STAGES.indexOf(until)
  );
}

/** Whether the watch is over: the track has ended. One on sale may still be delisted or withdrawn. */
const isOver = (stage: Stage, until: Stage): boolean => {
  if (stage === 'published') return until !== 'withdrawn' && until !== 'delisted';
  if (stage === 'delisted') return until !== 'withdrawn';
  return hasLeftProduction(stage);
};

function endText(track: TrackView): string {
  const where = track.partners
    .map(
      ({ name, state, partnerReference }) =>
        `${name}: ${state}${partnerReference === null ? '' : ` (${partnerReference})`}`,
    )
    .join(', ');
  return [`“${oneLine(track.title)}” – ${oneLine(track.now)}`, where]
    .filter((line) => line !== '')
    .join('\n');
}
