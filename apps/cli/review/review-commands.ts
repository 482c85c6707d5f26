import type { Command } from 'commander';
import { z } from 'zod';
import { SignalTicket } from '@fermata/contracts/http';
import { DecisionId, Sha256 } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { temporalUi } from '../service-settings.ts';
import { showResult } from '../show-result.ts';
import { findReview } from './find-review.ts';
import { addReviewListCommand } from './list-command.ts';
import { addMinimumCommands } from './minimum-commands.ts';
import { addSendBackCommand } from './send-back-command.ts';
import { addReviewShowCommand } from './show-command.ts';
import { signalHelp } from './signal-help.ts';

const VERDICTS = [
  ['approve', 'let the version be published', 'a comment'],
  ['reject', 'end the track: it is archived', 'the reason, shown to the creator'],
] as const;

const VersionOption = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'must be the number of a version')
  .transform(Number)
  .optional();

export function addReviewCommands(review: Command): void {
  addReviewListCommand(review);
  addReviewShowCommand(review);

  for (const [verdict, summary, noteIs] of VERDICTS) {
    defineCommand(review, {
      usage: `${verdict} <review>`,
      summary: `${summary} (a review id, or a track id)`,
      options: (command) =>
        (verdict === 'approve'
          ? command.option('--version <number>', 'an earlier version, which is approved instead')
          : command
        )
          .option('--note <text>', noteIs)
          .option(
            '--version-sha256 <hash>',
            'the version that you heard (default: the current one)',
          )
          .option(
            '--print-signal',
            'do not decide; print a signed signal to paste into the Temporal UI',
          ),
      schema: z.object({
        note: z.string().optional(),
        version: VersionOption,
        versionSha256: Sha256.optional(),
        printSignal: z.boolean().default(false),
      }),
      async run({ api, output, env }, { note, version, versionSha256, printSignal }, [id]) {
        const client = await api('reviewer');
        const found = await findReview(client, id);
        const body = {
          ...(note === undefined ? {} : { note }),
          ...(version === undefined ? {} : { version }),
        };
        if (printSignal) {
          if (versionSha256 !== undefined)
            throw new CommandError(
              EXIT.usage,
              '--print-signal and --version-sha256 exclude each other: a signal is bound to the ' +
                'version under review.',
            );
          const ticket = await client.post(
            `/v1/reviews/${found.reviewId}/ticket`,
            { verdict, ...body },
            SignalTicket,
          );
          const ui = await temporalUi(env);
          output.result(ticket, () => signalHelp(ticket, ui, env['TEMPORAL_NAMESPACE']));
          return EXIT.ok;
        }
        const answer = await client.command(`/v1/reviews/${found.reviewId}/${verdict}`, {
          ...(version === undefined ? { versionSha256: found.versionSha256 } : {}),
          ...(versionSha256 === undefined ? {} : { versionSha256 }),
          ...body,
        });
        return showResult(output, answer, `fermata review undo ${found.reviewId}`);
      },
    });
  }

  addSendBackCommand(review);

  defineCommand(review, {
    usage: 'undo <review>',
    summary: 'undo your decision within its grace period (a review id, or a track id)',
    options: (command) =>
      command.option('--decision <id>', 'the decision to undo (default: your last one)'),
    schema: z.object({ decision: DecisionId.optional() }),
    async run({ api, output }, { decision }, [id]) {
      const client = await api('reviewer');
      const { reviewId } = await findReview(client, id);
      return showResult(
        output,
        await client.command(
          `/v1/reviews/${reviewId}/undo`,
          decision === undefined ? {} : { decisionId: decision },
        ),
      );
    },
  });

  addMinimumCommands(review);
}
