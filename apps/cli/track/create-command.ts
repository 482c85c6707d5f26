import type { Command } from 'commander';
import { TrackAccepted } from '@fermata/contracts/http';
import { fetchUnderstanding } from '../brief/fetch-understanding.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { pairs } from '../render/table.ts';
import { understandingText } from '../render/understanding-text.ts';
import { addBriefOptions, addTermsOptions, TrackOptions } from './track-options.ts';
import { idempotencyKeyOf, trackRequest, withOptionNames } from './track-request.ts';

export function addCreateCommand(track: Command): void {
  defineCommand(track, {
    usage: 'create',
    summary: 'create a track; the same command again shows the same track',
    options: (command) =>
      addTermsOptions(
        addBriefOptions(
          command.requiredOption('--brief <text>', 'the music you want, in your own words'),
        ),
      ),
    schema: TrackOptions,
    async run({ api, output }, options) {
      const request = trackRequest(options);
      const client = await api('creator');
      // Before anything is made.
      const understanding = output.json ? [] : await fetchUnderstanding(client, request.brief);
      if (understanding.length > 0) output.note(`${understandingText(understanding)}\n`);
      const body = options.strict ? { ...request, strict: true } : request;
      const accepted = await client
        .post('/v1/tracks', body, TrackAccepted, {
          idempotencyKey: idempotencyKeyOf(request, options),
        })
        .catch((error: unknown) => {
          throw withOptionNames(error);
        });
      output.result(accepted, () =>
        [
          accepted.created
            ? 'Accepted.'
            : 'This track exists: the request was made before (--new creates another).',
          pairs([
            ['track', accepted.trackId],
            ['stage', accepted.stage],
            ['workflow', accepted.workflowId],
            ...(accepted.links.temporal === null
              ? []
              : [['Temporal', accepted.links.temporal] as const]),
          ]),
          `Follow it: fermata track watch ${accepted.trackId}`,
        ].join('\n'),
      );
      return EXIT.ok;
    },
  });
}
