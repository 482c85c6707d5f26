import type { Command } from 'commander';
import { z } from 'zod';
import { QuestionAnswer } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parsePartner } from '../partner/parse-partner.ts';
import { releaseCard } from '../render/release-card.ts';
import { showResult } from '../show-result.ts';
import { findRelease } from './find-release.ts';

/** Adds show and answer. */
export function addReleaseQuestionCommands(release: Command): void {
  defineCommand(release, {
    usage: 'show <release>',
    summary: 'show a release and its state at each partner (a release id, or a track id)',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const view = await findRelease(await api('creator'), id);
      output.result(view, () => releaseCard(view));
      return EXIT.ok;
    },
  });
  defineCommand(release, {
    usage: 'answer <release> <answer>',
    summary: 'decide about a release that one partner has not taken: keep, withdraw or redeliver',
    options: (command) =>
      command.option('--partner <name>', 'the partner that asks for a fix: redeliver or withdraw'),
    schema: z.object({ partner: z.string().optional() }),
    async run({ api, output }, { partner }, [id, given]) {
      const answer = QuestionAnswer.safeParse(given);
      if (!answer.success)
        throw new CommandError(
          EXIT.usage,
          `The answer must be one of ${QuestionAnswer.options.join(', ')}.`,
        );
      const client = await api('creator');
      const { releaseId } = await findRelease(client, id);
      return showResult(
        output,
        await client.command(`/v1/releases/${releaseId}/answer`, {
          answer: answer.data,
          ...(partner === undefined ? {} : { partner: parsePartner(partner) }),
        }),
      );
    },
  });
}
