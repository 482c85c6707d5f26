import type { Command } from 'commander';
import { z } from 'zod';
import { SignalTicket } from '@fermata/contracts/http';
import { Edit, Sha256 } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { temporalUi } from '../service-settings.ts';
import { EditOptions, editsOf, repeated } from './edit-options.ts';
import { findReview } from './find-review.ts';
import { sendEdits, showEdits } from './send-edits.ts';
import { signalHelp } from './signal-help.ts';

/** `part=bass`, `section=2`, or both with a comma. */
const RemakeOption = z
  .string()
  .transform((text) => {
    const fields = text.split(',').map((pair): [string, unknown] => {
      const [name = '', value = ''] = pair.split('=').map((word) => word.trim());
      return [name, name === 'section' && /^\d+$/.test(value) ? Number(value) : value];
    });
    return { op: 'remake', ...Object.fromEntries(fields) };
  })
  .pipe(Edit);

/** Adds `review send-back`. */
export function addSendBackCommand(review: Command): void {
  defineCommand(review, {
    usage: 'send-back <review>',
    summary:
      'ask for a next version: the note is understood as edits, and everything else stays (a review id, or a track id)',
    options: (command) =>
      command
        .option('--note <text>', 'what to change, in any words: "slower, without drums"')
        .option('--op <edit>', 'an edit, such as "level part=drums db=-3" (repeatable)', repeated)
        .option('--edit <json>', 'an edit as JSON, or a list of edits (repeatable)', repeated)
        .option(
          '--remake <what>',
          'another take of part=bass, section=2 (from 0), or part=bass,section=2',
        )
        .option('--yes', 'do not ask before the decision is sent')
        .option('--version-sha256 <hash>', 'the version that you heard (default: the current one)')
        .option(
          '--print-signal',
          'do not decide; print a signed signal to paste into the Temporal UI',
        ),
    schema: EditOptions.extend({
      note: z.string().optional(),
      remake: RemakeOption.optional(),
      yes: z.boolean().default(false),
      versionSha256: Sha256.optional(),
      printSignal: z.boolean().default(false),
    }),
    async run({ api, output, env, signal }, options, [id]) {
      const { note, remake, yes, versionSha256, printSignal } = options;
      const edits = [...editsOf(options), ...(remake ? [remake] : [])];
      if (note === undefined && edits.length === 0)
        throw new CommandError(EXIT.usage, 'A send-back needs --note, --remake, --op or --edit.');
      const client = await api('reviewer');
      const found = await findReview(client, id);
      if (!printSignal)
        return sendEdits({ output, signal }, client, found, { note, edits, versionSha256, yes });
      if (versionSha256 !== undefined)
        throw new CommandError(
          EXIT.usage,
          '--print-signal and --version-sha256 exclude each other: a signal is bound to the ' +
            'version under review.',
        );
      const shown = await showEdits(output, client, found, { note, edits });
      const ticket = await client.post(
        `/v1/reviews/${found.reviewId}/ticket`,
        { verdict: 'send-back', ...(note === undefined ? {} : { note }), edits: shown },
        SignalTicket,
      );
      const ui = await temporalUi(env);
      output.result(ticket, () => signalHelp(ticket, ui, env['TEMPORAL_NAMESPACE']));
      return EXIT.ok;
    },
  });
}
