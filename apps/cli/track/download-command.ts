import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { byteSize } from '@fermata/clients/words';
import type { AssetView } from '@fermata/contracts/http';
import { AssetKind } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';
import { downloadFiles } from './download-files.ts';
import { findTrackView, parseTrackId } from './find-track.ts';

export function addDownloadCommand(track: Command): void {
  defineCommand(track, {
    usage: 'download <track>',
    summary: 'download the files of a version and its alternates, each verified by its sha256',
    options: (command) =>
      command
        .option('--version <number>', 'the version (default: the last one)')
        .option(
          '--kind <kinds>',
          `only these kinds, separated by commas: ${AssetKind.options.join(', ')}`,
        )
        .option('--to <folder>', 'the target folder (default: named like the track)'),
    schema: z.object({
      version: z
        .string()
        .regex(/^[1-9]\d{0,5}$/, 'must be a whole number, at least 1')
        .transform(Number)
        .optional(),
      to: z.string().optional(),
      kind: z
        .string()
        .transform((values) => values.split(',').map((value) => value.trim()))
        .pipe(z.array(AssetKind))
        .optional(),
    }),
    async run({ api, output, signal }, { version: number, kind, to }, [id]) {
      const client = await api('creator');
      const view = await findTrackView(client, parseTrackId(id));
      const version =
        number === undefined
          ? view.versions.at(-1)
          : view.versions.find((each) => each.version === number);
      const hashes =
        version?.assets.filter(
          (asset: AssetView) => kind === undefined || kind.includes(asset.kind),
        ) ?? [];
      if (version === undefined || hashes.length === 0)
        throw new CommandError(
          EXIT.absent,
          `${view.trackId} has no such files${number === undefined ? '' : ` in version ${number}`}: ${view.now}.`,
        );
      const folder = resolve(to ?? view.trackId);
      const files = await downloadFiles(
        client,
        view.trackId,
        new Set(hashes.map(({ sha256 }) => sha256)),
        folder,
        signal,
      );
      output.result({ trackId: view.trackId, version: version.version, folder, files }, () =>
        table(
          [{ title: 'file' }, { title: 'size', align: 'right' }],
          files.map(({ path, bytes }) => [path, byteSize(bytes)]),
        ),
      );
      return EXIT.ok;
    },
  });
}
