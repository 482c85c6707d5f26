import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { ApiClient } from '@fermata/clients/api';
import { duration, oneLine } from '@fermata/clients/words';
import { TrackAccepted } from '@fermata/contracts/http';
import type { EventView, TrackView } from '@fermata/contracts/http';
import { type AssetKind, hasLeftProduction, type Role } from '@fermata/contracts/values';
import { dataFolder, resolveApiConnection } from '../api-connection.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { LiveLine } from '../render/live-line.ts';
import { downloadFiles } from '../track/download-files.ts';
import type { LocalFile } from '../track/download-files.ts';
import { findFiles } from '../track/find-files.ts';
import { ProgressEstimate } from '../track/progress-estimate.ts';
import { isWaitingForPeople, progressLine } from '../track/progress-line.ts';
import { addBriefOptions, BriefOptions } from '../track/track-options.ts';
import { idempotencyKeyOf, trackRequest } from '../track/track-request.ts';
import { eventLines, WAITING_TEXT } from '../track/watch-command.ts';
import { watchTrack } from '../track/watch-track.ts';
import { bringDown, bringUp } from './bring-up.ts';
import { decideReviews } from './decide-reviews.ts';
import { demoInterruption } from './demo-interruption.ts';
import { demoReport, demoSummary } from './demo-report.ts';

const DEFAULT_BRIEF = 'warm lo-fi bed for a study video';
/** Long enough for a restart of the API or of a service behind it. */
const RETRY_SECONDS = 60;
/** Short, so that the demo shows the grace period without a long wait. */
const GRACE_SECONDS = 2;
/** The files for people. */
const DOWNLOADED_KINDS: readonly AssetKind[] = [
  'master',
  'delivery-flac',
  'delivery-mp3',
  'stem',
  'midi',
];
export function addDemoCommand(program: Command): void {
  defineCommand(program, {
    usage: 'demo',
    summary: 'start the system, make a track from one brief, let a person approve it, publish it',
    local: true,
    options: (command) =>
      addBriefOptions(
        command.option('--brief <text>', 'the music you want, in your own words', DEFAULT_BRIEF),
      )
        .option('--approve', 'approve as the reviewer instead of waiting for a person')
        .option('--down', 'stop everything at the end'),
    schema: BriefOptions.extend({
      approve: z.boolean().default(false),
      down: z.boolean().default(false),
    }),
    async run({ env, output, signal }, { approve, down, ...brief }) {
      const options = { ...brief, graceSeconds: GRACE_SECONDS };
      const request = trackRequest(options);
      const dataDir = dataFolder(env);
      const live = new LiveLine(process.stderr);
      const began = Date.now();
      let isUp = false;
      let trackId: string | null = null;
      try {
        live.print(
          `Fermata: “${oneLine(request.brief.text)}”` +
            (request.brief.durationSeconds === undefined
              ? ''
              : `, ${duration(request.brief.durationSeconds)}`),
        );
        const {
          stack: { addresses },
          startedNow,
        } = await bringUp({ dataDir, env, screen: process.stderr, signal });
        isUp = true;
        live.print(
          `${duration((Date.now() - began) / 1000).padStart(12)}  The system ` +
            `${startedNow ? 'is up' : 'is already running'}`,
        );
        const as = async (role: Role): Promise<ApiClient> =>
          new ApiClient({
            url: addresses.api,
            key: (await resolveApiConnection({ FERMATA_DATA: dataDir }, undefined, role)).key,
            signal,
            retrySeconds: RETRY_SECONDS,
            onRetry: (why) => live.show(`${oneLine(why)} (trying again)`),
          });
        const creator = await as('creator');

        const accepted = await creator.post('/v1/tracks', request, TrackAccepted, {
          idempotencyKey: idempotencyKeyOf(request, options),
        });
        trackId = accepted.trackId;
        live.print(
          `              ` +
            `${accepted.created ? 'New track' : 'Existing track (--new requests another)'} ` +
            `${accepted.trackId}`,
        );
        if (accepted.links.temporal !== null)
          live.print(`              Watch it in Temporal: ${accepted.links.temporal}`);

        const { track, events } = await follow(
          creator,
          await as('reviewer'),
          accepted.trackId,
          addresses.temporalUi,
        );
        live.show('Fetching the files');
        // Unreleased audio in the data folder: for its owner only.
        process.umask(0o077);
        const files = await download(creator, track, DOWNLOADED_KINDS);
        live.print(`              Done in ${duration((Date.now() - began) / 1000)}\n`);
        live.stop();
        output.result(demoReport(track, files, events), () =>
          demoSummary(track, files, addresses, !down),
        );
        return track.stage === 'published' ? EXIT.ok : EXIT.failed;
      } catch (error) {
        throw signal.aborted && isUp
          ? demoInterruption({ trackId, down, another: brief.new })
          : error;
      } finally {
        live.stop();
        if (down) await bringDown(dataDir, process.stderr);
      }

      async function download(
        client: ApiClient,
        track: TrackView,
        kinds: readonly AssetKind[],
      ): Promise<LocalFile[]> {
        return downloadFiles(
          await findFiles(client, track, { version: track.version, kinds }),
          join(dataDir, 'demo', track.trackId),
          signal,
        );
      }

      async function follow(
        creator: ApiClient,
        reviewer: ApiClient,
        trackId: string,
        temporalUi: string | null,
      ): Promise<{ track: TrackView; events: EventView[] }> {
        const events: EventView[] = [];
        const estimate = new ProgressEstimate();
        const line = eventLines();
        const decide = decideReviews({
          reviewer,
          approve,
          dataDir,
          temporalUi,
          listen: async (view) => (await download(creator, view, ['delivery-mp3']))[0]?.path ?? '–',
          print: (text) => live.print(text),
        });
        const track = await watchTrack({
          api: creator,
          trackId,
          signal,
          until: ({ stage, eventCount }) => hasLeftProduction(stage) && events.length >= eventCount,
          onEvent: (event) => {
            events.push(event);
            live.print(line(event));
          },
          onView: async (view) => {
            estimate.observe(view.percent, Date.now() / 1000, isWaitingForPeople(view));
            live.show(...progressLine(view, estimate.secondsLeft(Date.now() / 1000)));
            await decide(view);
          },
          onWaiting: () => live.show(WAITING_TEXT),
          onDisconnect: (why) => live.show(`${oneLine(why)} (trying again)`),
        });
        return { track, events };
      }
    },
  });
}
