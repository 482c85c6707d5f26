import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { byteSize } from '@fermata/clients/words';
import type { TrackView } from '@fermata/contracts/http';
import { AssetKind } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';
import { downloadFiles } from './download-files.ts';
import { findCandidate, parseCandidate } from './find-candidate.ts';
import { findFiles } from './find-files.ts';
import { findTrackView, parseTrackId } from './find-track.ts';

export function addDownloadCommand(track: Command): void {
  defineCommand(track, {
    usage: 'download <track>',
    summary: 'download the files of a version and its alternates, each verified by its sha256',
    options: (command) =>
      command
        .option('--version <number>', 'the version (default: that of the track)')
        .option(
          '--kind <kinds>',
          `only these kinds, separated by commas: ${AssetKind.options.join(', ')}`,
        )
        .option('--candidate <candidate>', 'only the files of this candidate: its number or id')
        .option('--to <folder>', 'the target folder (default: named like the track)'),
    schema: z.object({
      version: z
        .string()
        .regex(/^[1-9]\d{0,5}$/, 'must be a whole number, at least 1')
        .transform(Number)
        .optional(),
      to: z.string().min(1, 'must name a folder').optional(),
      candidate: z.string().optional(),
      kind: z
        .string()
        .transform((values) => values.split(',').map((value) => value.trim()))
        .pipe(z.array(AssetKind))
        .optional(),
    }),
    async run({ api, output, signal }, { version: given, kind: kinds, candidate, to }, [id]) {
      const wanted = candidate === undefined ? undefined : parseCandidate(candidate);
      const client = await api('creator');
      const view = await findTrackView(client, parseTrackId(id));
      const version = given ?? view.version;
      const links = await findFiles(client, view, {
        version,
        kinds,
        candidate: wanted === undefined ? undefined : findCandidate(view, version, wanted).number,
      });
      if (links.length === 0) throw noSuchFiles(view, version);
      const folder = resolve(to ?? view.trackId);
      const files = await downloadFiles(links, folder, signal);
      output.result({ trackId: view.trackId, version, folder, files }, () =>
        table(
          [{ title: 'file' }, { title: 'size', align: 'right' }],
          files.map(({ path, bytes }) => [path, byteSize(bytes)]),
        ),
      );
      return EXIT.ok;
    },
  });
}

function noSuchFiles({ trackId, versions, candidates, now }: TrackView, version: number) {
  const kinds = new Set(
    [...versions, ...candidates]
      .filter((each) => each.version === version)
      .flatMap(({ assets }) => assets.map(({ kind }) => kind)),
  );
  return new CommandError(
    EXIT.absent,
    `${trackId} has no such files in version ${version}` +
      `${kinds.size > 0 ? `, only of the kinds ${[...kinds].join(', ')}` : ''}: ${now}.`,
  );
}
