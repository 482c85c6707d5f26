import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { ReleaseAccepted } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parseTrackId } from '../track/find-track.ts';

export function addReleaseCommands(release: Command): void {
  defineCommand(release, {
    usage: 'create <track>',
    summary: 'start the release of an approved track that waits for its date or a request',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const trackId = parseTrackId(id);
      const accepted = await (
        await api('reviewer')
      ).post('/v1/releases', { trackId }, ReleaseAccepted, {
        idempotencyKey: `cli-${randomUUID()}`,
      });
      output.result(
        accepted,
        () =>
          `The release ${accepted.releaseId} of version ${accepted.version} starts.\n` +
          `Follow it: fermata track watch ${trackId}`,
      );
      return EXIT.ok;
    },
  });
}
