import type { Command } from 'commander';
import { z } from 'zod';
import { ReleaseId } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { showResult } from '../show-result.ts';
import { parseTrackId } from '../track/find-track.ts';

export function addStartCommand(release: Command): void {
  defineCommand(release, {
    usage: 'start <release>',
    summary:
      'start a release that waits for its date or a request (a release id, or the id of an approved track)',
    options: (command) => command,
    schema: z.object({}),
    async run({ api, output }, _options, [argument]) {
      const client = await api('reviewer');
      const releaseId = ReleaseId.safeParse(argument);
      // The own release of a track has no id that people know before it starts.
      const waiting = releaseId.success
        ? `releases/${releaseId.data}`
        : `tracks/${parseTrackId(argument)}`;
      return showResult(output, await client.command(`/v1/${waiting}/start`, {}));
    },
  });
}
