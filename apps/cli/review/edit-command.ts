import type { Command } from 'commander';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parseTrackId } from '../track/find-track.ts';
import { EditOptions, editsOf, repeated } from './edit-options.ts';
import { findReview } from './find-review.ts';
import { sendEdits } from './send-edits.ts';

/** Adds `track edit`: structured edits of the version under review. */
export function addEditCommand(track: Command): void {
  defineCommand(track, {
    usage: 'edit <track>',
    summary:
      'send the version under review back with edits; everything that they do not name stays',
    options: (command) =>
      command
        .option('--op <edit>', 'an edit, such as "tempo bpm=90" (repeatable)', repeated)
        .option('--edit <json>', 'an edit as JSON, or a list of edits (repeatable)', repeated)
        .option('--note <text>', 'a note for the record')
        .option('--yes', 'do not ask before the edits are sent'),
    schema: EditOptions.extend({
      note: z.string().optional(),
      yes: z.boolean().default(false),
    }),
    async run({ api, output, signal }, options, [id]) {
      const trackId = parseTrackId(id);
      const edits = editsOf(options);
      if (edits.length === 0)
        throw new CommandError(EXIT.usage, 'An edit needs --op or --edit: see docs/edits.md.');
      const client = await api('reviewer');
      const review = await findReview(client, trackId);
      return sendEdits({ output, signal }, client, review, {
        note: options.note,
        edits,
        yes: options.yes,
      });
    },
  });
}
