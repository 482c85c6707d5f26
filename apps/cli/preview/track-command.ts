import type { Command } from 'commander';
import { z } from 'zod';
import { TrackAccepted } from '@fermata/contracts/http';
import { canonicalSha256, Use } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, withFlags } from '../invalid-options.ts';
import { Figure, Length } from '../option-values.ts';
import { parsePreviewId } from './parse-preview-id.ts';

export function addPreviewTrackCommand(preview: Command): void {
  defineCommand(preview, {
    usage: 'track <preview>',
    summary: 'make a track from a preview; the same command again shows the same track',
    options: (command) =>
      command
        .option(
          '--seconds <length>',
          'length, in seconds or minutes:seconds (default: the preview’s)',
        )
        .option('--title <title>', 'the title (default: generated)')
        .option('--use <use>', Use.options.join(', '))
        .option(
          '--candidates <number>',
          'candidates of the track, 1 to 8; the preview is the first (default: 1)',
        ),
    schema: z.object({
      seconds: Length,
      title: z.string().optional(),
      use: Use.optional(),
      candidates: Figure,
    }),
    async run({ api, output }, { seconds: durationSeconds, ...options }, [id]) {
      const request = {
        previewId: parsePreviewId(id),
        ...(durationSeconds === undefined ? {} : { durationSeconds }),
        ...options,
      };
      const accepted = await (
        await api('creator')
      )
        .post('/v1/tracks', request, TrackAccepted, {
          idempotencyKey: `cli-${canonicalSha256(request).slice(0, 40)}`,
        })
        .catch((error: unknown) => {
          throw withFlags(error, ([field = '']) =>
            field === 'durationSeconds' ? '--seconds' : flagOf(field),
          );
        });
      output.result(
        accepted,
        () => `The track ${accepted.trackId}.\nFollow it: fermata track watch ${accepted.trackId}`,
      );
      return EXIT.ok;
    },
  });
}
