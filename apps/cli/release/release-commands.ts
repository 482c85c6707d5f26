import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { ReleaseAccepted, ReleasePage, WithdrawAccepted } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { withFlags } from '../invalid-options.ts';
import { Limit, splitList } from '../option-values.ts';
import { addMetadataOptions } from '../profile/metadata-options.ts';
import { table } from '../render/table.ts';
import { findReleaseId } from './find-release.ts';
import { flagForField, newRelease, NewReleaseOptions } from './new-release.ts';

const PATH = '/v1/releases';

/** Adds create, list and withdraw. */
export function addReleaseCommands(release: Command): void {
  defineCommand(release, {
    usage: 'create',
    summary: 'create a release of approved versions',
    options: (command) =>
      addMetadataOptions(command)
        .option('--title <title>', 'the title of the release')
        .option(
          '--recording <track@version...>',
          'the approved versions in order, such as trk_…@1; a disc after a slash, such as trk_…@1/2',
        )
        .option(
          '--cover <sha256>',
          'a picture that was added (default: the cover of the first recording)',
        )
        .option('--partner <names>', 'the partners (default: sandbox)')
        .option('--on-rejection <terms>', 'best-effort (default), all-or-nothing or ask')
        .option('--territories <codes>', 'where it may be sold, such as DE,FR')
        .option(
          '--publish-at <time>',
          'local time and time zone, such as "2027-03-01T09:00 Europe/Berlin" (default: at once)',
        )
        .option(
          '--publish-on <start>',
          'request: when one of its partners asks for it, or a person starts it',
        )
        .option('--idempotency-key <key>', 'the same key finds the same release'),
    schema: NewReleaseOptions,
    async run({ api, output }, options) {
      const body = newRelease(options);
      const accepted = await (
        await api('reviewer')
      )
        .post(PATH, body, ReleaseAccepted, {
          idempotencyKey: options.idempotencyKey ?? `cli-${randomUUID()}`,
        })
        .catch((error: unknown) => {
          throw withFlags(error, flagForField);
        });
      output.result(
        accepted,
        () =>
          `The release ${accepted.releaseId} is created: ${accepted.detail}.\n` +
          `See its progress: fermata release show ${accepted.releaseId}`,
      );
      return EXIT.ok;
    },
  });
  defineCommand(release, {
    usage: 'list',
    summary: 'list the releases, newest first',
    options: (command) =>
      command
        .option('--limit <number>', 'number of releases, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({ limit: Limit, cursor: z.string().optional() }),
    async run({ api, output }, query) {
      const page = await (await api('creator')).get(PATH, ReleasePage, query);
      output.result(page, () =>
        page.items.length === 0
          ? 'No releases.'
          : table(
              [
                ...[{ title: 'release' }, { title: 'title', max: 40 }, { title: 'recordings' }],
                ...[{ title: 'created' }, { title: 'state' }],
              ],
              page.items.map(
                ({ releaseId, title, recordings, createdAt, startedAt, endedAt, outcome }) => [
                  ...[releaseId, title, String(recordings), instant(createdAt)],
                  endedAt === null
                    ? startedAt === null
                      ? 'waits for its start'
                      : 'waits for its partners'
                    : (outcome ?? 'ended'),
                ],
              ),
            ),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
  defineCommand(release, {
    usage: 'withdraw <release>',
    summary: 'take a release down at its partners (a release id, or a track id)',
    options: (command) =>
      command
        .requiredOption('--reason <text>', 'the reason, which partners get')
        .option('--partner <names>', 'only at these partners'),
    schema: z.object({ reason: z.string(), partner: z.string().optional() }),
    async run({ api, output }, { reason, partner }, [argument]) {
      const client = await api('operations');
      const releaseId = await findReleaseId(client, argument);
      const request = {
        reason,
        ...(partner === undefined ? {} : { partners: splitList(partner) }),
      };
      const accepted = await client.post(
        `${PATH}/${releaseId}/withdraw`,
        request,
        WithdrawAccepted,
      );
      output.result(
        accepted,
        () =>
          `The withdrawal ${accepted.withdrawalId} is requested.\n` +
          `See who still sells it: fermata release show ${releaseId}`,
      );
      return EXIT.ok;
    },
  });
}
