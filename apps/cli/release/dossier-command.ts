import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { byteSize, count } from '@fermata/clients/words';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Verification } from './dossier/verify-evidence.ts';
import { findRelease } from './find-release.ts';

/** Without a time zone: the same everywhere, so that equal dossiers are equal archives. */
const FILE_DATE = new Date(1980, 0, 1);

export function addDossierCommand(release: Command): void {
  defineCommand(release, {
    usage: 'dossier <release>',
    summary:
      'write one ZIP for a lawyer: recordings, licences, approvals, deliveries, messages, usage, proof ' +
      '(a release id, or a track id)',
    options: (command) =>
      command.option('--to <file>', 'the file to write (default: named like the release)'),
    schema: z.object({ to: z.string().min(1, 'must name a file').optional() }),
    async run({ api, output }, { to }, [id]) {
      const client = await api('operations');
      const release = await findRelease(client, id);
      // Loaded only here, as PDF and database code slow the start of other commands.
      const { collectDossier } = await import('./dossier/collect-dossier.ts');
      const { dossierFiles } = await import('./dossier/dossier-files.ts');
      const dossier = await collectDossier(client, release);
      const files = await dossierFiles(dossier);
      const path = resolve(to ?? `${release.releaseId}.zip`);
      const bytes = zipSync(Object.fromEntries(files), { mtime: FILE_DATE });
      await write(path, bytes);
      const { verification } = dossier;
      const { issues } = verification;
      output.result({ path, bytes: bytes.length, files: [...files.keys()], verification }, () =>
        [
          `${path} (${byteSize(bytes.length)}, ${count(files.size, 'file')})`,
          ...issues,
          issues.length > 0 ? 'The record is not intact.' : verified(verification),
        ].join('\n'),
      );
      return issues.length === 0 ? EXIT.ok : EXIT.failed;
    },
  });
}

const verified = ({ events, checkpoint }: Verification): string =>
  checkpoint === null
    ? `${count(events, 'event')} verified. No checkpoint confirms the last of them yet.`
    : `${count(events, 'event')} verified up to checkpoint ${checkpoint.number}.`;

/** Replaces no file. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
  } catch (error) {
    throw new CommandError(
      EXIT.failed,
      `${path} was not written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
