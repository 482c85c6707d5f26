import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { count } from '@fermata/clients/words';
import { ProjectId } from '@fermata/contracts/values';
import type { Catalogue, StoredCheckpoint } from '@fermata/prisma';
import type { CheckpointStore } from '@fermata/storage';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';
import { checkpointPublicKeys, checkpointSettings, databaseUrl } from '../service-settings.ts';
import type { RecordReport } from './verify-record.ts';

/** The audit reads the database directly, so that it need not trust the API. */
export function addAuditCommands(audit: Command): void {
  defineCommand(audit, {
    usage: 'verify',
    summary:
      'verify the event record: report altered, moved, inserted, missing and unapproved events',
    local: true,
    options: (command) =>
      command
        .option('--project <project>', 'check the content of this project only')
        .option('--known <file...>', 'checkpoints that you have kept; they must still be there'),
    schema: z.object({
      project: ProjectId.optional(),
      known: z.array(z.string()).default([]),
    }),
    async run({ env, output }, { project, known: files }) {
      const url = await databaseUrl(env);
      const known = await Promise.all(files.map(readKept));
      const report = await withCatalogue(url, (catalogue) =>
        withCheckpoints(env, url, async (found) => {
          if (found === null && known.length > 0)
            throw new CommandError(EXIT.usage, 'For --known, set S3_ENDPOINT and its companions.');
          const { verifyRecord } = await import('./verify-record.ts');
          return verifyRecord({
            catalogue,
            store: found?.store ?? null,
            publicKeys: found?.publicKeys ?? [],
            projectId: project,
            known,
          });
        }),
      );
      output.result(report, () => describeReport(report));
      return report.issues.length === 0 ? EXIT.ok : EXIT.failed;
    },
  });
  defineCommand(audit, {
    usage: 'key',
    summary: 'show the public keys that sign checkpoints of the event record',
    local: true,
    schema: z.object({}),
    async run({ env, output }) {
      const { checkpointKeyId } = await import('@fermata/prisma');
      const keys = (await checkpointPublicKeys(env)).map((publicKey) => ({
        keyId: checkpointKeyId(publicKey),
        publicKey,
      }));
      output.result({ keys }, () =>
        table(
          [{ title: 'public key (Ed25519, DER in base64)' }, { title: 'key id' }],
          keys.map(({ keyId, publicKey }) => [publicKey, keyId]),
        ),
      );
      return EXIT.ok;
    },
  });
  defineCommand(audit, {
    usage: 'rebuild',
    summary: 'rebuild all read tables from the events and compare them with the current ones',
    local: true,
    schema: z.object({}),
    async run({ env, output }) {
      const report = await withCatalogue(await databaseUrl(env), ({ audit: check }) =>
        check.rebuild(),
      );
      output.result(report, () =>
        [
          table(
            [{ title: 'table' }, { title: 'rows', align: 'right' }, { title: '' }],
            report.tables.map((each) => [
              each.table,
              String(each.rows),
              each.identical ? 'identical' : 'differed; replaced',
            ]),
          ),
          `${count(report.events, 'event')} read: ` +
            (report.identical
              ? 'all tables were identical.'
              : 'some tables differed from their events and were replaced.'),
        ].join('\n\n'),
      );
      return report.identical ? EXIT.ok : EXIT.failed;
    },
  });
}

function describeReport({ events, streams, checkpoints, issues }: RecordReport): string {
  const compared =
    checkpoints === null
      ? 'not compared with checkpoints'
      : `compared with ${count(checkpoints, 'checkpoint')}`;
  const verdict = issues.length === 0 ? 'the record is intact' : count(issues.length, 'issue');
  return [
    `${count(events, 'event')} in ${count(streams, 'stream')}, ${compared}: ${verdict}.`,
    ...(issues.length === 0
      ? []
      : [
          table(
            [
              { title: 'issue' },
              { title: 'stream' },
              { title: 'sequence', align: 'right' },
              { title: 'position', align: 'right' },
              { title: 'detail' },
            ],
            issues.map(({ kind, stream, sequence, position, detail }) => [
              kind,
              stream ?? '–',
              String(sequence ?? '–'),
              String(position ?? '–'),
              detail,
            ]),
          ),
        ]),
  ].join('\n');
}

/** A checkpoint that the auditor has kept, as the API or the bucket gave it. */
async function readKept(file: string): Promise<StoredCheckpoint> {
  try {
    const bytes = await readFile(file);
    const { number } = z
      .object({ number: z.number().int() })
      .parse(JSON.parse(bytes.toString('utf8')));
    return { number, bytes };
  } catch (error) {
    throw new CommandError(
      EXIT.usage,
      `${file} is not a checkpoint: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function withCheckpoints<T>(
  env: NodeJS.ProcessEnv,
  url: string,
  work: (found: { store: CheckpointStore; publicKeys: string[] } | null) => Promise<T>,
): Promise<T> {
  const settings = await checkpointSettings(env, url);
  if (settings === null) return work(null);
  const { openCheckpointStore } = await import('@fermata/storage');
  const store = openCheckpointStore(settings.s3);
  try {
    return await work({ store, publicKeys: settings.publicKeys });
  } finally {
    store.close();
  }
}

async function withCatalogue<T>(
  url: string,
  work: (catalogue: Catalogue) => Promise<T>,
): Promise<T> {
  let catalogue: Catalogue | null = null;
  try {
    // Loaded only here, as it slows the start of other commands.
    const { openCatalogue } = await import('@fermata/prisma');
    catalogue = await openCatalogue({ databaseUrl: url, poolSize: 1 });
    await catalogue.ping();
  } catch (error) {
    await catalogue?.close();
    throw new CommandError(
      EXIT.absent,
      `The database does not respond: ${error instanceof Error ? error.message || error.name : String(error)}.`,
    );
  }
  try {
    return await work(catalogue);
  } finally {
    await catalogue.close();
  }
}
