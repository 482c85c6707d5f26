import type { Command } from 'commander';
import { z } from 'zod';
import { defineCommand } from '../define-command.ts';
import { showAnswer } from '../show-answer.ts';
import { findReleaseId } from './find-release.ts';

export function addPublishCommand(release: Command): void {
  defineCommand(release, {
    usage: 'publish <release>',
    summary: 'start a release of approved versions that waits for its date or a request',
    options: (command) => command,
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const client = await api('reviewer');
      const releaseId = await findReleaseId(client, argument);
      return showAnswer(output, await client.command(`/v1/releases/${releaseId}/publish`, {}));
    },
  });
}
