import type { Command } from 'commander';
import { z } from 'zod';
import { defineCommand } from '../define-command.ts';
import { showResult } from '../show-result.ts';
import { findReleaseId } from './find-release.ts';

export function addCancelCommand(release: Command): void {
  defineCommand(release, {
    usage: 'cancel <release>',
    summary: 'end a release of approved versions before it is on sale',
    options: (command) => command.option('--reason <text>', 'the reason, for the record'),
    schema: z.object({ reason: z.string().optional() }),
    async run({ api, output }, options, [argument]) {
      const client = await api('creator');
      const releaseId = await findReleaseId(client, argument);
      return showResult(output, await client.command(`/v1/releases/${releaseId}/cancel`, options));
    },
  });
}
